"""Turns, bounds and endings of jobs, with trainings that do nothing but tell of progress."""

import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.detectors import TrainingReport, TrainingStep
from anomaly.errors import UserError
from anomaly.jobs import bounds
from anomaly.jobs import queue as jobs
from anomaly.jobs.bounds import MAX_OF_SESSION, check_estimate, max_training_seconds
from anomaly.jobs.job import Job
from anomaly.jobs.queue import JobQueue
from anomaly.jobs.turns import (
    LONGEST_TURN,
    MAX_BEGUN,
    MAX_BEGUN_OF_ADDRESS,
    TURN,
    Turns,
    gives_way,
    has_had_turn,
)
from anomaly.owner import Owner
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import Estimate, Event, ScoringStep
from anomaly.training.trained import TrainedDetector
from tests.unit.jobs.test_queue import Clock, Presence, until

HOSTILE, HONEST, OTHER = (Owner(name, name) for name in ("hostile", "honest", "other"))
FITTED: list[Event] = [
    Estimate(0.01, 0.02, 100.0),
    TrainingStep(1, 2, 1, 2),
    TrainingReport(1, 2, 0.1, 0.1, 0.1),
]


class Told:
    """A training whose events and result are given; it works for a second of a clock for each."""

    def __init__(self, events: list[Event], result: TrainedDetector, clock: Clock) -> None:
        self.yield_interval = 0.0
        self.history: list[TrainingReport] = []
        self.told = 0
        self.is_stopped = False
        self._events, self._result, self._clock = events, result, clock

    def __iter__(self) -> Iterator[Event]:
        for event in self._events:
            if self.is_stopped and isinstance(event, TrainingStep | TrainingReport):
                continue
            self._clock.now += 1.0
            self.told += 1
            if isinstance(event, TrainingReport):
                self.history.append(event)
            yield event

    def interrupt(self) -> None: ...

    def stop(self) -> None:
        self.is_stopped = True

    def state_dict(self) -> dict[str, Tensor]:
        return {}

    def result(self) -> TrainedDetector:
        return self._result

    def close(self) -> None: ...


class Room:
    """A queue on a clock that its trainings move; the seed of a plan says what it tells."""

    def __init__(self, result: TrainedDetector, digits: Digits, **options: Any) -> None:
        self.clock = Clock()
        self.trainings: dict[int, Told] = {}
        self.scripts: dict[int, list[Event]] = {}
        self.open = threading.Event()
        self._result, self._digits = result, digits
        self.queue = JobQueue(train=self._train, clock=self.clock, **options)

    def _train(self, plan: TrainingPlan, digits: Digits) -> Told:
        self.open.wait()
        told = Told(self.scripts.get(plan.seed, FITTED), self._result, self.clock)
        self.trainings[plan.seed] = told
        return told

    def submit(
        self, seed: int, owner: Owner, events: list[Event] | None = None, **more: Any
    ) -> Job:
        if events is not None:
            self.scripts[seed] = events
        plan = TrainingPlan(seed=seed)
        return self.queue.submit(plan, self._digits, f"{owner.session}-{seed}", owner=owner, **more)


