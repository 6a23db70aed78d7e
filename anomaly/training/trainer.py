"""Train a detector on normal digits and score the held-out ones."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TypedDict

import torch
from torch import Tensor

from anomaly.data.digits import Digits, OneClassSplit, split_one_class
from anomaly.detectors import Detector, TrainingReport, TrainingStep, build
from anomaly.detectors.base import MAX_COMPARED
from anomaly.errors import UserError
from anomaly.training.limit_records import limits_of
from anomaly.training.model_schema import MAX_LOSS
from anomaly.training.pace import Paced
from anomaly.training.plan import TrainingPlan
from anomaly.training.plausible import MAX_WEIGHT, are_plausible
from anomaly.training.subset import scoring_subset, stratified_subset
from anomaly.training.trained import TrainedDetector

MAX_HALF = 65_504.0  # the largest number of half precision
State = Mapping[str, Tensor]


class Training(Paced):
    """A training in progress; it advances batch by batch while it is iterated.

    Parameters
    ----------
    plan : TrainingPlan
    digits : Digits
    device : str
    detector : Detector, optional
        An untrained one to fit in place of the plan's, as for an object that is wrapped.

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
    ) -> None:
        super().__init__()
        self.plan = plan
        self.history: list[TrainingReport] = []
        self.diverged = False
        self._digits = digits
        self._device = device
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

    def __iter__(self) -> Iterator[TrainingStep | TrainingReport]:
        return self._paced(self._fit())

    def _fit(self) -> Iterator[TrainingStep | TrainingReport]:
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

    def close(self) -> None:
        """Do nothing; mirrors `RemoteTraining.close`, which frees the worker's copy."""

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        Raises
        ------
        UserError
            If no epoch has ended, or scores are not finite.
        """
        detector = self.detector()
        scores = score_held_out(detector, self._split)
        collapsed = self.has_collapsed(detector)
        limits = limits_of(self._split)
        return TrainedDetector(
            plan=self.plan,
            detector=detector,
            source=self._digits.source,
            fingerprint=self._digits.fingerprint,
            history=tuple(self.history),
            ended=self.ending(collapsed),
            collapsed=collapsed,
            limits=limits,
            test_outside=limits.outside(self._split.test[scores["test_rows"]].images),
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
        # Digits that were fitted on: even these are rebuilt alike by a detector that collapsed.
        fitted = self._split.fit[torch.arange(len(self._split.fit))[:MAX_COMPARED]]
        return detector.has_collapsed(fitted.images)


def _is_sound(report: TrainingReport, state: State) -> bool:
    """Return whether a detector has not diverged by the end of an epoch."""
    loss = max(abs(report.fit_loss), abs(report.calibration_loss))
    is_finite = loss <= MAX_LOSS and not math.isnan(report.fit_loss + report.calibration_loss)
    return is_finite and are_plausible(state.values(), MAX_WEIGHT)


class HeldOutScores(TypedDict):
    """Scores, labels and rows of held-out digits, by their names in `TrainedDetector`."""

    calibration_scores: Tensor
    anomalous_scores: Tensor
    anomalous_labels: Tensor
    test_scores: Tensor
    test_labels: Tensor
    test_rows: Tensor


def score_held_out(
    detector: Detector, split: OneClassSplit, most: int | None = None
) -> HeldOutScores:
    """Score the held-out digits of a split.

    A slow detector scores a stratified subset of each held-out set.

    Parameters
    ----------
    detector : Detector
    split : OneClassSplit
    most : int, optional
        Upper bound on the test digits, and as large a share of the anomalous ones, where people
        wait. It does not hold for the calibration digits, which decide the threshold.

    Raises
    ------
    UserError
        If scores are not plausible, such as infinite ones.
    """
    rows = scoring_subset(type(detector), split.test.labels, most=most)
    share = len(rows) / len(split.test)
    all_or_share = share if detector.max_scored is not None else 1.0
    calibration, anomalous = (
        digits[stratified_subset(digits.labels, max(1, round(part * len(digits))))]
        for digits, part in ((split.calibration, all_or_share), (split.anomalous, share))
    )
    test = split.test[rows]
    scores = [detector.anomaly_score(some.images) for some in (calibration, anomalous, test)]
    if not are_plausible(scores):
        raise UserError("training.diverged")
    return {
        "calibration_scores": scores[0],
        "anomalous_scores": scores[1],
        "anomalous_labels": anomalous.labels,
        "test_scores": scores[2],
        "test_labels": test.labels,
        "test_rows": rows,
    }


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
