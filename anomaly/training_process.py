"""Trainings carried out in a process of their own.

In the process that answers people, a training and the screens would take turns at one interpreter,
and each would wait for the other at every step. What is said between the two processes is JSON with
tensors in safetensors' layout; nothing is pickled.
"""

import itertools
import json
import logging
import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import IO, Any
from weakref import WeakValueDictionary

import torch
from safetensors.torch import load, save
from torch import Tensor

from anomaly import store
from anomaly.data import Digits, LabelledImages
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.paths import PROJECT
from anomaly.text import Problem
from anomaly.training import TrainedDetector, Training, TrainingPlan

KEPT_DIGITS = 2  # sets of digits the process remembers: those in use, and MNIST that replaces them
NICENESS = 5  # those who draw come first
LENGTHS = struct.Struct("<II")
Message = tuple[dict[str, Any], dict[str, Tensor]]
_log = logging.getLogger(__name__)


class TrainingProcess:
    """Begins trainings in another process, which is started again should it end."""

    def __init__(self) -> None:
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Have the process ready, so that the next training need not wait for it."""
        self._running()

    def begin(self, plan: TrainingPlan, digits: Digits) -> "TrainingElsewhere":
        """Return a training that goes on in the other process while it is iterated here.

        Raises
        ------
        Problem
            If there are too few digits for the plan, or the process cannot be started.
        """
        return TrainingElsewhere(self._running(), plan, digits)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._running().popen.pid

    def _running(self) -> "_Child":
        with self._lock:
            if self._child is None or self._child.popen.poll() is not None:
                self._child = _Child()
            return self._child


class TrainingElsewhere:
    """A `Training` as seen from the process that did not carry it out; it is used the same way."""

    def __init__(self, child: "_Child", plan: TrainingPlan, digits: Digits) -> None:
        self.plan = plan
        self.history: list[TrainingReport] = []
        self.glance = 0.0
        self._child = child
        self._number = child.begin(self, plan, digits)

    def __iter__(self) -> Iterator[TrainingStep | TrainingReport]:
        while True:
            said, _ = self._ask("go", glance=self.glance)
            if said["event"] is None:
                return
            if "update" in said["event"]:
                yield TrainingStep(**said["event"])
            else:
                self.history.append(TrainingReport(**said["event"]))
                yield self.history[-1]

    def hurry(self) -> None:
        """Have the iteration come by after the batch that is being fitted on."""
        self._child.tell({"do": "hurry", "number": self._number})

    def state(self) -> dict[str, Tensor]:
        """Return what has been learned so far, made small by `halve`."""
        return self._ask("state")[1]

    def result(self) -> TrainedDetector:
        """Return the detector as of the last good epoch, with its scores.

        Raises
        ------
        Problem
            If no epoch has ended, or scores are no numbers.
        """
        return store.unpack(*self._ask("result"))

    def _ask(self, what: str, **details: object) -> Message:
        return self._child.ask({"do": what, "number": self._number, **details})


class _Child:
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
            raise Problem("jobs.no_process", reason=error.strerror or "?") from error
        self._numbers = itertools.count()
        self._open: WeakValueDictionary[int, TrainingElsewhere] = WeakValueDictionary()
        self._known: list[str] = []
        self._writing = threading.Lock()

    def begin(self, training: TrainingElsewhere, plan: TrainingPlan, digits: Digits) -> int:
        """Begin a training and return its number, after handing over digits not known yet."""
        number = next(self._numbers)
        self._open[number] = training
        if digits.fingerprint not in self._known:
            self._known = [*self._known, digits.fingerprint][-KEPT_DIGITS:]
            about = {"source": digits.source, "fingerprint": digits.fingerprint}
            self.ask({"do": "digits", **about}, _pack_digits(digits))
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
        Problem
            The one the other process has, or that it has ended.
        """
        self.tell({**record, "open": list(self._open)}, tensors)
        assert self.popen.stdout is not None
        answer = read_message(self.popen.stdout)
        if answer is None:
            raise Problem("jobs.process_ended")
        said = answer[0]
        if "problem" in said:
            raise Problem(said["problem"], **said["values"])
        if "error" in said:
            raise Problem("jobs.failed", reason=said["error"])
        return answer

    def tell(self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None) -> None:
        assert self.popen.stdin is not None
        with self._writing:
            try:
                write_message(self.popen.stdin, record, tensors)
            except OSError:  # it has ended, which whoever waits for an answer is told
                return


