"""When the worker process is started, and when it ends; here it is a stub in this process."""

import itertools
import subprocess
import threading
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.jobs import worker
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.worker import IDLE_TIMEOUT, RemoteTraining, TrainingProcess, WorkerProcess
from anomaly.jobs.worker.__main__ import RequestHandler
from anomaly.jobs.worker.messages import Message
from anomaly.training.plan import TrainingPlan
from tests.support.small import SMALL
from tests.unit.jobs.test_queue import Clock, plan, until


class LocalWorker(WorkerProcess):
    """A worker without a process: it carries out each request where it is asked."""

    started: ClassVar[list["LocalWorker"]] = []

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._known: list[str] = []
        self._handler = RequestHandler()
        self.alive = True
        self.started.append(self)

    def ask(
        self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None
    ) -> Message:
        answer = self._handler.answer(dict(record), dict(tensors or {}))
        if not self.alive:
            raise UserError("jobs.process_ended")
        if "problem" in answer[0]:
            raise UserError(answer[0]["problem"], **answer[0]["values"])
        return answer

    def tell(self, record: Mapping[str, Any], tensors: Mapping[str, Tensor] | None = None) -> None:
        getattr(self._handler, record["do"])(record["number"])

    def is_alive(self) -> bool:
        return self.alive

    def terminate(self) -> None:
        self.alive = False


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[LocalWorker]:
    """The workers that were started so far."""
    monkeypatch.setattr(worker, "WorkerProcess", LocalWorker)
    monkeypatch.setattr(LocalWorker, "started", [])
    return LocalWorker.started


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def process(started: list[LocalWorker], clock: Clock) -> TrainingProcess:
    return TrainingProcess(clock=clock)


def test_there_is_no_worker_until_it_is_needed(
    process: TrainingProcess, started: list[LocalWorker]
) -> None:
    assert not started
    assert process.pid is None
    assert not process.stop_if_idle()
    process.start()
    process.start()
    assert len(started) == 1


def test_a_worker_that_nobody_uses_ends(
    process: TrainingProcess, started: list[LocalWorker], clock: Clock
) -> None:
    process.start()
    clock.now += IDLE_TIMEOUT - 1
    assert not process.stop_if_idle()
    process.start()  # somebody is on the Train page
    clock.now += IDLE_TIMEOUT - 1
    assert not process.stop_if_idle()
    clock.now += 1
    assert process.stop_if_idle()
    assert not started[0].alive
    assert not process.stop_if_idle()


def test_a_training_under_way_or_paused_keeps_the_worker(
    process: TrainingProcess, started: list[LocalWorker], clock: Clock, digits: Digits
) -> None:
    queue = JobQueue(train=process.begin)
    job = queue.submit(plan(epochs=1000), digits, "me")
    until(lambda: job.step is not None)
    clock.now += 2 * IDLE_TIMEOUT
    assert not process.stop_if_idle()
    queue.pause(job)
    clock.now += 2 * IDLE_TIMEOUT
    assert not process.stop_if_idle()
    queue.resume(job)
    step = job.step
    until(lambda: job.step != step)
    queue.leave(job, "me")
    until(lambda: not job.active)
    assert not process.stop_if_idle()  # the time counts from the training's end
    clock.now += IDLE_TIMEOUT
    assert process.stop_if_idle()
    again = queue.submit(plan(seed=1), digits, "me")
    until(lambda: not again.active)
    assert again.status == "done"
    assert len(started) == 2


def test_one_of_two_trainings_that_ends_leaves_the_worker_to_the_other(
    process: TrainingProcess, clock: Clock, digits: Digits
) -> None:
    first, second = (process.begin(plan(seed), digits) for seed in (0, 1))
    first.close()
    first.close()  # counts once
    clock.now += IDLE_TIMEOUT
    assert not process.stop_if_idle()
    second.close()
    clock.now += IDLE_TIMEOUT
    assert process.stop_if_idle()


def test_a_training_asked_for_while_the_worker_ends_gets_another(
    process: TrainingProcess,
    started: list[LocalWorker],
    clock: Clock,
    digits: Digits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process.start()
    clock.now += IDLE_TIMEOUT
    begun: list[RemoteTraining] = []

    def terminate(ending: LocalWorker) -> None:
        asking = threading.Thread(target=lambda: begun.append(process.begin(plan(), digits)))
        asking.start()
        asking.join(20)
        ending.alive = False

    monkeypatch.setattr(LocalWorker, "terminate", terminate)
    assert process.stop_if_idle()
    assert [one.alive for one in started] == [False, True]
    assert len(list(begun[0])) > 2
    clock.now += IDLE_TIMEOUT
    assert not process.stop_if_idle()


def test_a_training_that_cannot_begin_does_not_keep_the_worker(
    process: TrainingProcess, clock: Clock, digits: Digits
) -> None:
    asked = TrainingPlan(settings=SMALL, most_digits=1, contamination=0.1)
    with pytest.raises(UserError, match="less than one"):
        process.begin(asked, digits)
    clock.now += IDLE_TIMEOUT
    assert process.stop_if_idle()


def test_a_worker_that_cannot_be_started_is_told_of_when_it_is_needed(
    process: TrainingProcess, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(worker, "WorkerProcess", WorkerProcess)
    monkeypatch.setattr(subprocess, "Popen", fail)
    process.start()
    with pytest.raises(UserError, match="Cannot allocate memory"):
        process.begin(plan(), digits)
    assert process.pid is None


def test_a_worker_that_died_during_a_training_is_replaced_and_ends_when_idle(
    process: TrainingProcess, started: list[LocalWorker], clock: Clock, digits: Digits
) -> None:
    queue = JobQueue(train=process.begin)
    job = queue.submit(plan(epochs=1000), digits, "me")
    until(lambda: job.step is not None)
    started[0].alive = False
    until(lambda: not job.active)
    process.start()
    assert len(started) == 2
    clock.now += IDLE_TIMEOUT
    assert process.stop_if_idle()
