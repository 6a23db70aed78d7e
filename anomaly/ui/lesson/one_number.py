"""Scores of unseen 1s, and digits whose differences are added up."""

from typing import Any

from anomaly.figures.colours import HEAT
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.samples import count_scores, typical_samples

WORDS = (
    "input", "rebuilt", "difference", "own", "sample", "adder", "play", "stop", "place", "row",
    "formula", "histogram", "axis", "line", "beyond", "beyond_all", "within",
)  # fmt: skip
TOP = 150.0  # of the axis; the default autoencoder scores most other digits below it
BINS = 300
LABELS = (9, 1, 1, 7)  # the first is what the question is about


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return the histogram and the digits.

    Parameters
    ----------
    lesson : LessonContext

    Returns
    -------
    dict
        ``counts`` of the held-out 1s' scores in even bins from 0 to ``top``, of which the last
        holds all beyond; the default threshold, ``line``; ``samples``; ``heat``, the colours of a
        difference.
    """
    trained = lesson.trained
    return {
        "counts": count_scores(trained.calibration_scores, TOP, BINS),
        "top": TOP,
        "line": round(trained.threshold, 3),
        "samples": typical_samples(lesson, *LABELS),
        "heat": list(HEAT),
    }
