"""What Python replies to the page's questions about a drawing."""

import base64
import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from anomaly.preprocessing.drawing import MAX_POINTS, Drawing, parse
from anomaly.preprocessing.pipeline import DEFAULTS
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.digit_input.questions import reply_to
from tests.support.widgets import drawn

SEVEN = [(0.25, 0.2), (0.75, 0.2), (0.4, 0.85)]
BAR = [(0.3, 0.5), (0.6, 0.5)]


def question(**changes: object) -> dict[str, Any]:
    return {**drawn(SEVEN, BAR), "moments": [], **changes}


def score_of(trained: TrainedDetector, drawing: Drawing) -> float:
    digit = digit_from_strokes(drawing.paths(), drawing.widths)
    assert digit is not None
    return trained.detector.detect(torch.from_numpy(digit)).score


def test_a_question_is_replied_to_with_the_score_and_the_three_pictures(
    small: TrainedDetector,
) -> None:
    reply = reply_to(question(), small, DEFAULTS)
    assert (reply["reason"], reply["scores"]) == ("", [])
    assert reply["score"] == score_of(small, parse(question()))
    assert reply["digit"] is not None
    values = np.frombuffer(base64.b64decode(reply["digit"]["values"]), "<i2").reshape(3, 28, 28)
    assert values[0].max() == 1000
    assert reply["digit"]["origin"] == t("origin.drawing")


def test_moments_are_replied_to_with_their_scores(small: TrainedDetector) -> None:
    strokes = parse(question()).strokes
    moments = [(0, 1, 100, 51), (0, 2, 150, 130), (1, 1, 120, 128), (1, 2, 154, 128)]
    reply = reply_to(question(moments=[list(moment) for moment in moments]), small, DEFAULTS)
    assert (reply["score"], reply["digit"]) == (None, None)
    expected = [
        score_of(
            small,
            Drawing((*strokes[:stroke], (*strokes[stroke][:count], (x, y))), (18,) * (stroke + 1)),
        )
        for stroke, count, x, y in moments
    ]
    assert reply["scores"] == pytest.approx(expected, rel=1e-5)


def test_a_moment_at_which_there_is_no_digit_yet_has_no_score(small: TrainedDetector) -> None:
    dot = [0, 1, 64, 51]
    reply = reply_to(question(moments=[dot, [0, 3, 102, 218]]), small, DEFAULTS)
    assert reply["scores"][0] is None
    assert reply["scores"][1] is not None
    only_dots = reply_to(question(moments=[dot, dot]), small, DEFAULTS)
    assert only_dots["scores"] == [None, None]


@pytest.mark.parametrize(
    ("strokes", "key"), [([], "canvas.blank"), ([[9, 9]], "canvas.dot"), ([[]], "")]
)
def test_what_is_no_digit_is_replied_to_with_the_reason(
    small: TrainedDetector, strokes: list[list[int]], key: str
) -> None:
    reply = reply_to(question(strokes=strokes, widths=[18] * len(strokes)), small, DEFAULTS)
    assert (reply["score"], reply["digit"]) == (None, None)
    assert reply["reason"].endswith(t(key or "drawing.unreadable")[1:])


@pytest.mark.parametrize(
    "asked", [None, 7, "x", [], {}, {"strokes": 7}, {"strokes": [], "widths": 7}]
)
def test_what_is_no_question_is_replied_to_with_the_reason(
    small: TrainedDetector, asked: object
) -> None:
    reply = reply_to(asked, small, DEFAULTS)
    assert (reply["score"], reply["digit"], reply["scores"]) == (None, None, [])
    assert reply["reason"].endswith(t("drawing.unreadable")[1:])


def test_steps_that_are_switched_off_stay_off(small: TrainedDetector) -> None:
    off = replace(DEFAULTS, crop=False)
    drawing = parse(question())
    digit = digit_from_strokes(drawing.paths(), drawing.widths, off)
    assert digit is not None
    reply = reply_to(question(), small, off)
    assert reply["score"] == small.detector.detect(torch.from_numpy(digit)).score
    assert reply["score"] != reply_to(question(), small, DEFAULTS)["score"]


@pytest.mark.parametrize(
    "moments",
    [7, "x", {}, [7], [[]], [[0, 1]], [[0, 1, 2, 3, 4]], [[0, 1, 2, "3"]], [[0, 1, 2.5, 3]],
     [[True, 1, 2, 3]], [[-1, 1, 2, 3]], [[2, 1, 2, 3]], [[0, -1, 2, 3]], [[0, 10**9, 2, 3]],
     [[0, 1, 256, 3]], [[0, 1, 2, -3]], [[0, 1, 9, 9]] * 10_000],
    ids=lambda moments: str(moments)[:20],
)  # fmt: skip
def test_moments_that_make_no_sense_are_left_out(small: TrainedDetector, moments: object) -> None:
    assert reply_to(question(moments=moments), small, DEFAULTS) == reply_to(
        question(), small, DEFAULTS
    )


def test_the_longest_question_takes_no_long_time(small: TrainedDetector) -> None:
    """Of a stranger: all points that a drawing may have, and as many moments."""
    points = [place % 256 for place in range(2 * MAX_POINTS)]
    moments = [[0, MAX_POINTS - 1, 9, 9]] * 500
    start = time.process_time()
    reply_to(question(strokes=[points], widths=[18], moments=moments), small, DEFAULTS)
    assert time.process_time() - start < 3.0


def encoded(values: object) -> str:
    return base64.b64encode(np.asarray(values, "<f4").tobytes()).decode()


def test_a_picture_is_answered_in_place_of_a_drawing(small: TrainedDetector) -> None:
    digit = digit_from_strokes(parse(question()).paths(), parse(question()).widths)
    assert digit is not None
    reply = reply_to({"strokes": [], "widths": [], "picture": encoded(digit)}, small, DEFAULTS)
    assert reply["score"] == score_of(small, parse(question()))
    assert reply["digit"] is not None


@pytest.mark.parametrize(
    "picture",
    [None, 3, "", "no base64!", encoded(np.zeros(783)), encoded(np.full(784, np.nan)),
     encoded(np.full(784, 2.0)), encoded(np.full(784, -0.5)), "é"],
)  # fmt: skip
def test_what_is_no_picture_has_no_answer(small: TrainedDetector, picture: object) -> None:
    reply = reply_to({"picture": picture}, small, DEFAULTS)
    assert reply == {"score": None, "reason": "", "digit": None, "limits": [], "scores": []}
