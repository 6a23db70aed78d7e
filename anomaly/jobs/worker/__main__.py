"""Serve trainings to the parent process: python -m anomaly.jobs.worker."""

from anomaly.threads import leave_cores, limit_spinning

limit_spinning()

import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.jobs.worker.messages import (
    KEPT_DIGITS,
    Message,
    pack_event,
    read_message,
    unpack_digits,
    unpack_task,
    write_message,
)
from anomaly.memory import limit_malloc_arenas, trim_memory
from anomaly.training.adaptation import Adaptation
from anomaly.training.begin import begin
from anomaly.training.packing import pack
from anomaly.training.trainer import Training

TRIM_AFTER = 5.0  # seconds idle before freed memory is returned to the system
NICENESS = 5  # the server, which answers people, comes first
_log = logging.getLogger(__name__)


class RequestHandler:
    """Carry out the requests of the parent process."""

    def __init__(self) -> None:
        self._digits: dict[str, Digits] = {}
        self._trainings: dict[int, Training | Adaptation] = {}

    def answer(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        """Carry out a request and return the answer; an error becomes an answer, too."""
        actions: dict[str, Callable[[dict[str, Any], dict[str, Tensor]], Message]] = {
            "digits": self._take_digits,
            "begin": self._begin,
            "go": self._go,
            "state": self._state,
            "result": self._result,
        }
        try:
            return actions[record["do"]](record, tensors)
        except UserError as problem:
            plain = (str, int, float)
            values = {
                name: value if isinstance(value, plain) else str(value)
                for name, value in problem.values.items()
            }
            return {"problem": problem.key, "values": values}, {}
        except Exception as error:  # a fault in one training must not end the others
            _log.exception("training failed")
            return {"error": type(error).__name__}, {}

    def interrupt(self, number: int) -> None:
        """Let the training with that number yield after its current part."""
        if number in self._trainings:
            self._trainings[number].interrupt()

    def stop(self, number: int) -> None:
        """Let the training with that number go on to scoring after its current batch."""
        if number in self._trainings:
            self._trainings[number].stop()

    def forget(self, number: int) -> None:
        """Free a training that is not wanted any more."""
        self._trainings.pop(number, None)

    def _take_digits(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        digits = unpack_digits(record, tensors)
        kept = list(self._digits.items())[1 - KEPT_DIGITS :]
        self._digits = {**dict(kept), digits.fingerprint: digits}
        return {}, {}

    def _begin(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        digits = self._digits[record["fingerprint"]]
        self._trainings[record["number"]] = begin(unpack_task(record, tensors), digits)
        return {}, {}

    def _go(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        training = self._trainings[record["number"]]
        training.yield_interval = record["yield_interval"]
        return {"event": pack_event(next(iter(training), None))}, {}

    def _state(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        return {}, self._trainings[record["number"]].state_dict()

    def _result(self, record: dict[str, Any], tensors: dict[str, Tensor]) -> Message:
        return pack(self._trainings[record["number"]].result())


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until their stream ends, which ends the process at once."""
    handler = RequestHandler()
    requested: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def listen() -> None:
        while (message := read_message(requests)) is not None:
            if message[0]["do"] in ("interrupt", "stop", "forget"):
                getattr(handler, message[0]["do"])(message[0]["number"])
            else:
                requested.put(message)
        os._exit(0)  # the parent is gone

    threading.Thread(target=listen, daemon=True).start()
    used = False
    while True:
        try:
            message = requested.get(timeout=TRIM_AFTER if used else None)
        except queue.Empty:
            trim_memory()
            used = False
        else:
            write_message(answers, *handler.answer(*message))
            used = True


def main() -> None:
    """Serve the parent process through the standard streams."""
    limit_malloc_arenas()
    # Ctrl+C is for the parent, whose end is seen here as the end of the requests.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Stray prints go to stderr, so that they do not break the protocol.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    leave_cores()
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
