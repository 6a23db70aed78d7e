"""A lesson: a trained detector, and the examples that it is to learn."""

from dataclasses import dataclass

from anomaly.errors import UserError
from anomaly.training.examples import Examples
from anomaly.training.plan import TrainingPlan
from anomaly.training.taught import taught_key
from anomaly.training.trained import TrainedDetector
from anomaly.validation import check_range


@dataclass(frozen=True, eq=False)
class Lesson:
    """All that determines an adapted detector: the one to adapt, examples and a seed.

    Attributes
    ----------
    base : TrainedDetector
        One that was not adapted itself: further examples are taught with the first ones.
    examples : Examples
    seed : int

    Raises
    ------
    UserError
        If there are no examples, or the base was adapted already, is of a person's own signs or
        cannot be stored.
    """

    base: TrainedDetector
    examples: Examples
    seed: int = 0

    def __post_init__(self) -> None:
        check_range("seed", self.seed, 0, 2**63 - 1)
        if not len(self.examples.normal) and not len(self.examples.anomalous):
            raise UserError("adapt.no_examples")
        if self.base.is_adapted:
            raise UserError("adapt.again")
        if self.base.is_of_signs:
            raise UserError("adapt.signs")
        if not self.base.detector.is_storable:
            raise UserError("adapt.not_storable", detector=self.base.plan.detector)

    @property
    def plan(self) -> TrainingPlan:
        """The plan of the detector to adapt."""
        return self.base.plan

    def key(self, fingerprint: str) -> str:
        """Return the key of the adapted detector, given the fingerprint of the digits in use."""
        if not len(self.examples.normal):  # nothing is fitted, on whatever digits
            fingerprint = self.base.fingerprint
        return taught_key(self.base.key, fingerprint, self.examples, self.seed)


Task = TrainingPlan | Lesson
