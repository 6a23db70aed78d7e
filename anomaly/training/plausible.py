"""Bounds of the weights and answers of a detector that learned anything.

The bounds lie far below the largest float32, 3.4e38, so that sums of what is within stay finite, of
weights and scores also squares and products, in Python and on the page.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice

import torch
from torch import Tensor, nn

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import Detector, SearchingDetector
from anomaly.detectors.components.network import NetworkDetector
from anomaly.schema import lies_within

# Of the 54 detectors that come with the program, the largest weight is 29, the largest score 256.
MAX_WEIGHT = 1e6
MAX_SCORE = 1e9
# Of a network's layers: those of a collapsed one reach 1e22. On pictures that were not tried they
# are at most some hundred times as large, which float32 still holds.
MAX_ACTIVATION = 1e30
SEARCH_STEPS = 20  # of a search: further ones are like these, and there may be a thousand
ROUNDING = 1e-3  # by which a reconstruction may lie outside [0, 1]


def are_plausible(values: Iterable[Tensor], most: float = MAX_SCORE) -> bool:
    """Return whether all values are numbers from -`most` to `most`."""
    return all(lies_within(value, -most, most) for value in values)


def check_answers(detector: Detector, images: Tensor | None = None) -> None:
    """Check what a detector makes of pictures (N, 1, 28, 28), by default of a few that are none.

    Of a search some steps are taken, and the first guess alone where no pictures are given.

    Raises
    ------
    ValueError
        If a reconstruction is no picture, a score is not plausible, or a network comes near to
        what float32 holds.
    """
    given = extremes() if images is None else images
    with _bounded_activations(detector):
        if isinstance(detector, SearchingDetector):
            *_, last = islice(detector.search(given), 1 if images is None else SEARCH_STEPS)
            rebuilt, scores = last.reconstruction, last.score
            difference = (given - rebuilt).abs()
        else:
            rebuilt, difference, scores = detector.examine(given)
    for pictures in (rebuilt, difference):
        if not bool(((pictures >= -ROUNDING) & (pictures <= 1 + ROUNDING)).all()):
            raise ValueError("its reconstructions are no pictures")
    check_values("scores", scores)


def check_values(name: str, *values: Tensor) -> None:
    """Raise ValueError unless all values are plausible."""
    if not are_plausible(values):
        raise ValueError(f"{name} are not plausible")


@contextmanager
def _bounded_activations(detector: Detector) -> Iterator[None]:
    """Refuse what comes near to the largest float32 in any of a network's layers."""
    if not isinstance(detector, NetworkDetector):
        yield
        return

    def check(layer: nn.Module, inputs: object, output: object) -> None:
        if isinstance(output, Tensor) and not are_plausible((output,), MAX_ACTIVATION):
            raise ValueError("its layers are not finite")

    hooks = [layer.register_forward_hook(check) for layer in detector.network.modules()]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


@lru_cache(maxsize=1)
def extremes() -> Tensor:
    """Return pictures without ink, full of it, with a line, and with all values, (4, 1, 28, 28)."""
    ramp = torch.linspace(0, 1, IMAGE_SIDE**2).view(IMAGE_SIDE, IMAGE_SIDE)
    blank, line = torch.zeros_like(ramp), torch.eye(IMAGE_SIDE)
    return torch.stack([blank, blank + 1, line, ramp])[:, None]
