"""What the lesson's last steps show of scores: those of the bundled detectors, and by bin alone."""

import numpy as np

from anomaly.evaluation import confusion
from anomaly.storage import store
from anomaly.ui.lesson import failures, line, one_number
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.samples import typical_samples


def test_all_unseen_ones_are_in_the_histogram(lesson_context: LessonContext) -> None:
    data = one_number.data(lesson_context)
    scores = lesson_context.trained.calibration_scores
    assert sum(data["counts"]) == len(scores)
    below = round(data["line"] / data["top"] * len(data["counts"]))
    assert sum(data["counts"][:below]) / len(scores) > 0.98


def test_samples_of_one_digit_differ(lesson_context: LessonContext) -> None:
    first, second, nine = typical_samples(lesson_context, 1, 1, 9)
    assert (first["label"], second["label"], nine["label"]) == (1, 1, 9)
    assert first["pixels"] != second["pixels"]


def test_a_line_makes_the_mistakes_that_the_detector_makes(lesson_context: LessonContext) -> None:
    data = line.data(lesson_context)
    (path,) = store.BUNDLED.glob(f"autoencoder-{line.NORMAL}-*")
    trained = store.load(path)
    scores, is_anomaly = trained.validation_against((line.ANOMALY,))
    counts = confusion(scores.numpy(), is_anomaly.numpy(), 30.0)
    assert counts.fn == sum(data["anomalous"][:30])
    assert counts.fp == sum(data["normal"][30:])


def test_the_networks_fail_as_the_lesson_says(lesson_context: LessonContext) -> None:
    table = failures.data(lesson_context)["table"]
    caught = {
        name: [histogram["caught"] for histogram in histograms.values()]
        for name, histograms in table.items()
    }
    assert caught["mixed"][0] > 90 > 60 > caught["mixed"][1] > caught["mixed"][2]
    assert caught["taught"][0] > 70 > 5 > caught["taught"][1]
    assert max(caught["eights"]) < 10  # they pass, by either score; but by one they stand out
    middles = {
        score: [
            np.searchsorted(np.cumsum(histogram[kind]), sum(histogram[kind]) / 2)
            for kind in ("normal", "others")
        ]
        for score, histogram in table["eights"].items()
    }
    assert middles["absolute"][1] <= middles["absolute"][0]
    assert middles["relative"][1] > middles["relative"][0]
