"""Trainings carried out in a process of their own.

In the process that answers people, a training and the screens would take turns at one interpreter,
and each would wait for the other at every step. This is the side that asks; ``__main__`` is the one
that trains.
"""

import itertools
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.errors import UserError
from anomaly.jobs.worker.messages import (
    KEPT_DIGITS,
    Message,
    pack_digits,
    read_message,
    write_message,
)
from anomaly.paths import PROJECT
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector


class TrainingProcess:
    """Begins trainings in another process, which is started again should it end."""

    def __init__(self) -> None:
        self._child: WorkerProcess | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Have the process ready, so that the next training need not wait for it."""
        self._running()

    def begin(self, plan: TrainingPlan, digits: Digits) -> "RemoteTraining":
        """Return a training that goes on in the other process while it is iterated here.

        Raises
        ------
        UserError
            If there are too few digits for the plan, or the process cannot be started.
        """
        return RemoteTraining(self._running(), plan, digits)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._running().popen.pid

    def _running(self) -> "WorkerProcess":
        with self._lock:
            if self._child is None or self._child.popen.poll() is not None:
                self._child = WorkerProcess()
            return self._child


class RemoteTraining:
    """A `Training` as seen from the process that did not carry it out; it is used the same way."""

    def __init__(self, child: "WorkerProcess", plan: TrainingPlan, digits: Digits) -> None:
        self.history: list[TrainingReport] = []
        self.yield_interval = 0.0
        self._child = child
        self._number = child.begin(plan, digits)

    def __iter__(self) -> Iterator[TrainingStep | TrainingReport]:
        while True:
            said, _ = self._ask("go", yield_interval=self.yield_interval)
            if said["event"] is None:
                return
            if "update" in said["event"]:
                yield TrainingStep(**said["event"])
            else:
                self.history.append(TrainingReport(**said["event"]))
                yield self.history[-1]

    def interrupt(self) -> None:
        """Have the iteration come by after the batch that is being fitted on."""
        self._child.tell({"do": "interrupt", "number": self._number})

    def state_dict(self) -> dict[str, Tensor]:
        """Return what has been learned so far, made small by `to_half`."""
        return self._ask("state")[1]

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        Raises
        ------
        UserError
            If no epoch has ended, or scores are no numbers.
        """
        return TrainedDetector.unpack(*self._ask("result"))

    def close(self) -> None:
        """Have the other process forget it."""
        self._child.tell({"do": "forget", "number": self._number})

    def _ask(self, what: str, **details: object) -> Message:
        return self._child.ask({"do": what, "number": self._number, **details})


class WorkerProcess:
    """The other process, from the outside."""

    def __init__(self) -> None:
        try:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", __name__],
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        except OSError as error:
            raise UserError("jobs.no_process", reason=error.strerror or "?") from error
        self._numbers = itertools.count()
        self._known: list[str] = []
        self._writing = threading.Lock()

    def begin(self, plan: TrainingPlan, digits: Digits) -> int:
        """Begin a training and return its number, after handing over digits not known yet."""
        number = next(self._numbers)
        if digits.fingerprint not in self._known:
            about = {"source": digits.source, "fingerprint": digits.fingerprint}
            self.ask({"do": "digits", **about}, pack_digits(digits))
            self._known = [*self._known, digits.fingerprint][-KEPT_DIGITS:]
        self.ask(
            {
                "do": "begin",
                "number": number,
                "plan": plan.as_dict(),
                "fingerprint": digits.fingerprint,
            }
        )
        return number

    def ask(
        self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None
    ) -> Message:
        """Say something and return the answer.

        Raises
        ------
        UserError
            The one the other process has, or that it has ended.
        """
        self.tell(record, tensors)
        assert self.popen.stdout is not None
        answer = read_message(self.popen.stdout)
        if answer is None:
            raise UserError("jobs.process_ended")
        said = answer[0]
        if "problem" in said:
            raise UserError(said["problem"], **said["values"])
        if "error" in said:
            raise UserError("jobs.failed", reason=said["error"])
        return answer

    def tell(self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None) -> None:
        assert self.popen.stdin is not None
        with self._writing:
            try:
                write_message(self.popen.stdin, record, tensors)
            except OSError:  # it has ended, which whoever waits for an answer is told
                return
