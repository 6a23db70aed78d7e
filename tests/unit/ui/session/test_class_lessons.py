"""A class's hand: learned from half of its seats, measured on the other half."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from anomaly.classroom import classes, seats, tasks, work
from anomaly.classroom.database import Database
from anomaly.classroom.news import news_since
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.owner import Owner
from anomaly.training.examples import Examples
from anomaly.training.lesson import Lesson
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import server
from anomaly.ui.session.class_detector import learned_of
from anomaly.ui.session.class_lessons import ClassLessons, class_lessons, delete_class, halve
from tests.support import pens
from tests.support.class_seed import fill_class


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/classes.sqlite")
    yield database
    database.close()


def slanted(seat: int, number: int) -> dict[str, object]:
    """Return a 1 that leans as no 1 of MNIST does."""
    return {"strokes": [[40 + 5 * number, 30, 215, 200 + 3 * seat + number]], "widths": [18]}


def class_of(database: Database, students: int, of_each: int = 2) -> str:
    """Return a class in which each student drew some 1s and a 7."""
    begun = classes.begin(database)
    pupils = [seats.take(database, begun.id)[0] for _ in range(students)]
    for digit, count in ((1, of_each), (7, 1)):
        task = tasks.give(database, begun.id, "draw_digit", {"digit": digit}).number
        for pupil in pupils:
            for number in range(count):
                name = f"{task:08x}{pupil.number:012x}{number:012x}"
                drawing = slanted(pupil.number, number)
                if digit == 7:
                    drawing = {"strokes": [[60, 40, 200, 45, 110, 220]], "widths": [18]}
                work.draw(database, pupil, task, name, drawing)
    return begun.id


def test_what_is_learned_is_not_measured(database: Database) -> None:
    of = class_of(database, 5)
    halves = halve(news_since(database, of, 0), (1,))
    assert {each.seat for each in halves.learned} == {1, 3, 5}
    assert {each.seat for each in halves.normal} == {2, 4}
    assert {each.seat for each in halves.anomalous} == {2, 4}
    assert {each.task for each in halves.learned + halves.normal} == {1}


def test_a_filled_class_has_what_to_learn_and_to_measure(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pens, "FILE", "none")  # made-up hands are there everywhere, and quicker
    of = fill_class(database, students=3).id
    halves = halve(news_since(database, of, 0), (1,))
    assert [len(halves.learned), len(halves.normal), len(halves.anomalous)] == [10, 5, 3]


def test_a_hidden_drawing_is_neither_learned_nor_measured(database: Database) -> None:
    of = class_of(database, 2, of_each=1)
    halves = halve(news_since(database, of, 0), (1,))
    work.hide(database, of, halves.normal[0].id, True)
    assert halve(news_since(database, of, 0), (1,)).normal == []
    with pytest.raises(UserError, match="none of one half"):
        ClassLessons().begin(database, of, bundled(1).key)


def test_a_detector_knows_what_it_has_learned(database: Database) -> None:
    halves = halve(news_since(database, class_of(database, 2), 0), (1,))
    digits = [halves.digits[each.id] for each in halves.learned]
    taught = cast(TrainedDetector, SimpleNamespace(examples=Examples.of(np.stack(digits))))
    assert learned_of(taught, halves.digits) == [each.id for each in halves.learned]
    assert learned_of(bundled(1), halves.digits) == []


class Queue:
    """A queue whose job ends when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.left: list[str] = []

    def submit(self, task: Lesson, digits: Digits, watcher: str, owner: Owner) -> Job:
        self.jobs.append(Job(task, digits, owner))
        return self.jobs[-1]

    def leave(self, job: Job, watcher: str) -> None:
        job.status = "dropped"
        self.left.append(watcher)


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Queue:
    queue = Queue()
    monkeypatch.setattr(server, "queue", lambda: queue)
    return queue


def test_a_class_sees_its_hand_before_and_after(database: Database, queue: Queue) -> None:
    of, lessons = class_of(database, 6), ClassLessons()
    for _ in range(2):  # a second teacher's click changes nothing
        assert lessons.begin(database, of, bundled(1).key) == {"share": 0.0, "result": None}
    [job] = queue.jobs
    assert isinstance(job.task, Lesson)
    assert len(job.task.examples.normal) == 6
    job.trained, job.status = bundled(7), "done"
    result = lessons.progress(of)["result"]
    assert result["key"] == bundled(7).key
    assert (result["learned"], result["normal"], result["anomalous"]) == (6, 6, 3)
    before, after = result["before"], result["after"]
    assert before["false_alarms"] == 6, "such a 1 is strange to MNIST"
    assert before["missed"] == 0
    assert after["missed"] == 3, "it takes each 7 for normal"
    assert after["measured"]["low"] <= after["measured"]["auroc"] <= after["measured"]["high"]
    assert lessons.progress(of)["result"] is result, "it is measured once"


def test_a_lesson_can_be_stopped_and_begun_again(database: Database, queue: Queue) -> None:
    of, lessons = class_of(database, 2, of_each=1), ClassLessons()
    lessons.begin(database, of, bundled(1).key)
    lessons.stop(of)
    assert len(queue.left) == 1
    with pytest.raises(UserError, match="No lesson"):
        lessons.progress(of)
    lessons.begin(database, of, bundled(1).key)
    queue.jobs[-1].status, queue.jobs[-1].problems = "failed", (UserError("adapt.again"),)
    with pytest.raises(UserError, match="taught examples already"):
        lessons.progress(of)


def test_a_lesson_ends_with_its_class(database: Database, queue: Queue) -> None:
    of = class_of(database, 2, of_each=1)
    class_lessons().begin(database, of, bundled(1).key)
    delete_class(database, of)
    assert len(queue.left) == 1
    assert classes.all_classes(database) == []


def bundled(digit: int) -> TrainedDetector:
    trained, _ = server.models().find(TrainingPlan(normal=(digit,)), server.library().digits)
    assert trained is not None
    return trained
