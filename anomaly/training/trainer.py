"""Train a detector on normal digits and score the held-out ones."""

import math
from collections.abc import Callable, Iterator, Mapping

import torch
from torch import Tensor

from anomaly.data.digits import Digits, OneClassSplit, split_one_class
from anomaly.detectors import Detector, FitSettings, TrainingReport, TrainingStep, build
from anomaly.detectors.progress import Parts, telling
from anomaly.errors import UserError
from anomaly.training.estimate import MAX_MEASURED, measure_network, measure_scoring
from anomaly.training.limit_records import limits_of
from anomaly.training.model_schema import MAX_LOSS
from anomaly.training.pace import Paced
from anomaly.training.plan import TrainingPlan
from anomaly.training.plausible import MAX_WEIGHT, are_plausible
from anomaly.training.progress import Estimate, Event, Scoring, Tally
from anomaly.training.scoring import HeldOut, fitted_sample
from anomaly.training.trained import TrainedDetector

MAX_HALF = 65_504.0  # the largest number of half precision
State = Mapping[str, Tensor]


class Training(Paced):
    """A training in progress: it is measured, fitted and scored while it is iterated.

    Parameters
    ----------
    plan : TrainingPlan
    digits : Digits
    device : str
    detector : Detector, optional
        An untrained one to fit in place of the plan's, as for an object that is wrapped.
    is_measured : bool
        Whether to measure how long it takes, and yield an `Estimate`: before the first batch, or
        of a quick detector after its only one.

    Attributes
    ----------
    history : list of TrainingReport
        Of the epochs that ended with a plausible loss and plausible weights.
    diverged : bool
        Whether training ended because the loss or the weights were not.
    yield_interval : float
        Longest time in seconds between two yielded steps; with 0 each is yielded.

    Raises
    ------
    UserError
        If there are too few digits for the plan.
    """

    def __init__(
        self,
        plan: TrainingPlan,
        digits: Digits,
        device: str = "cpu",
        detector: Detector | None = None,
        is_measured: bool = False,
    ) -> None:
        super().__init__()
        self.plan = plan
        self.history: list[TrainingReport] = []
        self.diverged = False
        self._digits = digits
        self._device = device
        self._is_measured = is_measured
        self._split = self._make_split()
        self._detector = detector or build(plan.detector, plan.settings, device)
        self._last_good: dict[str, Tensor] = {}

    def _make_split(self) -> OneClassSplit:
        plan = self.plan
        return split_one_class(
            self._digits,
            plan.normal,
            most_digits=plan.most_digits,
            contamination=plan.contamination,
        )

    def _events(self) -> Iterator[Event]:
        is_network = isinstance(self.plan.settings, FitSettings)
        if self._is_measured and is_network:
            epochs, updates = self._schedule_length()
            yield (yield from telling(self._estimate(), TrainingStep(0, updates, 1, epochs)))
        is_to_measure = self._is_measured and not is_network
        for event in self.fit():
            yield event
            if self._stopped:
                break
            if not is_to_measure or not isinstance(event, TrainingStep):
                continue
            if event.update == event.updates:
                is_to_measure = False
                yield (yield from telling(self._estimate(), event))
        self._result = yield from self._score()

    def _schedule_length(self) -> tuple[int, int]:
        """Return the numbers of epochs and of updates of a network."""
        length: tuple[int, int] = self.plan.settings.schedule_length(len(self._split.fit))
        return length

    def _num_scored(self) -> int:
        """Return the number of digits to score."""
        return len(HeldOut.of(type(self._detector), self._split)) + len(fitted_sample(self._split))

    def _estimate(self) -> Parts[Estimate]:
        """Measure what is still to come; of a detector without batches, once it is fitted."""
        split, settings, scored = self._split, self.plan.settings, self._num_scored()
        some = split.fit[torch.arange(min(len(split.fit), MAX_MEASURED))].images
        if not isinstance(settings, FitSettings):
            seconds = yield from measure_scoring(self._detector, some)
            return Estimate(0.0, 0.0, scored * seconds)
        epochs, updates = self._schedule_length()
        size = min(settings.batch_size, len(split.fit))
        cost = yield from measure_network(self._detector, some, size)
        return cost.estimate(updates, epochs * len(split.calibration), scored)

    def fit(self) -> Iterator[TrainingStep | TrainingReport]:
        """Fit the detector, and keep its state after each epoch in which it did not diverge."""
        split = self._split
        fit = self._detector.fit(split.fit.images, split.calibration.images, self.plan.seed)
        for event in fit:
            if isinstance(event, TrainingReport):
                state = self._detector.state_dict()
                if not _is_sound(event, state):
                    self.diverged = True
                    return
                self.history.append(event)
                self._last_good = {name: value.clone() for name, value in state.items()}
            yield event

    def state_dict(self) -> dict[str, Tensor]:
        """Return the detector's current state in half precision."""
        return to_half(self._detector.state_dict())

    def detector(self) -> Detector:
        """Return a new detector with the state of the last good epoch.

        One that cannot be stored has no state to give to another, and is returned itself.

        Raises
        ------
        UserError
            If no epoch has ended.
        """
        if not self.history:
            raise UserError("training.diverged" if self.diverged else "training.nothing")
        if not self._detector.is_storable:
            return self._detector
        detector = build(self.plan.detector, self.plan.settings, self._device)
        detector.load_state_dict(self._last_good)
        return detector

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        A training that was not iterated to its end is stopped.

        Raises
        ------
        UserError
            If no epoch has ended, or scores are not finite.
        """
        trained = self._finished()
        if trained is None:
            raise UserError("training.nothing")
        return trained

    def _score(self) -> Scoring[TrainedDetector]:
        detector, split = self.detector(), self._split
        held_out, fitted = HeldOut.of(type(detector), split), fitted_sample(split)
        tally = Tally(len(held_out) + len(fitted))
        scores = yield from held_out.score(detector, tally)
        collapsed = yield from tally.over(detector.collapse_in_parts(fitted), len(fitted))
        limits = limits_of(split)
        return TrainedDetector(
            plan=self.plan,
            detector=detector,
            source=self._digits.source,
            fingerprint=self._digits.fingerprint,
            history=tuple(self.history),
            ended=self.ending(collapsed),
            collapsed=collapsed,
            limits=limits,
            test_outside=limits.outside(held_out.test.images),
            **scores,
        )

    def ending(self, collapsed: bool) -> str:
        """Return how training ended, one of `END_STATUSES`; `collapsed` is its detector's."""
        if self.diverged:
            return "diverged"
        if self.history[-1].epoch < self.history[-1].epochs:
            return "stopped"
        return "collapsed" if collapsed else "complete"

    def has_collapsed(self, detector: Detector) -> bool:
        """Return whether the trained detector rebuilds the digits it was fitted on alike."""
        return detector.has_collapsed(fitted_sample(self._split))


def _is_sound(report: TrainingReport, state: State) -> bool:
    """Return whether a detector has not diverged by the end of an epoch."""
    loss = max(abs(report.fit_loss), abs(report.calibration_loss))
    is_finite = loss <= MAX_LOSS and not math.isnan(report.fit_loss + report.calibration_loss)
    return is_finite and are_plausible(state.values(), MAX_WEIGHT)


def to_half(state: State) -> dict[str, Tensor]:
    """Return a copy of a state with floating-point tensors in half precision."""
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
    detector: Detector | None = None,
) -> TrainedDetector:
    """Train a detector to the end of its plan, with a callback after each epoch.

    If training diverges, the result is that of the last good epoch; its `ended` says so.

    Parameters
    ----------
    plan : TrainingPlan
    digits : Digits
    device : str
    on_report : callable
    detector : Detector, optional
        An untrained one to fit in place of the plan's, as for an object that is wrapped.

    Raises
    ------
    UserError
        If there are too few digits for the plan, or training diverged in its first epoch.
    """
    training = Training(plan, digits, device, detector)
    for event in training:
        if isinstance(event, TrainingReport):
            on_report(event)
    return training.result()