@pytest.fixture
def room(small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(jobs, "CHECK_INTERVAL", 0.0)
    monkeypatch.setattr("anomaly.storage.checkpoints.CheckpointHistory.add", lambda *_: None)
    room = Room(small, digits, max_jobs=4)
    yield room
    room.open.set()


def scoring(parts: int) -> list[Event]:
    return [*FITTED, *(ScoringStep(part, parts) for part in range(parts))]


def test_a_short_training_does_not_wait_for_anothers_scores(
    small: TrainedDetector, digits: Digits
) -> None:
    told_by_then: list[int] = []

    def on_done(job: Job) -> None:
        told_by_then.append(school.trainings[1].told)

    school = Room(small, digits, on_done=on_done)
    long = school.submit(1, HOSTILE, scoring(100_000))
    short = school.submit(2, HONEST, [*scoring(3)])
    school.open.set()
    until(lambda: not short.active)
    assert long.active
    assert told_by_then[0] <= 3 * TURN  # two turns, each with what is under way at its end
    school.queue.leave(long, "hostile-1")
    until(lambda: not long.active)


def test_what_nobody_waits_for_ends_while_it_is_scored(room: Room) -> None:
    presence = Presence()
    job = room.submit(1, HOSTILE, scoring(100_000), is_there=presence)
    room.open.set()
    until(lambda: job.scoring is not None)
    left_at, presence.there = room.clock.now, False
    until(lambda: not job.active)
    assert job.status == "dropped"
    assert room.clock.now - left_at < jobs.RECONNECT_TIMEOUT + 10


def test_what_was_learned_is_kept_where_it_is_scored_within_the_grace(room: Room) -> None:
    presence = Presence()
    fitting = [TrainingStep(2, 2, 2, 2)] * 100_000
    estimate = Estimate(0.01, 0.02, 10.0)
    events = [estimate, *FITTED[1:], *fitting, *(ScoringStep(part, 10) for part in range(10))]
    job = room.submit(1, HONEST, events, is_there=presence)
    room.open.set()
    until(lambda: job.history)
    presence.there = False
    until(lambda: not job.active)
    assert job.status == "done"
    assert room.trainings[1].is_stopped


def test_scoring_is_told_with_what_is_left_of_it(room: Room) -> None:
    job = room.submit(1, HONEST, scoring(100_000))
    room.open.set()
    until(lambda: job.scoring is not None and job.scoring.done > 10)
    room.queue.pause(job)
    told = room.trainings[1].told
    until(lambda: job.status == "paused")
    assert job.seconds_left > 1000
    assert room.trainings[1].told <= told + 1
    room.queue.leave(job, "honest-1")


@pytest.mark.parametrize(
    ("estimate", "sentence"),
    [
        (Estimate(0.01, 3000.0, 1.0), "would take about 51 min, and 30 min are allowed.*epochs"),
        (Estimate(0.01, 1.0, 3000.0), "fewer search steps"),
        (Estimate(20.0, 40.0, 1.0), "single batch.*20 s.*smaller batch"),
    ],
)
def test_a_training_that_takes_too_long_is_refused_before_it_begins(
    small: TrainedDetector, digits: Digits, estimate: Estimate, sentence: str
) -> None:
    room = Room(small, digits, max_seconds=1800.0)
    room.open.set()
    job = room.submit(1, HOSTILE, [estimate, *FITTED[1:]])
    until(lambda: not job.active)
    assert job.status == "failed"
    assert room.trainings[1].told == 1
    with pytest.raises(UserError, match=sentence):
        raise job.problems[0]


def test_the_operator_sets_how_long_a_training_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    assert max_training_seconds() == bounds.DEFAULT_SECONDS
    monkeypatch.setenv("ANOMALY_MAX_TRAINING_MINUTES", "2.5")
    assert max_training_seconds() == 150.0
    check_estimate(Estimate(0.1, 100.0, 40.0), 150.0)
    for nonsense in ("ten", "-1", "0", "nan"):
        monkeypatch.setenv("ANOMALY_MAX_TRAINING_MINUTES", nonsense)
        with pytest.raises(UserError, match="no number of minutes"):
            max_training_seconds()


def test_a_session_has_few_jobs_and_is_told_so(room: Room) -> None:
    held = [room.submit(seed, HOSTILE) for seed in range(MAX_OF_SESSION)]
    with pytest.raises(UserError, match="3 trainings of yours"):
        room.submit(9, HOSTILE)
    assert room.submit(0, HOSTILE) is held[0]  # which is no further one
    room.submit(9, HONEST)


def test_who_leaves_one_job_after_another_may_always_ask_for_the_next(room: Room) -> None:
    for seed in range(3 * MAX_OF_SESSION):
        job = room.submit(seed, HONEST)
        room.queue.leave(job, f"honest-{seed}")
    assert room.submit(99, HONEST).active


def test_many_pages_of_one_person_leave_the_queue_open_to_others(room: Room) -> None:
    pages = [room.submit(seed, Owner(f"page {seed}", "one")) for seed in range(4)]
    with pytest.raises(UserError, match="4 trainings are under way"):
        room.submit(4, Owner("page 4", "one"))
    room.submit(5, HONEST)
    assert [job.status for job in pages] == ["waiting"] * 3 + ["dropped"]
    assert "given up" in str(pages[3].problems[0])
    room.submit(6, OTHER)
    with pytest.raises(UserError, match="under way"):  # each has as many now
        room.submit(7, HONEST)


def _job(digits: Digits, seed: int, owner: Owner, detector: str = "autoencoder") -> Job:
    return Job(TrainingPlan(detector, seed=seed), digits, owner)


def test_each_browser_has_its_turn_before_any_has_a_second(digits: Digits) -> None:
    hostile = [_job(digits, seed, Owner(f"page {seed}", "one")) for seed in range(20)]
    others = [_job(digits, 100 + seed, Owner(f"student {seed}", str(seed))) for seed in range(10)]
    turns, waiting, seen = Turns(), [*hostile, *others], Counter[str]()
    for _ in range(22):
        job = turns.order(waiting)[0]
        turns.end(job)
        waiting = [*(other for other in waiting if other is not job), job]
        seen[job.owner.browser] += 1
    assert set(seen.values()) == {2}


def _forged(number: int, address: str = "10.0.0.1") -> Owner:
    """Return a page of somebody who calls itself another browser each time."""
    return Owner(f"page {number}", f"made up {number}", address)


def test_made_up_browsers_have_one_turn_together(digits: Digits) -> None:
    hostile = [_job(digits, seed, _forged(seed)) for seed in range(40)]
    honest = _job(digits, 100, Owner("page", "browser", "10.0.0.2"))
    turns, waiting, seen = Turns(), [*hostile, honest], Counter[str]()
    for number in range(200, 210):
        job = turns.order(waiting)[0]
        turns.end(job)
        seen[job.owner.address] += 1
        new = _job(digits, number, _forged(number))
        turns.add(new)
        waiting = [*(other for other in waiting if other is not job or job is honest), new]
    assert set(seen.values()) == {5}


def test_at_one_address_nobody_waits_for_browsers_that_come_later(digits: Digits) -> None:
    turns = Turns()
    long, other = (_job(digits, seed, Owner(name, name)) for seed, name in enumerate("ab"))
    for job in (long, other):
        turns.add(job)
        turns.end(job)
    waiting = [long, other]
    for number in range(9):  # each with a new cookie
        new = _job(digits, 10 + number, _forged(number, address=""))
        turns.add(new)
        waiting.append(new)
    assert turns.order(waiting)[:2] == [long, other]


def test_a_class_at_one_address_has_turns_by_browser(digits: Digits) -> None:
    def owner(page: int, browser: int) -> Owner:
        return Owner(f"page {page}", f"browser {browser}", "10.0.0.1")

    greedy = [_job(digits, page, owner(page, 0)) for page in range(10)]
    others = [_job(digits, 10 + number, owner(10 + number, number)) for number in range(1, 4)]
    assert set(Turns().order([*greedy, *others])[:4]) == {greedy[0], *others}


def test_one_who_had_no_turn_yet_comes_before_one_who_had(digits: Digits) -> None:
    turns = Turns()
    long, new = _job(digits, 0, HOSTILE), _job(digits, 1, HONEST)
    assert turns.order([long, new]) == [long, new]
    turns.end(long)
    assert turns.order([long, new]) == [new, long]


def test_of_one_who_waits_for_several_quick_ones_come_first(digits: Digits) -> None:
    slow, quick = _job(digits, 0, HONEST), _job(digits, 1, HONEST, "pca")
    assert Turns().order([slow, quick]) == [quick, slow]


def test_a_turn_is_longer_for_what_ends_in_it(digits: Digits) -> None:
    job = _job(digits, 0, HONEST)
    job.slice_used = TURN + 0.1
    assert has_had_turn(job)
    job.estimate = Estimate(0.01, LONGEST_TURN - TURN - 1.0, 0.5)
    assert not has_had_turn(job)
    job.slice_used = LONGEST_TURN - 1.0
    assert has_had_turn(job)


def test_what_has_begun_does_not_give_way(digits: Digits) -> None:
    own = [_job(digits, seed, Owner(str(seed), "one")) for seed in range(3)]
    own[2].begun = True
    assert gives_way(own, HONEST) is own[1]
    own[0].begun = own[1].begun = True
    assert gives_way(own, HONEST) is None


def test_made_up_browsers_make_room_for_other_addresses(digits: Digits) -> None:
    hostile = [_job(digits, seed, _forged(seed)) for seed in range(4)]
    assert gives_way(hostile, Owner("page", "browser", "10.0.0.2")) is hostile[3]
    assert gives_way(hostile, _forged(9)) is None
    two = [*hostile[:2], *(_job(digits, seed, _forged(seed, "10.0.0.2")) for seed in (5, 6))]
    assert gives_way(two, _forged(7, "10.0.0.2")) is None


def test_at_one_address_the_browser_with_the_most_makes_room(digits: Digits) -> None:
    jobs = [_job(digits, seed, Owner(str(seed), "one", "10.0.0.1")) for seed in range(3)]
    jobs += [_job(digits, 9, Owner("nine", "two", "10.0.0.1"))]
    assert gives_way(jobs, Owner("ten", "three", "10.0.0.1")) is jobs[2]


def test_one_person_has_few_trainings_in_the_worker_at_once(digits: Digits) -> None:
    turns = Turns()
    pages = [_job(digits, seed, Owner(f"page {seed}", "one")) for seed in range(MAX_BEGUN + 1)]
    for job in pages[:MAX_BEGUN]:
        job.begun, job.due = True, 1.0  # paused, say
    assert turns.next(pages, 0.0) is None
    assert turns.next(pages, 1.0) is pages[0]
    other = _job(digits, 9, HONEST)
    assert turns.next([*pages, other], 0.0) is other


def test_one_address_has_a_number_of_trainings_in_the_worker_at_once(digits: Digits) -> None:
    turns = Turns()
    pages = [_job(digits, seed, _forged(seed)) for seed in range(MAX_BEGUN_OF_ADDRESS + 1)]
    for job in pages[:-1]:
        job.begun, job.due = True, 1.0
    assert turns.next(pages, 0.0) is None
    other = _job(digits, 99, Owner("page", "browser", "10.0.0.2"))
    assert turns.next([*pages, other], 0.0) is other
