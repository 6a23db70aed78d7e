"""Films of how detectors come to their reconstruction, and what is no question for one."""

import base64
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, Detector, build, recipe
from anomaly.detectors.anogan import RECIPES, AnoGan
from anomaly.ui.lesson.films import METHODS, film_of

Picture = npt.NDArray[np.float32]


def made(name: str) -> Detector:
    """Return an untrained detector."""
    if name == "anogan":
        return AnoGan(replace(RECIPES["default"], search_steps=3))
    return build(name, recipe(name))


def asked(picture: Picture) -> dict[str, object]:
    return {"film": True, "picture": base64.b64encode(picture.astype("<f4").tobytes()).decode()}


def pictures_of(frames: list[str]) -> npt.NDArray[np.float64]:
    content = b"".join(base64.b64decode(frame) for frame in frames)
    return np.frombuffer(content, np.uint8).reshape(-1, 28, 28) / 255


@pytest.fixture
def nine(digits: Digits) -> Picture:
    picture: Picture = digits.test.images[digits.test.labels == 9][0, 0].numpy()
    return picture


@pytest.mark.parametrize("name", METHODS)
def test_a_film_ends_with_a_score_and_frames_that_move(name: str, nine: Picture) -> None:
    detector = made(name)
    film = film_of(asked(nine), detector)
    pictures = pictures_of(film["frames"])
    assert len(pictures) > 3
    assert (pictures[0] != pictures[-1]).any()
    expected = float(detector.anomaly_score(torch.from_numpy(nine)))
    assert film["score"] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("name", ["efficientgan", "anovaegan"])
def test_what_needs_no_search_ends_at_the_reconstruction(name: str, nine: Picture) -> None:
    detector = made(name)
    film = film_of(asked(nine), detector)
    rebuilt = detector.reconstruct(torch.from_numpy(nine))[0, 0].numpy()
    assert np.abs(pictures_of(film["frames"])[-1] - rebuilt).max() < 0.01
    assert len(film["codes"]) == len(film["frames"])


@pytest.mark.parametrize(
    "question", [None, [], {}, {"picture": 7}, {"picture": "AAAA"}, {"picture": "§"}]
)
def test_nonsense_has_no_film(question: object) -> None:
    assert film_of(question, made("efficientgan"))["frames"] == []


def test_a_detector_without_a_generator_has_none(nine: Picture) -> None:
    assert set(METHODS) < set(DETECTORS)
    assert film_of(asked(nine), made("pca"))["frames"] == []
