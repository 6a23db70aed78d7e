"""Verdicts on a person's own normal pictures, each as if it had not been given."""

from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.evaluation import default_threshold
from anomaly.training.prediction import predicted_scores
from anomaly.training.signs import SIGN
from anomaly.training.thresholds import default_rule_of, rule_without_each
from anomaly.training.trained import TrainedDetector


@dataclass(frozen=True, eq=False)
class LeftOut:
    """Scores and thresholds of pictures that a detector was made from, without each in turn.

    Attributes
    ----------
    scores : Tensor
        float32 (N,), of each by a detector that was fitted without it.
    thresholds : Tensor
        float64 (N,), the default rule's without the picture's score. The scores that it comes from
        are those of detectors that were fitted with the picture, and of the same kind otherwise.
    outside : Tensor
        bool (N,), whether it lies outside the limits that the others set.
    """

    scores: Tensor
    thresholds: Tensor
    outside: Tensor

    def flagged(self, *, with_limits: bool = True) -> Tensor:
        """Return which are called anomalies, by the second test as well or not; bool (N,)."""
        by_score = self.scores.double() >= self.thresholds
        return by_score | self.outside if with_limits else by_score


def left_out(trained: TrainedDetector) -> LeftOut:
    """Return what is known of the normal pictures that a person gave; of none, nothing is."""
    if trained.signs is not None:
        scores = trained.calibration_scores
        outside = torch.zeros(len(scores), dtype=torch.bool)
        if trained.test_outside is not None:
            outside = trained.test_outside[trained.test_labels == SIGN]
        thresholds = rule_without_each(trained, default_rule_of(trained), ())
        return LeftOut(scores, thresholds, outside)
    if trained.taught is not None:
        taught = trained.taught
        return LeftOut(taught.scores, taught.thresholds, taught.outside)
    return LeftOut(torch.zeros(0), torch.zeros(0), torch.zeros(0, dtype=torch.bool))


def thresholds_without_each(
    calibration: Tensor, examples: Tensor, anomalous: Tensor, count: int
) -> Tensor:
    """Return the default threshold of an adapted detector without each example, float64 (N,).

    Parameters
    ----------
    calibration : Tensor
        float32 (M,), scores of held-out normal digits.
    examples : Tensor
        float32 (N,), scores of examples that were left out. A single one counts: without it there
        is nothing to predict from.
    anomalous : Tensor
        float32 (L,), of held-out digits of other kinds.
    count : int
        Of the predicted scores.
    """
    some = _without_each(examples) if len(examples) > 1 else [examples] * len(examples)
    predicted = (predicted_scores(others, anomalous, count) for others in some)
    thresholds = [default_threshold(torch.cat([calibration, more]))[0] for more in predicted]
    return torch.tensor(thresholds, dtype=torch.float64)


def _without_each(values: Tensor) -> list[Tensor]:
    return [torch.cat([values[:row], values[row + 1 :]]) for row in range(len(values))]
