"""Base class of all detectors, and the results that they return."""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from anomaly.detectors.components.chain import Chain
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.progress import Parts, TrainingReport, TrainingStep, drain
from anomaly.errors import UserError

MAX_COMPARED = 500  # digits, since some detectors take long to rebuild one


@dataclass(frozen=True)
class Detection:
    """One picture as a detector sees it.

    Attributes
    ----------
    image, reconstruction, difference : Tensor
        float32 (28, 28), intensity in [0, 1]; the difference is that of `difference_map`.
    score : float
        Higher is more anomalous.
    """

    image: Tensor
    reconstruction: Tensor
    difference: Tensor
    score: float

    @property
    def signed_difference(self) -> Tensor:
        """Image minus reconstruction, float32 (28, 28) in [-1, 1]."""
        return self.image - self.reconstruction

    @property
    def share_missing(self) -> float:
        """Share of the image's ink that the reconstruction lacks, in [0, 1]; 0 without ink."""
        ink = float(self.image.sum())
        return float(self.signed_difference.clamp_min(0).sum()) / ink if ink > 0 else 0.0


class Detector(ABC):
    """A one-class anomaly detector.

    Methods that take pictures take them as `as_images` does: tensors or arrays, one or many.

    Attributes
    ----------
    name : str
        Its name in the registry.
    settings
        A frozen dataclass; with the data and the seed it determines the trained detector.
    max_scored : int or None
        Cap on test digits scored after training, for slow detectors; the other held-out sets are
        reduced in proportion.
    scoring_batch : int
        Pictures that are scored in one piece, about half a second of work.
    is_quick : bool
        Whether fitting takes a second or two.
    learns_from_few : bool
        Whether a few pictures and their variants are enough to fit on.
    learns_parts : bool
        Whether drawings whose parts vary apart teach it a hand better than whole ones that vary.
    has_code : bool
        Whether pictures are rebuilt from few numbers, which `encode` returns.
    scores_difference : bool
        Whether the score is taken from the difference of each pixel to the reconstruction, so that
        ink which the reconstruction lacks tells about the score.
    min_spread : float
        Share of the spread of normal pictures that their reconstructions must have; with less they
        are all alike, and the detector has collapsed. 0 for a detector whose scores do not depend
        on how it rebuilds each picture.
    is_storable : bool
        Whether `state_dict` returns all that was learned, so that a file can keep it.
    packages : tuple of str
        What must be installed for this detector beside what the program needs anyway.
    """

    name: ClassVar[str]
    max_scored: ClassVar[int | None] = None
    scoring_batch: ClassVar[int] = 1024
    is_quick: ClassVar[bool] = False
    learns_from_few: ClassVar[bool] = True
    learns_parts: ClassVar[bool] = False
    has_code: ClassVar[bool] = False
    scores_difference: ClassVar[bool] = True
    min_spread: ClassVar[float] = 0.05
    is_storable: ClassVar[bool] = True
    packages: ClassVar[tuple[str, ...]] = ()
    settings: Any

    @abstractmethod
    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        """Fit on normal digits, yielding a step after each batch and a report after each epoch.

        Fitting advances only while the generator is iterated, so the caller can pause, slow down or
        stop it.

        Parameters
        ----------
        images, calibration : Tensor
            float32 (N, 1, 28, 28) in [0, 1]; only the first are fitted on.
        seed : int
            Makes the result repeatable on the same machine.
        """

    def adapt(
        self, images: Tensor, examples: Tensor, seed: int, is_rough: bool = False
    ) -> Iterator[TrainingStep]:
        """Learn examples beside normal digits, yielding a step after each batch.

        The detector is fitted again on both together; a network overrides this, and goes on from
        its weights.

        Parameters
        ----------
        images, examples : Tensor
            float32 (N, 1, 28, 28) and (M, 1, 28, 28) in [0, 1], M > 0.
        seed : int
        is_rough : bool
            Whether fewer batches do, as of a fit that only scores examples left out of it.
        """
        both = torch.cat([images, examples])
        for event in self.fit(both, examples, seed):
            if isinstance(event, TrainingStep):
                yield event

    @abstractmethod
    def reconstruct(self, images: Images) -> Tensor:
        """Rebuild pictures, float32 (N, 1, 28, 28) in [0, 1] -> the same shape and range."""

    @abstractmethod
    def state_dict(self) -> dict[str, Tensor]:
        """Return all that was learned, as named tensors on the CPU."""

    @abstractmethod
    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        """Load what `state_dict` returned.

        Raises
        ------
        ValueError
            If names or shapes are not those of these settings.
        """

    def chain(self) -> Chain | None:
        """Return `reconstruct` and `anomaly_score` as layers that a page can compute.

        None if the detector does not rebuild or score by such layers; a page then asks the server.
        """
        return None

    def as_module(self) -> nn.Module | None:
        """Return `reconstruct` and `anomaly_score` as one module, to be exported.

        It maps images to both, float32 (N, 1, 28, 28) and (N,), on the detector's device. None if
        the detector is no network, or does more than run one.
        """
        return None

    @property
    def nbytes(self) -> int:
        """Memory of the learned state in bytes."""
        return sum(value.nbytes for value in self.state_dict().values())

    def has_collapsed(self, images: Images, min_spread: float | None = None) -> bool:
        """Return whether differing normal pictures (N, ...) are all rebuilt nearly alike.

        Parameters
        ----------
        images : Tensor or ndarray
        min_spread : float, optional
            In place of the detector's own.
        """
        return drain(self.collapse_in_parts(images, min_spread))

    def collapse_in_parts(self, images: Images, min_spread: float | None = None) -> Parts[bool]:
        """Return what `has_collapsed` does, in parts as `score_in_parts`."""
        limit = self.min_spread if min_spread is None else min_spread
        if limit == 0:
            return False
        some = as_images(images)[:MAX_COMPARED]
        rebuilt = yield from self.rebuild_in_parts(some)
        return pixel_spread(rebuilt) < limit * pixel_spread(some)

    def embed(self, images: Images) -> Tensor:
        """Return pictures as points, float32 (N, D), near where the detector finds them alike.

        These are their reconstructions unless a detector has something better.
        """
        return self.reconstruct(images).flatten(1)

    def encode(self, images: Images) -> Tensor:
        """Return the codes that pictures are rebuilt from, float32 (N, K), if `has_code`."""
        raise NotImplementedError

    def difference_map(self, images: Images) -> Tensor:
        """Return how anomalous each pixel is, float32 (N, 1, 28, 28) in [0, 1]."""
        return self.compare(images)[1]

    def compare(self, images: Images) -> tuple[Tensor, Tensor]:
        """Return `reconstruct` and `difference_map` in one pass.

        The difference is |image - reconstruction| unless a detector overrides it.
        """
        images = as_images(images)
        reconstruction = self.reconstruct(images)
        return reconstruction, (images - reconstruction).abs()

    def anomaly_score(self, images: Images) -> Tensor:
        """Score pictures, float32 (N,), higher is more anomalous.

        The score is the sum of the difference map over the pixels unless a detector overrides it.

        Examples
        --------
        >>> detector.anomaly_score(digits.test.images[:2])  # doctest: +SKIP
        tensor([52.4188, 18.7040])
        """
        return self.difference_map(images).flatten(1).sum(1)

    def score_in_parts(self, images: Tensor) -> Parts[Tensor]:
        """Score pictures as `anomaly_score` does, yielding between its parts how many are done.

        A part takes about a second at most, so that the caller can pause or stop in between.
        """
        return self._in_parts(self.anomaly_score, images)

    def rebuild_in_parts(self, images: Tensor) -> Parts[Tensor]:
        """Rebuild pictures as `reconstruct` does, in parts as `score_in_parts`."""
        return self._in_parts(self.reconstruct, images)

    def _in_parts(self, method: Callable[[Tensor], Tensor], images: Tensor) -> Parts[Tensor]:
        found: list[Tensor] = []
        for batch in images.split(self.scoring_batch):
            if found:
                yield sum(map(len, found))
            found.append(method(batch))
        return torch.cat(found)

    def examine(self, images: Images) -> tuple[Tensor, Tensor, Tensor]:
        """Return reconstructions, difference maps and scores, sharing work where possible."""
        return *self.compare(images), self.anomaly_score(images)

    def examine_in_parts(self, images: Images) -> Parts[tuple[Tensor, Tensor, Tensor]]:
        """Return what `examine` does, by default in a single part."""
        yield 0
        return self.examine(images)

    def detect_all(self, images: Images) -> list[Detection]:
        """Reconstruct and score each picture."""
        return drain(self.detect_in_parts(images))

    def detect_in_parts(self, images: Images) -> Parts[list[Detection]]:
        """Return what `detect_all` does, in parts as `score_in_parts`."""
        images = as_images(images)
        reconstructions, differences, scores = yield from self.examine_in_parts(images)
        return [
            Detection(image, reconstruction, difference, score)
            for (image,), (reconstruction,), (difference,), score in zip(
                images, reconstructions, differences, scores.tolist(), strict=True
            )
        ]

    def detect(self, image: Images) -> Detection:
        """Reconstruct and score one picture.

        Raises
        ------
        ValueError
            If there are several pictures, or it is none that `as_images` takes.
        UserError
            If the score is not finite.

        Examples
        --------
        >>> detector.detect(to_digit(strokes)).score  # doctest: +SKIP
        23.7
        """
        images = as_images(image)
        if len(images) != 1:
            raise ValueError(f"one picture is asked for, not {len(images)}; see detect_all")
        detection = self.detect_all(images)[0]
        if not math.isfinite(detection.score):
            raise UserError("detector.no_score")
        return detection


def pixel_spread(images: Tensor) -> float:
    """Return how much pictures (N, ...) differ: the root mean variance of a pixel."""
    return float(images.flatten(1).var(0, unbiased=False).mean().sqrt())
