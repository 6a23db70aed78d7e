"""Frames of how detectors with a generator come to their reconstruction of a digit."""

import base64
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypedDict

import torch
from torch import Tensor

from anomaly.detectors import Detector
from anomaly.detectors.anogan import AnoGan
from anomaly.detectors.anovaegan import AnoVaeGan
from anomaly.detectors.efficientgan import EfficientGan
from anomaly.ui.digit_input.questions import parse_picture

MAX_SECONDS = 3.0  # of a search
FRAMES = 30  # where nothing is searched for
SAMPLES = 6  # codes between which the frames of `sampled` move
SEED = 0


class Film(TypedDict):
    """Moving picture.

    Attributes
    ----------
    frames : list of str
        28 x 28 bytes each, in base64; none where what was asked makes no sense.
    codes : list of list of float
        The code of each frame; none where it is not known.
    score : float or None
        The digit's.
    """

    frames: list[str]
    codes: list[list[float]]
    score: float | None


def film_of(question: object, detector: Detector) -> Film:
    """Return how a detector comes to its reconstruction.

    Parameters
    ----------
    question : object
        What should be ``{"picture": 28 x 28 intensities, float32, in base64}``, parsed as untrusted
        input.
    detector : Detector
        One of `METHODS`.
    """
    text = question.get("picture") if isinstance(question, dict) else None
    picture, method = parse_picture(text), METHODS.get(detector.name)
    if picture is None or method is None:
        return {"frames": [], "codes": [], "score": None}
    return method(detector, torch.from_numpy(picture).view(1, 1, *picture.shape))


def searched(detector: Detector, image: Tensor) -> Film:
    """Return the steps of a search as AnoGAN's paper has it, as many as there is time for.

    It begins at a random code, and is free to go to any other; the detector's own begins at the
    best of many and is drawn towards usual digits, which finds more anomalies and shows less.
    """
    assert isinstance(detector, AnoGan)
    free = AnoGan(replace(detector.settings, prior=0.0))
    free.load_state_dict(detector.state_dict())
    random = torch.Generator().manual_seed(SEED)
    code = torch.randn(1, detector.settings.latent, generator=random)
    start, pictures = time.monotonic(), []
    for step in free.search(image, code):
        pictures.append(step.reconstruction)
        if time.monotonic() - start >= MAX_SECONDS:
            break
    score = float(detector.anomaly_score(image))
    return {"frames": list(_encode(torch.cat(pictures))), "codes": [], "score": score}


@torch.inference_mode()
def encoded(detector: Detector, image: Tensor) -> Film:
    """Return what EfficientGAN generates on the way from the code 0 to the digit's."""
    assert isinstance(detector, EfficientGan)
    code = detector.network.eval().encode(image * 2 - 1)  # (1, latent)
    codes = torch.linspace(0, 1, FRAMES)[:, None] * code
    return _generated(detector, image, codes)


@torch.inference_mode()
def sampled(detector: Detector, image: Tensor) -> Film:
    """Return what AnoVAEGAN generates of codes that the digit may have, and last of their mean."""
    assert isinstance(detector, AnoVaeGan)
    mean, log_variance = detector.network.eval().encode(image * 2 - 1)  # (1, latent) each
    noise = torch.randn(SAMPLES, mean.shape[1], generator=torch.Generator().manual_seed(SEED))
    noise = torch.cat([noise, torch.zeros(1, mean.shape[1])])  # ends at the mean
    place = torch.linspace(0, SAMPLES, FRAMES)
    before = place.floor().long().clamp(max=SAMPLES - 1)
    between = torch.lerp(noise[before], noise[before + 1], (place - before)[:, None])
    return _generated(detector, image, mean + between * (log_variance / 2).exp())


def _generated(detector: EfficientGan | AnoVaeGan, image: Tensor, codes: Tensor) -> Film:
    made = detector.network.generator(codes).add(1).div(2)  # (frames, 1, 28, 28)
    return {
        "frames": list(_encode(made)),
        "codes": [[round(number, 3) for number in code] for code in codes.tolist()],
        "score": float(detector.anomaly_score(image)),
    }


def _encode(pictures: Tensor) -> Iterator[str]:
    for pixels in pictures.clamp(0, 1).mul(255).round().byte():
        yield base64.b64encode(pixels.numpy().tobytes()).decode()


METHODS: dict[str, Callable[[Detector, Tensor], Film]] = {
    "anogan": searched,
    "efficientgan": encoded,
    "anovaegan": sampled,
}
