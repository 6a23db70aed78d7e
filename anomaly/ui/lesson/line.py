"""Scores of a detector of 7s, among which there are 9s: no line divides them."""

from typing import Any

from anomaly.training.plan import TrainingPlan
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.samples import count_scores
from anomaly.ui.session import server

WORDS = (
    "histogram", "threshold", "axis", "line", "beyond", "mistakes", "legend", "curve", "missed",
    "false_alarms", "cost_missed", "cost_false_alarm", "total", "is_cheapest", "go",
)  # fmt: skip
NORMAL, ANOMALY = 7, 9  # two digits that are alike, so that their scores overlap
BINS = 120  # of 1 each


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return the counts of both digits' scores.

    Parameters
    ----------
    lesson : LessonContext

    Returns
    -------
    dict
        ``normal`` and ``anomalous``, counts of held-out training digits in even bins from 0 to
        ``top``, of which the last holds all beyond.
    """
    plan = TrainingPlan(normal=(NORMAL,))
    found, _ = server.models().find(plan, lesson.digits)
    trained = lesson.trained if found is None else found
    anomalous, top = trained.anomalous_scores[trained.anomalous_labels == ANOMALY], float(BINS)
    return {
        "normal": count_scores(trained.calibration_scores, top, BINS),
        "anomalous": count_scores(anomalous, top, BINS),
        "top": top,
    }
