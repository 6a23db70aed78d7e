"""Context of a page."""

from dataclasses import dataclass

from anomaly.data.digits import Digits, all_others
from anomaly.reports.describe import name_kinds
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import TrainedRecord
from anomaly.training.trained import TrainedDetector


@dataclass(frozen=True)
class PageContext:
    """The detector, digits and anomalies that a page is about.

    Attributes
    ----------
    trained : TrainedDetector
        Its test scores are of the digits in use.
    digits : Digits
        Digits in use, not necessarily those the detector was trained on.
    anomalous : tuple of int
        The digits that count as anomalies; none of them normal, at least one.
    stored : TrainedDetector or None
        The same detector with the test scores it is stored with, where those are of other digits.
    base : TrainedDetector or None
        The detector as it is stored without what it was taught here; None where that is nothing.
    """

    trained: TrainedDetector
    digits: Digits
    anomalous: tuple[int, ...]
    stored: TrainedDetector | None = None
    base: TrainedDetector | None = None

    @property
    def normal(self) -> tuple[int, ...]:
        """The digits that the detector was trained on."""
        return self.trained.plan.normal

    @property
    def kind_names(self) -> tuple[str, str]:
        """Names of the normal and the anomalous digits, as a person calls them."""
        return name_kinds(self.normal, self.anomalous, self.trained.is_of_signs)

    def anomalies_for(self, trained: TrainedRecord) -> tuple[int, ...]:
        """Return the digits that are anomalies to another detector than the one in view."""
        if trained.is_of_signs or self.trained.is_of_signs:
            return all_others(trained.plan.normal)
        return self.anomalies_of(trained.plan)

    @property
    def untaught(self) -> TrainedDetector:
        """The detector that examples are taught to, as it is stored."""
        return self.base or self.stored or self.trained

    def anomalies_of(self, plan: TrainingPlan) -> tuple[int, ...]:
        """Return the digits that are anomalies to another plan than the one in view."""
        if self.anomalous == all_others(self.normal):
            return all_others(plan.normal)
        return anomalies_of(plan, self.anomalous)


def anomalies_of(plan: TrainingPlan, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Return the digits that are anomalies to a plan, of those chosen or else all others."""
    return tuple(label for label in chosen if label not in plan.normal) or all_others(plan.normal)
