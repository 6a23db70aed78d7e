"""The queue that trains in the background."""

import itertools
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingStep
from anomaly.errors import UserError
from anomaly.jobs import queue as jobs
from anomaly.jobs.job import SLOW_TRAINING, Job
from anomaly.jobs.queue import JobQueue
from anomaly.storage import store
from anomaly.storage.checkpoints import CheckpointHistory, load_checkpoints
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import Event
from anomaly.training.trainer import Training
from tests.support.small import SMALL

TIMEOUT = 60.0  # seconds; a loaded machine starts a worker slowly


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + TIMEOUT
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def plan(seed: int = 0, epochs: int = 2) -> TrainingPlan:
    return TrainingPlan(settings=replace(SMALL, epochs=epochs), seed=seed)


class Clock:
    """A clock that stands still unless the test moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Presence:
    """Whether a watcher is connected, as the test says, and how often that was asked."""

    def __init__(self, there: bool = True) -> None:
        self.there = there
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.there

    def until_seen(self) -> None:
        """Wait until a look that began after this call has ended."""
        asked = self.asked
        until(lambda: self.asked >= asked + 3)


class Gate:
    """Trainings that fit on one batch each time the test lets them."""

    def __init__(self) -> None:
        self.open = threading.Semaphore(0)
        self.begun: list[int] = []

    def training(self, plan: TrainingPlan, digits: Digits) -> Training:
        gate = self

        class Gated(Training):
            def __iter__(self) -> Iterator[Event]:
                gate.begun.append(self.plan.seed)
                for event in super().__iter__():
                    if isinstance(event, TrainingStep):
                        gate.open.acquire()
                    yield event

        return Gated(plan, digits)

    def let(self, batches: int = 10_000) -> None:
        self.open.release(batches)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.let(100_000)


def test_a_job_is_trained_stored_and_recorded(digits: Digits) -> None:
    done: list[Job] = []
    job = JobQueue(on_done=done.append).submit(plan(), digits, "me")
    until(lambda: not job.active)
    assert job.status == "done"
    assert job.problems == ()
    assert [report.epoch for report in job.history] == [1, 2]
    assert job.checkpoints.epochs == (1, 2)
    assert done == [job]
    assert job.trained is not None
    found, _ = store.find(job.plan, [digits.fingerprint])
    assert found is not None
    assert found.key == job.trained.key
    checkpoints = load_checkpoints(job.plan, found.key)
    assert checkpoints is not None
    assert checkpoints.epochs == (1, 2)


def test_the_same_settings_asked_for_twice_train_once(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    first = queue.submit(plan(), digits, "one")
    assert queue.submit(plan(), digits, "two") is first
    assert queue.submit(plan(seed=1), digits, "two") is not first
    gate.let()
    until(lambda: not first.active)
    assert gate.begun.count(0) == 1
    assert len(first.watchers) == 2


def test_jobs_are_done_in_order_and_know_how_many_come_before(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    three = [queue.submit(plan(seed), digits, "me") for seed in range(3)]
    assert [queue.ahead(job) for job in three] == [0, 1, 2]
    gate.let()
    until(lambda: not any(job.active for job in three))
    assert gate.begun == [0, 1, 2]
    assert [queue.ahead(job) for job in three] == [0, 0, 0]


def test_the_queue_is_bounded_and_says_so(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training, max_jobs=2)
    queue.submit(plan(0), digits, "a")
    queue.submit(plan(1), digits, "b")
    with pytest.raises(UserError, match="Try again in a minute"):
        queue.submit(plan(2), digits, "c")
    queue.submit(plan(1), digits, "c")


def test_leaving_ends_a_job_within_one_batch(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    job = queue.submit(plan(epochs=50), digits, "me")
    gate.let(3)
    until(lambda: job.step is not None and job.step.update == 3)
    queue.leave(job, "me")
    gate.let(1)
    until(lambda: not job.active)
    assert job.status == "dropped"
    assert job.step is not None
    assert job.step.update <= 4


def test_a_job_goes_on_while_one_of_its_watchers_stays(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    job = queue.submit(plan(), digits, "one")
    queue.submit(plan(), digits, "two")
    queue.leave(job, "one")
    gate.let()
    until(lambda: not job.active)
    assert job.status == "done"


def test_a_job_whose_last_watcher_is_gone_ends_but_a_short_absence_is_forgiven(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "CHECK_INTERVAL", 0.0)
    clock, watcher = Clock(), Presence()
    queue = JobQueue(clock=clock, reconnect_timeout=20.0)
    job = queue.submit(plan(epochs=1000), digits, "me", watcher)
    until(lambda: job.history)
    for there, seconds in ((False, 15.0), (True, 15.0), (False, 15.0)):
        watcher.there = there
        watcher.until_seen()
        clock.now += seconds
        watcher.until_seen()
        assert job.active
    clock.now += 10.0
    until(lambda: not job.active)
    assert job.trained is not None
    assert job.trained.ended == "stopped"  # what it has learned is kept


def test_a_job_that_nobody_came_back_to_says_so(
    digits: Digits, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "CHECK_INTERVAL", 0.0)
    clock, watcher = Clock(), Presence(there=False)
    queue = JobQueue(train=gate.training, clock=clock)
    job = queue.submit(plan(epochs=50), digits, "me", watcher)
    until(lambda: watcher.asked)
    clock.now += jobs.RECONNECT_TIMEOUT + 1
    gate.let(1)
    until(lambda: not job.active)
    assert job.status == "dropped"
    assert "Nobody watched" in str(job.problems[0])


def test_what_is_stopped_before_its_turn_ends_at_once(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    first, second = (queue.submit(plan(seed), digits, "me") for seed in (0, 1))
    queue.stop(second)
    gate.let(1)
    until(lambda: not second.active)
    assert first.active
    assert "before its first epoch" in str(second.problems[0])
    gate.let()


def test_what_is_stopped_keeps_its_last_whole_epoch(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    job = queue.submit(plan(epochs=50), digits, "me")
    gate.let(10)  # an epoch of the 425 digits has 7 batches
    until(lambda: job.step is not None and job.step.update == 10)
    queue.stop(job)
    gate.let()
    until(lambda: not job.active)
    assert job.status == "done"
    assert job.trained is not None
    assert job.trained.ended == "stopped"
    assert [report.epoch for report in job.trained.history] == [1]
    assert store.find(job.plan, [digits.fingerprint])[0] is None
    assert store.find_key(job.trained.key) is not None


def test_what_is_stopped_in_its_first_epoch_says_that_nothing_is_kept(
    digits: Digits, gate: Gate
) -> None:
    queue = JobQueue(train=gate.training)
    job = queue.submit(plan(epochs=50), digits, "me")
    gate.let(2)
    until(lambda: job.step is not None)
    queue.stop(job)
    gate.let()
    until(lambda: not job.active)
    assert "nothing to keep" in str(job.problems[0])


def test_a_paused_job_lets_others_have_their_turn(digits: Digits) -> None:
    queue = JobQueue()
    paused = queue.submit(plan(epochs=1000), digits, "one")
    until(lambda: paused.step is not None)
    queue.pause(paused)
    other = queue.submit(plan(seed=1), digits, "two")
    assert queue.ahead(other) == 0
    until(lambda: other.step is not None)  # the batch that was under way has ended
    at = paused.step
    until(lambda: not other.active)
    assert paused.step == at
    queue.resume(paused)
    until(lambda: paused.step != at)
    queue.leave(paused, "one")


def test_a_paused_job_goes_on_by_one_epoch(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    job = queue.submit(plan(epochs=50), digits, "me")
    gate.let(7)  # the batches of an epoch
    until(lambda: len(job.history) == 1)
    queue.pause(job)
    gate.let()
    for epoch in (2, 3):
        queue.resume(job, to_epochs_end=True)
        until(lambda: job.status == "paused")
        assert len(job.history) == epoch
    queue.leave(job, "me")


def test_who_joins_does_not_wait_for_anothers_pause(digits: Digits) -> None:
    queue = JobQueue()
    job = queue.submit(plan(epochs=3), digits, "one")
    queue.pause(job)
    queue.submit(plan(epochs=3), digits, "two")
    until(lambda: not job.active)
    assert job.status == "done"


def test_slow_motion_is_slow_and_leaves_the_worker_to_others(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anomaly.jobs.job.SLOW_TRAINING", 7000.0)  # a batch a second
    monkeypatch.setattr(jobs, "CHECK_INTERVAL", 0.0)
    clock = Clock()
    queue = JobQueue(clock=clock)
    slow = queue.submit(plan(epochs=1000), digits, "one")
    queue.slow_down(slow, True)
    until(lambda: slow.due > clock.now)
    assert slow.step is not None
    first = slow.step.update
    other = queue.submit(plan(seed=1), digits, "two")
    until(lambda: not other.active)
    assert slow.step.update == first
    clock.now += slow.slow_step
    until(lambda: slow.step is not None and slow.step.update > first)
    other = queue.submit(plan(seed=2), digits, "two")
    until(lambda: not other.active)
    assert slow.step.update == first + 1
    queue.slow_down(slow, False)
    until(lambda: len(slow.history) > 3)
    queue.leave(slow, "one")


@pytest.mark.parametrize("epochs", [2, 20])
def test_slow_motion_takes_as_long_whatever_the_epochs(
    digits: Digits, monkeypatch: pytest.MonkeyPatch, epochs: int
) -> None:
    monkeypatch.setattr(jobs, "CHECK_INTERVAL", 0.0)
    clock = Clock()
    queue = JobQueue(clock=clock)
    job = queue.submit(plan(epochs=epochs), digits, "one")
    queue.slow_down(job, True)
    while job.active:
        if math.isfinite(job.seconds_left):
            assert job.seconds_left <= SLOW_TRAINING + 1  # to score
        clock.now = max(clock.now, job.due)
        time.sleep(0.001)
    assert clock.now == pytest.approx(SLOW_TRAINING, rel=0.1)


def test_a_fit_of_a_single_step_is_not_held_up_in_slow_motion(digits: Digits) -> None:
    queue = JobQueue(clock=Clock())
    job = queue.submit(TrainingPlan("pca"), digits, "one")
    queue.slow_down(job, True)
    until(lambda: not job.active)
    assert job.status == "done"


def test_who_comes_back_alone_finds_a_paused_job_paused_and_a_slow_one_slow(
    digits: Digits,
) -> None:
    queue, former = JobQueue(), Presence()
    job = queue.submit(plan(epochs=1000), digits, "before", former)
    queue.slow_down(job, True)
    queue.pause(job)
    former.there = False
    assert queue.submit(plan(epochs=1000), digits, "after") is job
    assert (job.status, job.slow) == ("paused", True)
    queue.stop(job)


def test_a_long_job_gives_way_after_its_turn(digits: Digits) -> None:
    seconds = itertools.count()
    queue = JobQueue(clock=lambda: float(next(seconds)))  # a batch takes some seconds
    long = queue.submit(plan(epochs=1000), digits, "one")
    short = queue.submit(plan(seed=1), digits, "two")
    until(lambda: not short.active)
    assert long.active
    queue.leave(long, "one")


def test_what_is_looked_at_of_a_training_stays_whole_while_it_goes_on(digits: Digits) -> None:
    checkpoints = CheckpointHistory(plan())
    state = Training(plan(), digits).state_dict()
    for epoch in range(1, 12):
        checkpoints.add(epoch, 500, state)
    seen = checkpoints.all
    for epoch in range(12, 40):
        checkpoints.add(epoch, 500, state)
    assert seen[-1].epoch == 11
    assert 11 not in checkpoints.epochs
    assert seen[-1].detector().reconstruct(digits.test.images[:1]).shape == (1, 1, 28, 28)


def test_a_job_is_found_by_its_key_until_it_stops(gate: Gate, digits: Digits) -> None:
    queue = JobQueue(train=gate.training)
    job = queue.submit(plan(), digits, "me")
    assert queue.find(job.key) is job
    assert queue.find("0" * 16) is None
    queue.stop(job)
    assert queue.find(job.key) is None


def test_an_error_becomes_a_sentence_and_the_queue_goes_on(digits: Digits) -> None:
    def train(plan: TrainingPlan, digits: Digits) -> Training:
        if plan.seed == 0:
            raise RuntimeError("secret details")
        return Training(plan, digits)

    queue = JobQueue(train=train)
    broken, sound = (queue.submit(plan(seed), digits, "me") for seed in (0, 1))
    until(lambda: not sound.active)
    assert broken.status == "failed"
    assert "RuntimeError" in str(broken.problems[0])
    assert "secret" not in str(broken.problems[0])
    assert sound.status == "done"


def test_settings_that_cannot_be_trained_fail_with_their_sentence(digits: Digits) -> None:
    asked = replace(plan(), most_digits=1, contamination=0.1)
    job = JobQueue().submit(asked, digits, "me")
    until(lambda: not job.active)
    assert "less than one" in str(job.problems[0])


def test_on_a_full_disk_the_result_is_there_and_says_that_it_is_not_kept(
    digits: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("ANOMALY_MODELS", str(blocked))
    job = JobQueue().submit(plan(), digits, "me")
    until(lambda: not job.active)
    assert job.trained is not None
    assert "could not be stored" in str(job.problems[0])


def test_what_is_trained_at_once_comes_first_in_its_order(digits: Digits, gate: Gate) -> None:
    queue = JobQueue(train=gate.training)
    long = [queue.submit(plan(seed), digits, "me") for seed in (0, 1)]
    quick = [queue.submit(TrainingPlan(detector="pca", seed=seed), digits, "me") for seed in (2, 3)]
    assert [queue.ahead(job) for job in (*quick, *long)] == [0, 1, 2, 3]
    gate.let()
    until(lambda: not any(job.active for job in quick))
    assert gate.begun.index(2) < gate.begun.index(3)
    assert 1 not in gate.begun[: gate.begun.index(3)]


def test_a_model_that_cannot_be_stored_is_told_of_and_works(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(trained: object) -> None:
        raise UserError("store.unwritable", folder="/models", reason="No space left")

    monkeypatch.setattr(store, "save", refuse)
    job = JobQueue().submit(plan(), digits, "someone")
    until(lambda: not job.active)
    assert "No space left" in str(job.problems[0])
    assert job.trained is not None
