"""A class's own hand: taught to a detector from half of its seats, measured on the other half.

The detector learns the normal drawings of the odd seats. What it calls an anomaly is counted before
and after on drawings of the even seats, so nobody's hand is both learned and measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from cachetools import LRUCache

from anomaly.caching import Once
from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.classroom.news import News, news_since
from anomaly.classroom.pictures import digits_of
from anomaly.classroom.secrets import hash_of
from anomaly.classroom.sent import ClassDrawing
from anomaly.errors import UserError
from anomaly.evaluation import confusion
from anomaly.jobs.job import Job
from anomaly.owner import Owner
from anomaly.preprocessing.arrays import Floats
from anomaly.training.examples import MAX_EXAMPLES, Examples
from anomaly.training.lesson import Lesson
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import server
from anomaly.ui.session.class_detector import (
    auroc_with_interval,
    detector_named,
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
    digits : dict of str to ndarray
        What detectors see of them, by their ids.
    """

    learned: list[ClassDrawing]
    normal: list[ClassDrawing]
    anomalous: list[ClassDrawing]
    digits: Mapping[str, Floats]


@dataclass(frozen=True, eq=False)
class ClassLesson:
    """A lesson in which a detector is taught the hand of a class.

    Attributes
    ----------
    base : TrainedDetector
    halves : Halves
    taught : TrainedDetector or Job
        The result, where it was there already, or the lesson under way.
    """

    base: TrainedDetector
    halves: Halves
    taught: TrainedDetector | Job

    def is_under_way(self, key: str) -> bool:
        """Return whether the detector with a key is being taught."""
        return isinstance(self.taught, Job) and self.taught.active and self.taught.key == key


def halve(news: News, normal: tuple[int, ...]) -> Halves:
    """Return the drawings that are not hidden, that have a digit, and whose task says which."""
    labels = {task.number: task.label_of(normal) for task in news.tasks if task.is_drawing}
    drawn = server.compute(digits_of([each for each in news.drawings if not each.is_hidden]))
    digits = {name: digit for name, digit in drawn.items() if digit is not None}
    shown = [each for each in news.drawings if each.id in digits]

    def some(remainder: int, is_anomaly: bool) -> list[ClassDrawing]:
        of_half = (each for each in shown if each.seat % 2 == remainder)
        return [each for each in of_half if labels[each.task] is is_anomaly]

    return Halves(some(1, False)[:MAX_EXAMPLES], some(0, False), some(0, True), digits)


class ClassLessons:
    """The last lesson of each class of a server; of one that is over, the result alone.

    One thread at a time begins them and asks how far they are; any may stop them.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._lessons: LRUCache[str, ClassLesson] = LRUCache(classes.MAX_OPEN)
        self._results: LRUCache[str, dict[str, Any]] = LRUCache(classes.MAX_OPEN)

    def begin(self, database: Database, class_id: str, key: object) -> dict[str, Any]:
        """Teach a detector the hand of a class, and return how far it is.

        The same lesson, asked for once more while it is under way, goes on.

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
        lesson, digits = Lesson(base, _examples(halves)), server.library().digits
        taught_key = lesson.key(digits.fingerprint)
        with self._lock:
            current = self._lessons.get(class_id)
        if current is None or not current.is_under_way(taught_key):
            self.stop(class_id)
            name = hash_of(class_id)[:16]
            taught = server.models().named(taught_key) or server.queue().submit(
                lesson, digits, WATCHER, owner=Owner(name, name, name)
            )
            with self._lock:
                self._lessons[class_id] = ClassLesson(base, halves, taught)
        return self.progress(class_id)

    def progress(self, class_id: str) -> dict[str, Any]:
        """Return how far the lesson of a class is, and what came of it once it is over.

        Raises
        ------
        UserError
            If it failed, or there is none.
        """
        with self._lock:
            lesson, result = self._lessons.get(class_id), self._results.get(class_id)
        if lesson is None:
            if result is None:
                raise UserError("class_wall.no_lesson")
            return {"share": 1.0, "result": result}
        taught = lesson.taught
        if isinstance(taught, Job):
            if taught.trained is None:
                if not taught.active:
                    raise taught.problems[-1] if taught.problems else UserError("adapt.stopped")
                return {"share": share_of(taught), "result": None}
            taught = taught.trained
        result = measure_lesson(lesson.base, taught, lesson.halves)
        with self._lock:
            if self._lessons.pop(class_id, None) is not None:  # it was not stopped meanwhile
                self._results[class_id] = result
        return {"share": 1.0, "result": result}

    def stop(self, class_id: str) -> None:
        """Stop the lesson of a class, if one is under way, and forget what came of it."""
        with self._lock:
            lesson = self._lessons.pop(class_id, None)
            self._results.pop(class_id, None)
        if lesson is not None and isinstance(lesson.taught, Job) and lesson.taught.active:
            server.queue().leave(lesson.taught, WATCHER)


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
    digits = halves.digits
    of_normal = {each.id: digits[each.id] for each in halves.normal}
    learned = set(learned_of(after, of_normal))  # also where two students sent the same
    normal = [each for each in halves.normal if each.id not in learned]
    drawings = [*normal, *halves.anomalous]
    is_anomaly = np.arange(len(drawings)) >= len(normal)
    seats = [each.seat for each in drawings]
    measured = {each.id: digits[each.id] for each in drawings}
    return {
        "key": after.key,
        "learned": len(halves.learned),
        "normal": len(normal),
        "anomalous": len(halves.anomalous),
        "before": _counts(before, measured, is_anomaly, seats),
        "after": _counts(after, measured, is_anomaly, seats),
    }


def _counts(
    trained: TrainedDetector, digits: Mapping[str, Floats], is_anomaly: Any, seats: Sequence[int]
) -> dict[str, Any]:
    scores = [score for score in scores_of(trained, digits).values() if score is not None]
    if len(scores) < len(digits):
        raise UserError("detector.no_score")
    counts = confusion(scores, is_anomaly, trained.threshold)
    return {
        "threshold": trained.threshold,
        "false_alarms": counts.fp,
        "missed": counts.fn,
        "measured": auroc_with_interval(scores, is_anomaly, seats),
    }


def _examples(halves: Halves) -> Examples:
    images = np.stack([halves.digits[each.id] for each in halves.learned])
    return Examples.of(images, None, [each.drawing.paths() for each in halves.learned])


class_lessons = Once(ClassLessons)


def delete_class(database: Database, class_id: str) -> None:
    """Delete a class with all that is kept of it, and stop its lesson."""
    class_lessons().stop(class_id)
    classes.remove(database, class_id)
