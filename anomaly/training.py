"""Train a detector on one kind of digit and score the digits held out."""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.data import Digits, split_one_class
from anomaly.detectors import Detector, TrainingReport, TrainingStep, build
from anomaly.plan import TrainingPlan
from anomaly.scoring import in_proportion, rows_to_score
from anomaly.text import Problem

ENDINGS = ("complete", "collapsed", "stopped", "diverged")
MOST_HALF = 65_504.0  # the largest number of half precision
State = Mapping[str, Tensor]


@dataclass(frozen=True, eq=False)
class TrainedDetector:
    """A detector with what is known of it.

    Attributes
    ----------
    plan : TrainingPlan
    detector : Detector
    source, fingerprint : str
        Of the digits it was trained and tested on.
    history : tuple of TrainingReport
    ended : {"complete", "collapsed", "stopped", "diverged"}
        How training ended; where it was stopped or diverged, the detector is as it was after the
        history's last epoch. A detector that collapsed rebuilds everything alike.
    calibration_scores : Tensor
        float32 (M,), of normal training digits not fitted on.
    anomalous_scores, anomalous_labels : Tensor
        float32 and int64 (L,), of training digits of the other kinds.
    test_scores, test_labels : Tensor
        float32 and int64 (N,), of test digits in their own order.
    test_rows : Tensor
        int64 (N,), ascending: which of the test digits these are.
    uploaded_as : str
        The name of a detector from elsewhere, whose plan is only what its file says; else empty.
    """

    plan: TrainingPlan
    detector: Detector
    source: str
    fingerprint: str
    history: tuple[TrainingReport, ...]
    calibration_scores: Tensor
    anomalous_scores: Tensor
    anomalous_labels: Tensor
    test_scores: Tensor
    test_labels: Tensor
    test_rows: Tensor
    ended: str = "complete"
    uploaded_as: str = ""

    @property
    def key(self) -> str:
        """A short name, the same for the same plan, digits and ending."""
        if self.uploaded_as:
            return self.uploaded_as
        whole = self.plan.key(self.fingerprint)
        return whole if self.carried_out else f"{whole}-{len(self.history)}"

    @property
    def nbytes(self) -> int:
        """How many bytes of memory it takes."""
        scores = (part.nbytes for part in vars(self).values() if isinstance(part, Tensor))
        return self.detector.nbytes + sum(scores)

    @property
    def carried_out(self) -> bool:
        """Whether its training went on to the end of its plan."""
        return self.ended in ("complete", "collapsed")

    @property
    def problem(self) -> Problem | None:
        """What to tell about a training that did not go well."""
        if self.ended == "collapsed":
            return Problem("training.collapsed", seed=self.plan.seed)
        if self.ended != "diverged":
            return None
        kept = len(self.history)
        return Problem("training.diverged_late", epoch=kept + 1, kept=kept)

    def against(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return the test scores of the normal and of the `anomalous` digits, with which is which.

        Parameters
        ----------
        anomalous : iterable of int
            Digits that count as anomalies, unless they are normal.

        Returns
        -------
        scores : Tensor
            float32 (K,).
        is_anomaly : Tensor
            bool (K,).
        """
        normal = torch.isin(self.test_labels, torch.tensor(self.plan.normal))
        chosen = normal | torch.isin(self.test_labels, torch.tensor(tuple(anomalous)))
        return self.test_scores[chosen], ~normal[chosen]

    def validation_against(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return scores of labelled training digits that were not fitted on, as `against` does.

        A rule that uses labels chooses its threshold by these, so that the test digits only ever
        report on it.
        """
        chosen = torch.isin(self.anomalous_labels, torch.tensor(tuple(anomalous)))
        parts = (self.calibration_scores, self.anomalous_scores[chosen])
        return torch.cat(parts), torch.arange(sum(map(len, parts))) >= len(parts[0])


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
    Problem
        If there are too few digits for the plan.
    """

    def __init__(self, plan: TrainingPlan, digits: Digits, device: str = "cpu") -> None:
        self.plan = plan
        self.history: list[TrainingReport] = []
        self.diverged = False
        self.glance = 0.0
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
                state = self._detector.state()
                self._last_good = {name: value.clone() for name, value in state.items()}
                yield event
            elif self._hurried or time.monotonic() - seen >= self.glance:
                self._hurried = False
                yield event
                seen = time.monotonic()

    def hurry(self) -> None:
        """Have the iteration yield its next step, whatever the glance; from any thread."""
        self._hurried = True

    def state(self) -> dict[str, Tensor]:
        """Return what has been learned so far, made small by `halve`."""
        return halve(self._detector.state())

    def detector(self) -> Detector:
        """Return a new detector that knows what was learned up to the last good epoch.

        Raises
        ------
        Problem
            If no epoch has ended.
        """
        if not self.history:
            raise Problem("training.diverged" if self.diverged else "training.nothing")
        detector = build(self.plan.detector, self.plan.settings, self._device)
        detector.load_state(self._last_good)
        return detector

    def close(self) -> None:
        """Do nothing; a training in another process is forgotten there when it is not wanted."""

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        Raises
        ------
        Problem
            If no epoch has ended, or scores are no numbers.
        """
        split, detector = self._split, self.detector()
        rows = rows_to_score(type(detector), split.test.labels)
        share = len(rows) / len(split.test)
        calibration, anomalous = (
            part[in_proportion(part.labels, max(1, round(share * len(part))))]
            for part in (split.calibration, split.anomalous)
        )
        test = split.test[rows]
        scores = [detector.anomaly_score(part.images) for part in (calibration, anomalous, test)]
        if not all(bool(each.isfinite().all()) for each in scores):
            raise Problem("training.diverged")
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


def halve(state: State) -> dict[str, Tensor]:
    """Return a copy of a detector's state with its fractions in half precision."""
    return {
        name: value.clamp(-MOST_HALF, MOST_HALF).half()
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
    Problem
        If there are too few digits for the plan, or training diverged in its first epoch.
    """
    training = Training(plan, digits, device)
    for event in training:
        if isinstance(event, TrainingReport):
            on_report(event)
    return training.result()
