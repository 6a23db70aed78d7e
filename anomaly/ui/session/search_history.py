"""A detector's search for the nearest digit it can make, step by step."""

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import Detection, SearchStep
from anomaly.text import format_score, t
from anomaly.training.trained import TrainedDetector

NUM_FRAMES = 7


@dataclass
class SearchHistory:
    """Steps of a search so far.

    Attributes
    ----------
    key : str
        Key of the detector.
    digit : Tensor
        float32 (28, 28) in [0, 1].
    frames : list of SearchStep
        Some of the steps, the first ones close together, since the loss falls fastest there.
    last : SearchStep or None
        Latest step.
    seconds : float
        The search's duration.
    ended : bool
    """

    key: str
    digit: Tensor
    frames: list[SearchStep] = field(default_factory=list)
    last: SearchStep | None = None
    seconds: float = 0.0
    ended: bool = False

    def is_of(self, trained: TrainedDetector, digit: Tensor) -> bool:
        """Return whether this is the detector's search for this digit."""
        return self.key == trained.key and torch.equal(self.digit, digit)

    @property
    def detection(self) -> Detection:
        """The detection that the latest step gives."""
        assert self.last is not None
        reconstruction = self.last.reconstruction.view(IMAGE_SIDE, IMAGE_SIDE)
        return Detection(
            image=self.digit,
            reconstruction=reconstruction,
            difference=(self.digit - reconstruction).abs(),
            score=float(self.last.score),
        )

    @property
    def is_cut(self) -> bool:
        """Whether the search was ended before its last step."""
        return self.last is not None and self.last.step < self.last.steps

    def describe(self) -> str:
        """Return a sentence on how the search ended."""
        assert self.last is not None
        ending = "settled" if self.last.settled else "unsettled"
        return describe_step(self.last, "cut" if self.is_cut else ending)

    def add(self, step: SearchStep) -> None:
        """Record a step, among the frames if it is one of those to show."""
        self.last = step
        share = np.linspace(0, 1, NUM_FRAMES) ** 2
        if step.step in np.ceil(share * step.steps):
            self.frames.append(step)


def describe_step(step: SearchStep, status: str) -> str:
    """Return a sentence on a search that is "going", or on how it ended."""
    score = format_score(float(step.score))
    return t(f"search.{status}", step=step.step, steps=step.steps, score=score)
