"""The message to the wall of a class: the detector in view, and its scores of MNIST's digits."""

from typing import TypedDict

import numpy as np

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.figures.colours import DIFFERENCE_SCALE, GREY
from anomaly.text import display_name, format_digits, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.class_detector import Interval, auroc_with_interval
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.threshold import current_threshold

WORDS = (
    "all", "anomalous_side", "anomaly", "auroc", "auroc_class", "auroc_mnist", "best_place",
    "beyond", "caught_of", "close", "counted", "difference", "drawing", "false_alarm",
    "false_alarm_of", "false_alarms_of", "guess_best", "guess_best_threshold", "guess_class_misses",
    "guess_class_threshold", "guess_majority", "guess_misses_answer", "guess_nobody", "guess_over",
    "guess_rebuilt_answer", "guess_right", "guess_threshold_answer", "guess_verdict_answer",
    "guess_wait", "guessed", "hardest", "hardest_close", "hidden", "hidden_own", "hide",
    "histogram", "input", "key_anomaly", "key_own", "key_wrong", "learned", "learned_some",
    "lesson_done", "lesson_open", "lesson_starting", "lesson_stop", "lesson_under_way", "line",
    "line_text", "miss", "missed_of", "next", "no_answer", "no_auroc_digit", "no_auroc_normal",
    "no_drawings", "no_ink", "no_labels", "no_score", "no_tasks", "normal", "normal_side",
    "of_seat", "other_detector", "picture", "previous", "reconstruction", "right", "score",
    "score_waits", "scoring", "show", "tabs", "taught_after", "taught_before", "taught_counts",
    "teach", "teach_again", "teach_help", "threshold", "tile", "tiles", "unscored", "votes",
    "yours",
)  # fmt: skip


class Yardstick(TypedDict):
    """The AUROC of the detector in view on the test digits."""

    normal: list[int]
    anomalous: list[int]
    measured: Interval | None


class WallMessage(TypedDict):
    """Message to the wall, declared in ``wall_messages.js``.

    Attributes
    ----------
    model : str
        The key of the detector in view.
    detector : str
        Its name.
    normal_name, anomalous_name : str
        What its two kinds of digits are called.
    is_of_signs : bool
        Whether it tells a person's own signs apart, so that no task says what is normal.
    is_taught : bool
        Whether it has learned drawings, on which nothing is measured.
    is_teachable : bool
        Whether a class can teach it its hand.
    threshold : float
        In force on the other pages.
    low, top, step : float
    decimals : int
        The axis of the histogram, and how finely a threshold is set on it.
    mnist : dict
        Counts of normal and anomalous test digits along the axis, and their AUROC with its 95%
        interval; None where one kind is missing.
    scales : list
        Colours of the input, the reconstruction and the difference, evenly spaced from 0 to 1.
    words : dict of str to str
    """

    model: str
    detector: str
    normal_name: str
    anomalous_name: str
    is_of_signs: bool
    is_taught: bool
    is_teachable: bool
    threshold: float
    low: float
    top: float
    step: float
    decimals: int
    mnist: Yardstick
    scales: list[list[str]]
    words: dict[str, str]


def wall_message(context: PageContext) -> WallMessage:
    """Return what the wall of a class is told of the detector in view."""
    trained = context.trained
    axis = figures.axis_of(trained.test_scores)
    difference, _ = DIFFERENCE_SCALE
    normal, anomalous = context.kind_names
    digits = format_digits(context.normal, trained.is_of_signs)
    test = t(f"data.short_{context.digits.source}")
    return {
        "model": trained.key,
        "detector": display_name("detector", trained.plan.detector),
        "normal_name": normal,
        "anomalous_name": anomalous,
        "is_of_signs": trained.is_of_signs,
        "is_taught": trained.is_adapted,
        "is_teachable": not (trained.is_adapted or trained.is_of_signs),
        "threshold": current_threshold(trained, context.anomalous).threshold,
        "low": axis.low,
        "top": axis.top,
        "step": axis.step,
        "decimals": axis.decimals,
        "mnist": _yardstick(trained, context.anomalous),
        "scales": [list(GREY), list(GREY), list(difference)],
        "words": {word: t(f"class_wall.{word}", digit=digits, test=test) for word in WORDS},
    }


@cached_per_instance(4)
def _yardstick(trained: TrainedDetector, anomalous: tuple[int, ...]) -> Yardstick:
    scores, is_anomaly = (np.asarray(array) for array in trained.against(anomalous))
    bins = figures.bin_scores(scores, is_anomaly, figures.axis_of(trained.test_scores))
    return {
        "normal": bins.normal.tolist(),
        "anomalous": bins.anomalous.tolist(),
        "measured": auroc_with_interval(scores, is_anomaly),
    }
