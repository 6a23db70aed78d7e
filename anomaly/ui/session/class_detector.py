"""A detector's answers to a class's wall: scores and pictures of drawings, and questions to guess.

All of it is the teacher's to ask for. It is computed in parts that give way to strokes.
"""

import math
from collections.abc import Collection, Mapping
from typing import Any, TypedDict

import numpy as np
import torch
from numpy.typing import ArrayLike

from anomaly import figures
from anomaly.classroom import sent, work
from anomaly.classroom.database import Database
from anomaly.classroom.pictures import DrawnDigits, digit_of, digits_of
from anomaly.classroom.questions import Pool, Question, encode_picture, question_for
from anomaly.classroom.seats import MAX_SEATS
from anomaly.data.digits import LABELS, all_others
from anomaly.errors import UserError
from anomaly.evaluation import auroc, auroc_interval, auroc_interval_by_hand
from anomaly.preprocessing.arrays import Floats
from anomaly.training.scoring import score_in_slices
from anomaly.training.signs import to_pixels
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import server
from anomaly.validation import is_number

MAX_IDS = 100  # drawings that are scored for a message; a wall asks again for more
MAX_SCORES = work.MAX_OF_CLASS
MAX_SIZE = 1e9  # of a score that is measured


class Interval(TypedDict):
    """An AUROC with the ends of its 95% interval."""

    auroc: float
    low: float
    high: float


class Scored(TypedDict):
    """Scores of drawings by their ids, and which of them the detector has learned.

    The score is None where there is no digit in a drawing.
    """

    scores: dict[str, float | None]
    learned: list[str]


def detector_named(key: object) -> TrainedDetector:
    """Return the detector with a key, as the teacher's screen names it.

    Raises
    ------
    UserError
        If there is none.
    """
    trained = server.models().named(key) if isinstance(key, str) else None
    if trained is None:
        raise UserError("class_wall.no_detector")
    return trained


def score_drawings(database: Database, class_id: str, key: object, ids: object) -> Scored:
    """Score drawings of a class, and keep what comes of it.

    Parameters
    ----------
    database : Database
    class_id : str
    key, ids : object
        Of the detector and of the drawings, as a browser sends them.

    Raises
    ------
    UserError
        If there is no such detector or class, or these are no ids.
    """
    if not (isinstance(ids, list) and len(ids) <= MAX_IDS):
        raise UserError("class.no_answer")
    trained = detector_named(key)
    drawings = sent.drawings_named(database, class_id, [str(each) for each in ids])
    digits = server.compute(digits_of(drawings))
    scores = scores_of(trained, digits)
    kept = {(each.id, each.score) for each in drawings if each.scored_by == key}
    # What is kept already is told to no screen anew.
    new = {name: value for name, value in scores.items() if (name, value) not in kept}
    work.score(database, class_id, str(key), new)
    return {"scores": scores, "learned": learned_of(trained, digits)}


def scores_of(trained: TrainedDetector, digits: DrawnDigits) -> dict[str, float | None]:
    """Return the scores of drawings by their ids; None where there is no digit in one."""
    found = {name: digit for name, digit in digits.items() if digit is not None}
    scores: dict[str, float | None] = dict.fromkeys(digits)
    if found:
        images = torch.from_numpy(np.stack(list(found.values()))[:, None])
        values = server.compute(score_in_slices(trained.detector, images)).tolist()
        scored = zip(found, values, strict=True)
        scores |= {name: value for name, value in scored if math.isfinite(value)}
    return scores


def learned_of(trained: TrainedDetector, digits: DrawnDigits) -> list[str]:
    """Return the ids of the drawings that a detector was taught, on which it is not measured."""
    learned = {picture.numpy().tobytes() for picture in trained.examples.normal}
    if not learned:
        return []
    pictures = {
        name: to_pixels(torch.from_numpy(digit), "adapt.no_pictures")
        for name, digit in digits.items()
        if digit is not None
    }
    return [name for name, picture in pictures.items() if picture.numpy().tobytes() in learned]


