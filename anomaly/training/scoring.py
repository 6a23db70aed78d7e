"""Scores of held-out digits, in parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import torch
from torch import Tensor

from anomaly.data.digits import LabelledImages, OneClassSplit
from anomaly.detectors import Detector, SearchingDetector
from anomaly.detectors.base import MAX_COMPARED
from anomaly.detectors.progress import Parts, drain
from anomaly.errors import UserError
from anomaly.training.plausible import are_plausible
from anomaly.training.progress import Scoring, Tally
from anomaly.training.subset import scoring_subset, stratified_subset

SLICE = 50  # pictures: a hundredth of a second, of the largest network as well


class HeldOutScores(TypedDict):
    """Scores, labels and rows of held-out digits, by their names in `TrainedDetector`."""

    calibration_scores: Tensor
    anomalous_scores: Tensor
    anomalous_labels: Tensor
    test_scores: Tensor
    test_labels: Tensor
    test_rows: Tensor


@dataclass(frozen=True)
class HeldOut:
    """The held-out digits of a split that a detector scores; of a slow one's, stratified subsets.

    Attributes
    ----------
    calibration, anomalous, test : LabelledImages
    rows : Tensor
        int64 (N,): which of the split's test digits these are.
    """

    calibration: LabelledImages
    anomalous: LabelledImages
    test: LabelledImages
    rows: Tensor

    @classmethod
    def of(
        cls, detector: type[Detector], split: OneClassSplit, most: int | None = None
    ) -> "HeldOut":
        """Return the digits that a detector scores.

        Parameters
        ----------
        detector : type of Detector
        split : OneClassSplit
        most : int, optional
            Upper bound on the test digits, and as large a share of the anomalous ones, where people
            wait. It does not hold for the calibration digits, which decide the threshold.
        """
        rows = scoring_subset(detector, split.test.labels, most=most)
        share = len(rows) / len(split.test)
        all_or_share = share if detector.max_scored is not None else 1.0
        calibration, anomalous = (
            digits[stratified_subset(digits.labels, max(1, round(part * len(digits))))]
            for digits, part in ((split.calibration, all_or_share), (split.anomalous, share))
        )
        return cls(calibration, anomalous, split.test[rows], rows)

    def __len__(self) -> int:
        return len(self.calibration) + len(self.anomalous) + len(self.test)

    def score(self, detector: Detector, tally: Tally) -> Scoring[HeldOutScores]:
        """Score all of them in parts.

        Raises
        ------
        UserError
            If scores are not plausible, such as infinite ones.
        """
        sets = (self.calibration, self.anomalous, self.test)
        calibration, anomalous, test = yield from score_sets(detector, sets, tally)
        return {
            "calibration_scores": calibration,
            "anomalous_scores": anomalous,
            "anomalous_labels": self.anomalous.labels,
            "test_scores": test,
            "test_labels": self.test.labels,
            "test_rows": self.rows,
        }


def score_sets(
    detector: Detector, sets: Sequence[LabelledImages], tally: Tally
) -> Scoring[list[Tensor]]:
    """Score several sets of digits in parts.

    Raises
    ------
    UserError
        If scores are not plausible, such as infinite ones.
    """
    scores = []
    for digits in sets:
        parts = detector.score_in_parts(digits.images)
        scores.append((yield from tally.over(parts, len(digits))))
    if not are_plausible(scores):
        raise UserError("training.diverged")
    return scores


def score_in_slices(detector: Detector, images: Tensor) -> Parts[Tensor]:
    """Score pictures where people wait for others: a part takes some hundredths of a second."""
    # A search comes in steps anyway; those of fewer pictures take the interpreter more often.
    size = len(images) if isinstance(detector, SearchingDetector) else SLICE
    scores = []
    for some in images.split(size):
        scores.append((yield from detector.score_in_parts(some)))
        yield sum(map(len, scores))
    return torch.cat(scores)


def score_held_out(
    detector: Detector, split: OneClassSplit, most: int | None = None
) -> HeldOutScores:
    """Score the held-out digits of a split in one go, as `HeldOut.of` chooses them.

    Raises
    ------
    UserError
        If scores are not plausible, such as infinite ones.
    """
    held_out = HeldOut.of(type(detector), split, most)
    return drain(held_out.score(detector, Tally(len(held_out))))


def fitted_sample(split: OneClassSplit) -> Tensor:
    """Return some of the digits that were fitted on, float32 (N, 1, 28, 28).

    Even these are rebuilt alike by a detector that collapsed.
    """
    return split.fit[torch.arange(len(split.fit))[:MAX_COMPARED]].images