def write_message(
    stream: IO[bytes], record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None
) -> None:
    """Write a message: two lengths, JSON, and tensors in safetensors' layout."""
    head, body = json.dumps(record).encode(), save(dict(tensors or {}))
    stream.write(LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message | None:
    """Return the next message that `write_message` wrote, or None where the stream has ended."""
    start = stream.read(LENGTHS.size)
    if len(start) < LENGTHS.size:
        return None
    head, body = (stream.read(length) for length in LENGTHS.unpack(start))
    try:
        return json.loads(head), load(body)
    except (ValueError, OSError):  # cut short
        return None


class Carrier:
    """The other process, from the inside: carries out what it is told."""

    def __init__(self) -> None:
        self._digits: dict[str, Digits] = {}
        self._trainings: dict[int, tuple[Training, Iterator[TrainingStep | TrainingReport]]] = {}

    def answer(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        """Do what a message says and return what to answer."""
        gone = set(self._trainings) - set(record["open"])
        for number in gone:
            del self._trainings[number]
        does: dict[str, Callable[[dict[str, Any], dict[str, Tensor]], Message]] = {
            "digits": self._take_digits,
            "begin": self._begin,
            "go": self._go,
            "state": self._state,
            "result": self._result,
        }
        try:
            return does[record["do"]](record, tensors)
        except Problem as problem:
            plain = (str, int, float)
            values = {
                name: value if isinstance(value, plain) else str(value)
                for name, value in problem.values.items()
            }
            return {"problem": problem.key, "values": values}, {}
        except Exception as error:  # whatever it was: others train here too
            _log.exception("training failed")
            return {"error": type(error).__name__}, {}

    def hurry(self, number: int) -> None:
        """Have the training with that number come by after its next batch."""
        there = self._trainings.get(number)
        if there is not None:
            there[0].hurry()

    def _take_digits(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        digits = _unpack_digits(record, tensors)
        kept = list(self._digits.items())[1 - KEPT_DIGITS :]
        self._digits = {**dict(kept), digits.fingerprint: digits}
        return {}, {}

    def _begin(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        plan = TrainingPlan.from_dict(record["plan"])
        training = Training(plan, self._digits[record["fingerprint"]])
        self._trainings[record["number"]] = training, iter(training)
        return {}, {}

    def _go(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        training, events = self._trainings[record["number"]]
        training.glance = record["glance"]
        event = next(events, None)
        return {"event": None if event is None else asdict(event)}, {}

    def _state(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        return {}, self._trainings[record["number"]][0].state()

    def _result(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        return store.pack(self._trainings[record["number"]][0].result())


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer messages until the stream of requests ends, which ends the process at once."""
    carrier = Carrier()
    waiting: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def listen() -> None:
        while (message := read_message(requests)) is not None:
            if message[0]["do"] == "hurry":
                carrier.hurry(message[0]["number"])
            else:
                waiting.put(message)
        os._exit(0)  # nobody is left who would want what is being learned

    threading.Thread(target=listen, daemon=True).start()
    while True:
        write_message(answers, *carrier.answer(*waiting.get()))


def main() -> None:
    """Serve the process that started this one through its standard streams."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what else is printed is no answer
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    torch.set_num_threads(max(1, (os.cpu_count() or 2) // 2))  # the rest answer people meanwhile
    serve(sys.stdin.buffer, answers)


def _pack_digits(digits: Digits) -> dict[str, Tensor]:
    return {
        f"{part}.{name}": getattr(getattr(digits, part), name).contiguous()
        for part in ("train", "test")
        for name in ("pixels", "labels")
    }


def _unpack_digits(record: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> Digits:
    train, test = (
        LabelledImages(tensors[f"{part}.pixels"], tensors[f"{part}.labels"])
        for part in ("train", "test")
    )
    return Digits(train, test, record["source"], record["fingerprint"])


if __name__ == "__main__":
    main()