def pictures_of(database: Database, class_id: str, key: object, name: object) -> dict[str, Any]:
    """Return input, reconstruction and difference of a drawing, and its score.

    Raises
    ------
    UserError
        If there is no such detector or drawing, or no digit in it.
    """
    trained = detector_named(key)
    drawings = sent.drawings_named(database, class_id, [str(name)])
    digit = digit_of(drawings[0]) if drawings else None
    if digit is None:
        raise UserError("class_wall.no_digit" if drawings else "class_wall.no_drawing")
    found = trained.detector.detect(digit)
    pictures = (found.image, found.reconstruction, found.difference)
    shown = [encode_picture(np.asarray(picture).reshape(digit.shape)) for picture in pictures]
    return {"pictures": shown, "score": found.score}


def measure(normal: object, anomalous: object) -> Interval | None:
    """Return the AUROC of drawings, with its 95% interval; None where one kind is missing.

    Parameters
    ----------
    normal, anomalous : object
        Of each drawing the score and the seat, as a browser sends them.

    Raises
    ------
    UserError
        If these are no scores.
    """
    rows: list[tuple[float, int, int]] = []
    for is_anomaly, kind in enumerate((normal, anomalous)):
        if not isinstance(kind, list) or len(kind) > MAX_SCORES:
            raise UserError("class.no_answer")
        for row in kind:
            if not (isinstance(row, list) and len(row) == 2 and _is_scored(*row)):
                raise UserError("class.no_answer")
            rows.append((float(row[0]), row[1], is_anomaly))
    scores, seats, flags = ([row[column] for row in rows] for column in range(3))
    return auroc_with_interval(scores, flags, seats)


def _is_scored(score: object, seat: object) -> bool:
    return is_number(score, -MAX_SIZE, MAX_SIZE) and type(seat) is int and 0 <= seat <= MAX_SEATS


def auroc_with_interval(
    scores: ArrayLike, is_anomaly: ArrayLike, hands: ArrayLike | None = None
) -> Interval | None:
    """Return the AUROC with its 95% interval, by hands if given; None where one kind is missing."""
    flags = np.asarray(is_anomaly, bool)
    if flags.all() or not flags.any():
        return None
    if hands is None:
        low, high = auroc_interval(scores, flags)
    else:
        low, high = auroc_interval_by_hand(scores, flags, hands)
    return {"auroc": auroc(scores, flags), "low": low, "high": high}


def question(kind: str, asked: Mapping[str, Any]) -> Question:
    """Return a task to guess on the test digits in use, and its answer.

    Parameters
    ----------
    kind : str
    asked : dict
        As the teacher's screen sends it, with ``model``, ``threshold`` and, where not all other
        digits are, the ``anomalous`` ones.

    Raises
    ------
    UserError
        If there is no such detector or kind, or no threshold.
    """
    threshold = asked.get("threshold")
    trained = detector_named(asked.get("model"))
    if not is_number(threshold, -MAX_SIZE, MAX_SIZE) or trained.is_of_signs:
        raise UserError("class.no_task")
    normal, named = trained.plan.normal, asked.get("anomalous")
    chosen = named if isinstance(named, list) else all_others(normal)
    anomalous = tuple(label for label in LABELS if label in chosen and label not in normal)
    return question_for(kind, _pool(trained, anomalous), float(threshold), np.random.default_rng())


def _pool(trained: TrainedDetector, anomalous: Collection[int]) -> Pool:
    digits = server.library().digits
    tested = server.models().tested_on(trained, digits)
    labels, scores = tested.test_labels.numpy(), tested.test_scores.double().numpy()
    asked = np.flatnonzero(np.isin(labels, [*trained.plan.normal, *anomalous]))
    rows = tested.test_rows[torch.from_numpy(asked)]
    axis = figures.axis_of(scores)
    return Pool(
        images=digits.test.images[rows][:, 0].numpy(),
        scores=scores[asked],
        is_anomaly=np.isin(labels[asked], list(anomalous)),
        edges=np.linspace(axis.low, axis.top, figures.BINS + 1),
        rebuild=lambda images: _rebuild(trained, images),
    )


def _rebuild(trained: TrainedDetector, images: Floats) -> Floats:
    """Return the reconstructions of pictures, float32 (N, 28, 28)."""
    rebuilt: Floats = trained.detector.reconstruct(torch.from_numpy(images)[:, None])[:, 0].numpy()
    return rebuilt
