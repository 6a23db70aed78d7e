"""Detectors that reconstruct by an iterative search for the nearest picture they can make."""

import threading
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.detectors.base import Detector
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.progress import Parts, drain

SEARCH_BATCH = 250  # pictures, the fastest measured on a CPU
# A search takes seconds of a whole core. In a server, those of all sessions take turns, step by
# step, so that they leave the other cores to what takes milliseconds.
search_turn = threading.Lock()


@dataclass(frozen=True)
class SearchStep:
    """Progress of a search.

    Attributes
    ----------
    step, steps : int
        The step that ended, from 0 for the first guess, and how many there will be.
    reconstruction : Tensor
        float32 (N, 1, 28, 28) in [0, 1], the nearest so far.
    score : Tensor
        float32 (N,), of the nearest so far.
    settled : bool
        Whether the search has converged; one that ends unsettled might have come nearer.
    """

    step: int
    steps: int
    reconstruction: Tensor
    score: Tensor
    settled: bool


class SearchingDetector(Detector):
    """A detector whose reconstruction is the end of a search."""

    @abstractmethod
    def search(self, images: Images) -> Iterator[SearchStep]:
        """Search for the nearest pictures it can make, yielding the first guess and each step.

        The search advances only while the generator is iterated, so the caller can stop it.

        Parameters
        ----------
        images : Tensor or ndarray
            Pictures as `as_images` takes them; each is searched for on its own.
        """

    def embed(self, images: Images) -> Tensor:
        return as_images(images).flatten(1)  # pixels: a search for each picture takes too long

    def reconstruct(self, images: Images) -> Tensor:
        return self.examine(images)[0]

    def compare(self, images: Images) -> tuple[Tensor, Tensor]:
        return self.examine(images)[:2]

    def anomaly_score(self, images: Images) -> Tensor:
        return self.examine(images)[2]

    def examine(self, images: Images) -> tuple[Tensor, Tensor, Tensor]:
        return drain(self.examine_in_parts(images))

    def score_in_parts(self, images: Tensor) -> Parts[Tensor]:
        return (yield from self.examine_in_parts(images))[2]

    def rebuild_in_parts(self, images: Tensor) -> Parts[Tensor]:
        return (yield from self.examine_in_parts(images))[0]

    def examine_in_parts(self, images: Images) -> Parts[tuple[Tensor, Tensor, Tensor]]:
        """Return what `examine` does; each step of a search is a part."""
        ends, before, images = [], 0, as_images(images)
        for batch in images.split(SEARCH_BATCH):
            for end in self.search(batch):
                yield before + len(batch) * (end.step + 1) / (end.steps + 1)
            ends.append(end)
            before += len(batch)
        reconstruction = torch.cat([end.reconstruction for end in ends])
        score = torch.cat([end.score for end in ends])
        return reconstruction, (images - reconstruction).abs(), score
