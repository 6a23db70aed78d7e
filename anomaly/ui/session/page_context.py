"""Context of a page."""

from dataclasses import dataclass

from anomaly.data.digits import Digits, all_others
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector


@dataclass(frozen=True)
class PageContext:
    """The detector, digits and anomalies that a page is about.

    Attributes
    ----------
    trained : TrainedDetector
    digits : Digits
        Digits in use, not necessarily those the detector was trained on.
    anomalous : tuple of int
        The digits that count as anomalies; none of them normal, at least one.
    """

    trained: TrainedDetector
    digits: Digits
    anomalous: tuple[int, ...]

    @property
    def normal(self) -> tuple[int, ...]:
        """The digits that the detector was trained on."""
        return self.trained.plan.normal

    @property
    def scores_match_digits(self) -> bool:
        """Whether the detector's scores are of the digits in use."""
        return self.trained.fingerprint == self.digits.fingerprint

    def anomalies_of(self, plan: TrainingPlan) -> tuple[int, ...]:
        """Return the digits that are anomalies to another plan than the one in view."""
        if self.anomalous == all_others(self.normal):
            return all_others(plan.normal)
        return anomalies_of(plan, self.anomalous)


def anomalies_of(plan: TrainingPlan, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Return the digits that are anomalies to a plan, of those chosen or else all others."""
    return tuple(label for label in chosen if label not in plan.normal) or all_others(plan.normal)
