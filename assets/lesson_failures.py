"""Small networks that fail, for the lesson; `assets.make_lesson` writes them.

Autoencoders of 1s with seed 0: with three shares of 9s mixed into the digits to fit on, and one
that was taught 1s with a flag and a foot, which are drawn by a made-up hand. Beside them stand
histograms of the scores of training digits that none was fitted on.
"""

from typing import Any, TypedDict

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from anomaly.data.digits import Digits, LabelledImages, split_one_class
from anomaly.detectors import Detector
from anomaly.detectors.autoencoder import Autoencoder, AutoencoderSettings
from anomaly.detectors.components.network import residual_score
from anomaly.evaluation import default_threshold
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.storage import store

# Small files, 209 kB each; fitted for longer they come near the bundled network.
SMALL = AutoencoderSettings(epochs=20, hidden=(64,), latent=16)
SHARES = (0, 10, 30)  # percent of 9s among the digits to fit on
TAUGHT, TESTED = 150, 150  # drawings
BINS = 60
TOPS = {"absolute": 150.0, "relative": 1.2}  # of the axes, which the last bin goes beyond


class Histogram(TypedDict):
    """Scores by bin: of normal digits, and of others.

    Attributes
    ----------
    top : float
        The upper edge of the last bin, which holds all beyond as well; the first begins at 0.
    normal, others : list of int
    line : float
        The default threshold of the normal ones.
    caught : int
        Percent of the others that are anomalies by it.
    """

    top: float
    normal: list[int]
    others: list[int]
    line: float
    caught: int


def histogram(normal: Tensor, others: Tensor, score: str = "absolute") -> Histogram:
    """Return the histogram of scores, float32 (N,) and (M,)."""
    line, _ = default_threshold(normal)
    return {
        "top": TOPS[score],
        "normal": _counts(normal, TOPS[score]),
        "others": _counts(others, TOPS[score]),
        "line": round(line, 3),
        "caught": round(100 * float((others >= line).float().mean())),
    }


def _counts(scores: Tensor, top: float) -> list[int]:
    bins = (scores / top * BINS).long().clamp(0, BINS - 1)
    counts: list[int] = torch.bincount(bins, minlength=BINS).tolist()
    return counts


def make_failures(mnist: Digits) -> tuple[dict[str, Autoencoder], dict[str, Any]]:
    """Train the networks.

    Parameters
    ----------
    mnist : Digits

    Returns
    -------
    networks : dict of str to Autoencoder
        By the names of their files.
    table : dict of str to dict of str to Histogram
        ``mixed``, of 1s and 9s by the share of 9s in percent; ``taught``, of 1s and flagged ones
        before and after; ``eights``, of 8s and 1s by the bundled network of 8s, by the score.
    """
    only = Digits(_of(mnist.train, 1, 9), _of(mnist.test, 1, 9), mnist.source, mnist.fingerprint)
    mixed = {str(share): train_mixed(only, share) for share in SHARES}
    drawn = flagged_ones(TAUGHT + TESTED, seed=0)
    taught = teach(mixed["0"], mnist, drawn[:TAUGHT])
    split = split_one_class(only, (1,))
    ones, nines = split.calibration.images, split.anomalous.images
    table = {
        "mixed": {share: _scored(detector, ones, nines) for share, detector in mixed.items()},
        "taught": {
            name: _scored(detector, ones, drawn[TAUGHT:])
            for name, detector in (("before", mixed["0"]), ("after", taught))
        },
        "eights": _eights(mnist),
    }
    return {f"mixed-{share}": mixed[share] for share in mixed} | {"taught": taught}, table


def train_mixed(digits: Digits, share: int) -> Autoencoder:
    """Train on 1s and on others, which are to be `share` percent of all."""
    split = split_one_class(digits, (1,), contamination=share / 100)
    detector = Autoencoder(SMALL)
    for _ in detector.fit(split.fit.images, split.calibration.images, seed=0):
        pass
    return detector


def teach(pure: Detector, mnist: Digits, examples: Tensor) -> Autoencoder:
    """Return a copy of a network of 1s that was taught examples (N, 1, 28, 28) beside them."""
    taught = Autoencoder(SMALL)
    taught.load_state_dict(pure.state_dict())
    for _ in taught.adapt(split_one_class(mnist, (1,)).fit.images, examples, seed=0):
        pass
    return taught


def _scored(detector: Detector, normal: Tensor, others: Tensor) -> Histogram:
    return histogram(detector.anomaly_score(normal), detector.anomaly_score(others))


def _eights(mnist: Digits) -> dict[str, Histogram]:
    """Return the histograms of 8s and 1s by the bundled network of 8s, of two scores."""
    [path] = store.BUNDLED.glob("autoencoder-8-*")
    detector, split = store.load(path).detector, split_one_class(mnist, (8,))
    ones = split.anomalous[split.anomalous.labels == 1].images
    found: dict[str, Histogram] = {}
    for score in TOPS:
        normal, others = (
            residual_score(some, detector.difference_map(some), score)
            for some in (split.calibration.images, ones)
        )
        found[score] = histogram(normal, others, score)
    return found


def flagged_ones(count: int, seed: int) -> Tensor:
    """Draw 1s with a flag and a foot by a made-up hand, float32 (count, 1, 28, 28)."""
    random = np.random.default_rng(seed)
    drawn: list[Tensor] = []
    while len(drawn) < count:
        digit = digit_from_strokes(flagged_one(random), pen_width=20)
        if digit is not None:
            drawn.append(torch.from_numpy(digit))
    return torch.stack(drawn).unsqueeze(1)


def flagged_one(random: np.random.Generator) -> list[NDArray[np.float64]]:
    """Return the strokes of one, each (n, 2) in pixels of the canvas."""
    top, bottom = 50.0, 230.0
    height = bottom - top
    lean = random.uniform(-0.05, 0.2) * height
    head, sole = np.array([140 + lean / 2, top]), np.array([140 - lean / 2, bottom])
    angle, reach = random.uniform(0.5, 1.1), random.uniform(0.35, 0.55) * height
    flag = head + reach * np.array([-np.sin(angle), np.cos(angle)])
    flag_bend = (flag + head) / 2 + random.normal(size=2) * 0.03 * height
    stem_bend = (head + sole) / 2 + random.normal(size=2) * 0.03 * height
    half, tilt = random.uniform(0.28, 0.42) * height, random.uniform(-0.04, 0.04) * height
    foot = sole + np.array([[-half, tilt], [half, -tilt]]) * random.uniform(0.85, 1.15, size=(2, 1))
    return [np.stack([flag, flag_bend, head, stem_bend, sole]), foot]


def _of(images: LabelledImages, *labels: int) -> LabelledImages:
    return images[torch.isin(images.labels, torch.tensor(labels))]
