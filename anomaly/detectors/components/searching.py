"""What detectors have in common that look for the nearest picture they can make, step by step."""

from abc import abstractmethod
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.detectors.base import Detector

AT_ONCE = 250  # pictures, the fastest measured on a CPU


@dataclass(frozen=True)
class SearchStep:
    """How near a search has come.

    Attributes
    ----------
    step, steps : int
        The step that ended, from 0 for the first guess, and how many there will be.
    reconstruction : Tensor
        float32 (N, 1, 28, 28) in [0, 1], the nearest so far.
    score : Tensor
        float32 (N,), of the nearest so far.
    settled : bool
        Whether the last steps have gained little; a search that ends unsettled might have come
        nearer.
    """

    step: int
    steps: int
    reconstruction: Tensor
    score: Tensor
    settled: bool


class SearchingDetector(Detector):
    """A detector whose reconstruction is the end of a search."""

    @abstractmethod
    def search(self, images: Tensor) -> Iterator[SearchStep]:
        """Search for the nearest pictures it can make, yielding the first guess and each step.

        It only goes on when asked for more, so whoever asks can stop it.

        Parameters
        ----------
        images : Tensor
            float32 (N, 1, 28, 28) in [0, 1]. Each is searched for on its own.
        """

    def reconstruct(self, images: Tensor) -> Tensor:
        return self.examine(images)[0]

    def compare(self, images: Tensor) -> tuple[Tensor, Tensor]:
        return self.examine(images)[:2]

    def anomaly_score(self, images: Tensor) -> Tensor:
        return self.examine(images)[2]

    def examine(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        ends = [deque(self.search(part), maxlen=1)[0] for part in images.split(AT_ONCE)]
        reconstruction = torch.cat([end.reconstruction for end in ends])
        score = torch.cat([end.score for end in ends])
        return reconstruction, (images - reconstruction).abs(), score
