"""A class's own hand: taught to a detector from half of its seats, measured on the other half.

The detector learns the normal drawings of the odd seats. What it calls an anomaly is counted before
and after on drawings of the even seats, so nobody's hand is both learned and measured.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from cachetools import LRUCache

from anomaly.caching import Once
from anomaly.classroom.classes import MAX_OPEN
from anomaly.classroom.database import Database
from anomaly.classroom.news import News, news_since
from anomaly.classroom.secrets import hash_of
from anomaly.classroom.work import ClassDrawing
from anomaly.errors import UserError
from anomaly.evaluation import confusion
from anomaly.jobs.job import Job
from anomaly.owner import Owner
from anomaly.training.examples import MAX_EXAMPLES, Examples
from anomaly.training.lesson import Lesson
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import server
from anomaly.ui.session.class_detector import (
    auroc_with_interval,
    detector_named,
    digit_of,
    learned_of,
    scores_of,
)
from anomaly.ui.training.progress import share_of

WATCHER = "class"


@dataclass(frozen=True)
class Halves:
    """The drawings of a class that say what they are, by what they are used for.

    Attributes
    ----------
    learned : list of ClassDrawing
        Normal ones of odd seats.
    normal, anomalous : list of ClassDrawing
        Of even seats, to measure on.
    """

    learned: list[ClassDrawing]
    normal: list[ClassDrawing]
    anomalous: list[ClassDrawing]


@dataclass(eq=False)
class ClassLesson:
    """What a class teaches a detector.

    Attributes
    ----------
    base : TrainedDetector
    halves : Halves
    taught : TrainedDetector or None
        The result, where it was there already.
    job : Job or None
        The lesson under way.
    measured : dict or None
        What came of it, once it is over.
    """

    base: TrainedDetector
    halves: Halves
    taught: TrainedDetector | None
    job: Job | None
    measured: dict[str, Any] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


def halve(news: News, normal: tuple[int, ...]) -> Halves:
    """Return the drawings that are not hidden, that have a digit, and whose task says which."""
    labels = {task.number: task.label_of(normal) for task in news.tasks if task.is_drawing}
    shown = [each for each in news.drawings if not each.is_hidden and digit_of(each) is not None]

    def some(remainder: int, is_anomaly: bool) -> list[ClassDrawing]:
        of_half = (each for each in shown if each.seat % 2 == remainder)
        return [each for each in of_half if labels[each.task] is is_anomaly]

    return Halves(some(1, False)[:MAX_EXAMPLES], some(0, False), some(0, True))


class ClassLessons:
    """The lessons of all classes of a server, the last of each class."""

    def __init__(self) -> None:
        self._lessons: LRUCache[str, ClassLesson] = LRUCache(MAX_OPEN)

    def begin(self, database: Database, class_id: str, key: object) -> dict[str, Any]:
        """Teach a detector the hand of a class, and return how far it is.

        Raises
        ------
        UserError
            If there is no such class or detector, nothing to learn or to measure on, or too many
            trainings wait.
        """
        base = detector_named(key)
        halves = halve(news_since(database, class_id, 0), base.plan.normal)
        if not halves.learned or not halves.normal:
            raise UserError("class_wall.no_halves")
        self.stop(class_id)
        lesson = Lesson(base, _examples(halves.learned))
        digits = server.library().digits
        taught, job = server.models().named(lesson.key(digits.fingerprint)), None
        if taught is None:
            name = hash_of(class_id)[:16]
            job = server.queue().submit(lesson, digits, WATCHER, owner=Owner(name, name, name))
        self._lessons[class_id] = ClassLesson(base, halves, taught, job)
        return self.progress(class_id)

    def progress(self, class_id: str) -> dict[str, Any]:
        """Return how far the lesson of a class is, and what came of it once it is over.

        Raises
        ------
        UserError
            If it failed, or there is none.
        """
        lesson = self._lessons.get(class_id)
        if lesson is None:
            raise UserError("class_wall.no_lesson")
        if (job := lesson.job) is not None and job.trained is None:
            if not job.active:
                raise job.problems[-1] if job.problems else UserError("adapt.stopped")
            return {"share": share_of(job), "result": None}
        with lesson.lock:
            if lesson.measured is None:
                taught = lesson.taught if job is None else job.trained
                assert taught is not None
                lesson.measured = measure_lesson(lesson.base, taught, lesson.halves)
        return {"share": 1.0, "result": lesson.measured}

    def stop(self, class_id: str) -> None:
        """Stop the lesson of a class, if one is under way."""
        lesson = self._lessons.pop(class_id, None)
        if lesson is not None and lesson.job is not None and lesson.job.active:
            server.queue().leave(lesson.job, WATCHER)


def measure_lesson(
    before: TrainedDetector, after: TrainedDetector, halves: Halves
) -> dict[str, Any]:
    """Return what two detectors make of drawings that neither has learned.

    Returns
    -------
    dict
        The key of the second, how many drawings were learned and measured, and of each detector at
        its own threshold the false alarms and misses, and the AUROC as far as there is one.
    """
    learned = set(learned_of(after, halves.normal))  # also where two students sent the same
    normal = [each for each in halves.normal if each.id not in learned]
    drawings = [*normal, *halves.anomalous]
    is_anomaly = np.arange(len(drawings)) >= len(normal)
    return {
        "key": after.key,
        "learned": len(halves.learned),
        "normal": len(normal),
        "anomalous": len(halves.anomalous),
        "before": _counts(before, drawings, is_anomaly),
        "after": _counts(after, drawings, is_anomaly),
    }


def _counts(
    trained: TrainedDetector, drawings: Sequence[ClassDrawing], is_anomaly: Any
) -> dict[str, Any]:
    found = scores_of(trained, drawings)
    scores = [score for each in drawings if (score := found[each.id]) is not None]
    if len(scores) < len(drawings):
        raise UserError("detector.no_score")
    counts = confusion(scores, is_anomaly, trained.threshold)
    return {
        "threshold": trained.threshold,
        "false_alarms": counts.fp,
        "missed": counts.fn,
        "measured": auroc_with_interval(scores, is_anomaly, [each.seat for each in drawings]),
    }


def _examples(drawings: Sequence[ClassDrawing]) -> Examples:
    digits = [digit_of(each) for each in drawings]
    images = np.stack([digit for digit in digits if digit is not None])
    return Examples.of(images, None, [each.drawing.paths() for each in drawings])


class_lessons = Once(ClassLessons)
