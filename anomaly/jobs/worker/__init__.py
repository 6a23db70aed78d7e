"""Train in a worker process, as seen from the process that asks for it.

In the process that answers people, a training and the screens would compete for one interpreter
lock. `TrainingProcess` starts the worker when it is needed and ends it when it has been idle;
``__main__`` is the worker itself.
"""

import contextlib
import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport
from anomaly.errors import UserError
from anomaly.jobs.worker.messages import (
    KEPT_DIGITS,
    Message,
    pack_digits,
    pack_task,
    read_message,
    unpack_event,
    write_message,
)
from anomaly.paths import PROJECT
from anomaly.training.lesson import Task
from anomaly.training.progress import Event
from anomaly.training.trained import TrainedDetector

END_TIMEOUT = 10.0  # seconds in which the worker must end by itself
ANSWER_TIMEOUT = 120.0  # seconds; a part takes one or two, but on a busy machine many times that
IDLE_TIMEOUT = 180.0  # seconds without a training before the worker's memory is freed


class TrainingProcess:
    """A worker process for trainings that exists only while it is needed.

    Parameters
    ----------
    idle_timeout : float
        Seconds without a training, or a call of `start`, after which `stop_if_idle` ends the
        worker.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(
        self, idle_timeout: float = IDLE_TIMEOUT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._idle_timeout = idle_timeout
        self._clock = clock
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        self._open = 0
        self._last_used = clock()

    def start(self) -> None:
        """Start the worker ahead of a training, without waiting for it; it takes some seconds.

        If it cannot be started, `begin` will say so.
        """
        with self._lock, contextlib.suppress(UserError):
            self._running()

    def begin(self, task: Task, digits: Digits) -> "RemoteTraining":
        """Return a training that the worker carries out while it is iterated here.

        The worker lives at least until the training is closed.

        Raises
        ------
        UserError
            If there are too few digits for the plan, or the worker cannot be started.
        """
        with self._lock:
            worker = self._running()
            self._open += 1
        try:
            return RemoteTraining(worker, task, digits, self._release)
        except BaseException:
            self._release()
            raise

    def stop_if_idle(self) -> bool:
        """End the worker if it has been idle for `idle_timeout`; return whether it was ended."""
        with self._lock:
            worker = self._worker
            idle = self._clock() - self._last_used
            if worker is None or self._open or idle < self._idle_timeout:
                return False
            self._worker = None  # a training asked for from here on gets another
        worker.terminate()
        return True

    @property
    def pid(self) -> int | None:
        """The worker's process id; None while there is no worker."""
        with self._lock:
            worker = self._worker
            return worker.popen.pid if worker is not None and worker.is_alive() else None

    def _running(self) -> "WorkerProcess":
        """Return the worker, started where there is none; the lock is held."""
        self._last_used = self._clock()
        if self._worker is None or not self._worker.is_alive():
            self._worker = WorkerProcess()
        return self._worker

    def _release(self) -> None:
        with self._lock:
            self._open -= 1
            self._last_used = self._clock()


class RemoteTraining:
    """A `Training` or an `Adaptation` that a worker carries out; it is used the same way.

    Parameters
    ----------
    worker : WorkerProcess
    task : TrainingPlan or Lesson
    digits : Digits
    on_close : callable
        Called once, when the training is closed.
    """

    def __init__(
        self,
        worker: "WorkerProcess",
        task: Task,
        digits: Digits,
        on_close: Callable[[], object],
    ) -> None:
        self.history: list[TrainingReport] = []
        self.yield_interval = 0.0
        self._worker = worker
        self._on_close = on_close
        self._closed = False
        self._number = worker.begin(task, digits)

    def __iter__(self) -> Iterator[Event]:
        while True:
            answer, _ = self._ask("go", yield_interval=self.yield_interval)
            event = unpack_event(answer["event"])
            if event is None:
                return
            if isinstance(event, TrainingReport):
                self.history.append(event)
            yield event

    def interrupt(self) -> None:
        """Yield the next step after the part under way, whatever `yield_interval` is."""
        self._worker.tell({"do": "interrupt", "number": self._number})

    def stop(self) -> None:
        """End fitting after the batch under way, and go on to scoring."""
        self._worker.tell({"do": "stop", "number": self._number})

    def state_dict(self) -> dict[str, Tensor]:
        """Return the current weights in half precision, as `to_half` made them."""
        return self._ask("state")[1]

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        Raises
        ------
        UserError
            If no epoch has ended, or scores are not finite.
        """
        return TrainedDetector.unpack(*self._ask("result"))

    def close(self) -> None:
        """Free the training in the worker, which may end when it has no other."""
        if not self._closed:
            self._closed = True
            self._worker.tell({"do": "forget", "number": self._number})
            self._on_close()

    def _ask(self, action: str, **details: object) -> Message:
        return self._worker.ask({"do": action, "number": self._number, **details})


class WorkerProcess:
    """The worker's process and the pipes to it."""

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

    def begin(self, task: Task, digits: Digits) -> int:
        """Begin a training and return its number, after sending digits the worker lacks."""
        number = next(self._numbers)
        if digits.fingerprint not in self._known:
            about = {"source": digits.source, "fingerprint": digits.fingerprint}
            self.ask({"do": "digits", **about}, pack_digits(digits))
            self._known = [*self._known, digits.fingerprint][-KEPT_DIGITS:]
        record, tensors = pack_task(task)
        record |= {"do": "begin", "number": number, "fingerprint": digits.fingerprint}
        self.ask(record, tensors)
        return number

    def ask(
        self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None
    ) -> Message:
        """Send a request and return the answer.

        Raises
        ------
        UserError
            The one raised in the worker, or that the worker has ended, as it does where it takes
            too long to answer.
        """
        assert self.popen.stdout is not None
        timer = threading.Timer(ANSWER_TIMEOUT, self.popen.kill)
        timer.daemon = True
        timer.start()
        try:
            self.tell(record, tensors)
            message = read_message(self.popen.stdout)
        finally:
            timer.cancel()
        if message is None:
            # Its pipe ends before it has; until it is gone, the next training would be given to it.
            self.popen.kill()
            self.popen.wait()
            raise UserError("jobs.process_ended")
        answer = message[0]
        if "problem" in answer:
            raise UserError(answer["problem"], **answer["values"])
        if "error" in answer:
            raise UserError("jobs.failed", reason=answer["error"])
        return message

    def tell(self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None) -> None:
        """Send a request that has no answer."""
        assert self.popen.stdin is not None
        with self._writing:
            try:
                write_message(self.popen.stdin, record, tensors)
            except OSError:  # a dead worker is reported by `ask`
                return

    def is_alive(self) -> bool:
        """Return whether the process is still running."""
        return self.popen.poll() is None

    def terminate(self) -> None:
        """End the process and wait for its end; kill it where it does not end by itself."""
        self.popen.terminate()
        for pipe in (self.popen.stdin, self.popen.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what is left in a buffer reaches nobody
                pipe.close()
        try:
            self.popen.wait(END_TIMEOUT)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
