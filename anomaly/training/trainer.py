"""Train a detector on one kind of digit and score the digits held out."""

import math
import time
from collections.abc import Callable, Iterator, Mapping

from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import Detector, TrainingReport, TrainingStep, build
from anomaly.errors import UserError
from anomaly.training.plan import TrainingPlan
from anomaly.training.subset import scoring_subset, stratified_subset
from anomaly.training.trained import TrainedDetector

MAX_HALF = 65_504.0  # the largest number of half precision
State = Mapping[str, Tensor]


class Training:
    """A plan being carried out; it goes on only while it is iterated, a batch at a time.

    Parameters
    ----------
    plan : TrainingPlan
    digits : Digits
    device : str

    Attributes
    ----------
    history : list of TrainingReport
        Of the epochs that ended with a loss that is a number.
    diverged : bool
        Whether training ended because the loss was no number.
    glance : float
        Seconds it may go on between two steps that it yields; with 0 it yields each.

    Raises
    ------
    UserError
        If there are too few digits for the plan.
    """

    def __init__(self, plan: TrainingPlan, digits: Digits, device: str = "cpu") -> None:
        self.plan = plan
        self.history: list[TrainingReport] = []
        self.diverged = False
        self.yield_interval = 0.0
        self._hurried = False
        self._digits = digits
        self._device = device
        self._split = split_one_class(
            digits, plan.normal, most_digits=plan.most_digits, contamination=plan.contamination
        )
        self._detector = build(plan.detector, plan.settings, device)
        self._last_good: dict[str, Tensor] = {}

    def __iter__(self) -> Iterator[TrainingStep | TrainingReport]:
        split = self._split
        fit = self._detector.fit(split.fit.images, split.calibration.images, self.plan.seed)
        seen = time.monotonic()
        for event in fit:
            if isinstance(event, TrainingReport):
                if not math.isfinite(event.fit_loss + event.calibration_loss):
                    self.diverged = True
                    return
                self.history.append(event)
                state = self._detector.state_dict()
                self._last_good = {name: value.clone() for name, value in state.items()}
                yield event
            elif self._hurried or time.monotonic() - seen >= self.yield_interval:
                self._hurried = False
                yield event
                seen = time.monotonic()

    def interrupt(self) -> None:
        """Have the iteration yield its next step, whatever the glance; from any thread."""
        self._hurried = True

    def state_dict(self) -> dict[str, Tensor]:
        """Return what has been learned so far, made small by `to_half`."""
        return to_half(self._detector.state_dict())

    def detector(self) -> Detector:
        """Return a new detector that knows what was learned up to the last good epoch.

        Raises
        ------
        UserError
            If no epoch has ended.
        """
        if not self.history:
            raise UserError("training.diverged" if self.diverged else "training.nothing")
        detector = build(self.plan.detector, self.plan.settings, self._device)
        detector.load_state_dict(self._last_good)
        return detector

    def close(self) -> None:
        """Do nothing; a training in another process is forgotten there when it is not wanted."""

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        Raises
        ------
        UserError
            If no epoch has ended, or scores are no numbers.
        """
        split, detector = self._split, self.detector()
        rows = scoring_subset(type(detector), split.test.labels)
        share = len(rows) / len(split.test)
        calibration, anomalous = (
            part[stratified_subset(part.labels, max(1, round(share * len(part))))]
            for part in (split.calibration, split.anomalous)
        )
        test = split.test[rows]
        scores = [detector.anomaly_score(part.images) for part in (calibration, anomalous, test)]
        if not all(bool(each.isfinite().all()) for each in scores):
            raise UserError("training.diverged")
        return TrainedDetector(
            plan=self.plan,
            detector=detector,
            source=self._digits.source,
            fingerprint=self._digits.fingerprint,
            history=tuple(self.history),
            calibration_scores=scores[0],
            anomalous_scores=scores[1],
            anomalous_labels=anomalous.labels,
            test_scores=scores[2],
            test_labels=test.labels,
            test_rows=rows,
            ended=self.ending(detector),
        )

    def ending(self, detector: Detector) -> str:
        """Return how it ended, one of `ENDINGS`, for what `detector` returned."""
        if self.diverged:
            return "diverged"
        if self.history[-1].epoch < self.history[-1].epochs:
            return "stopped"
        collapsed = detector.has_collapsed(self._split.calibration.images)
        return "collapsed" if collapsed else "complete"


def to_half(state: State) -> dict[str, Tensor]:
    """Return a copy of a detector's state with its fractions in half precision."""
    return {
        name: value.clamp(-MAX_HALF, MAX_HALF).half()
        if value.is_floating_point()
        else value.clone()
        for name, value in state.items()
    }


def train_detector(
    plan: TrainingPlan,
    digits: Digits,
    device: str = "cpu",
    on_report: Callable[[TrainingReport], object] = lambda report: None,
) -> TrainedDetector:
    """Carry out `plan` to its end, handing over a report an epoch.

    Where training diverges, the result is the last good epoch's; its `ended` says so.

    Raises
    ------
    UserError
        If there are too few digits for the plan, or training diverged in its first epoch.
    """
    training = Training(plan, digits, device)
    for event in training:
        if isinstance(event, TrainingReport):
            on_report(event)
    return training.result()
