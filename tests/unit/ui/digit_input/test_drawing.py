"""What a session takes over of the page's drawings, without a page."""

from typing import Any

import pytest

from anomaly.preprocessing.drawing import MAX_POINTS, MAX_STROKES, Drawing
from anomaly.ui.digit_input import drawing as module
from anomaly.ui.digit_input.drawing import hand_over_drawing
from anomaly.ui.session.session import session
from tests.support.widgets import drawn

DOWN = [(0.5, 0.25), (0.5, 0.75)]
PATHS = (((128, 64), (128, 192)),)


def take(sequence: object, strokes: object = None, widths: object = None) -> None:
    """Take a message of the page, with one stroke unless it is said otherwise."""
    message: dict[str, Any] = {**drawn(DOWN), "sequence": sequence}
    if strokes is not None:
        message |= {"strokes": strokes, "widths": widths}
    module.take_drawing(message)


def test_a_drawing_of_the_page_is_the_digit_at_hand() -> None:
    take(1)
    digit = session().digit
    assert (digit.source, digit.sequence) == ("drawing", 1)
    assert digit.drawing == Drawing(PATHS, (18,))
    assert digit.problem is None


def test_a_drawing_that_was_taken_already_does_not_take_the_place_of_a_sample() -> None:
    take(3)
    session().digit.source = "sample"
    for old in (3, 2, 1, 0, -1):
        take(old, [], [])
    assert session().digit.source == "sample"
    assert session().digit.drawing == Drawing(PATHS, (18,))


@pytest.mark.parametrize(
    "message",
    [None, 7, "drawing", [], {}, {"sequence": "2"}, {"sequence": True}, {"sequence": None},
     {"sequence": float("nan")}, {"sequence": 10**400}, {"sequence": [2]}],
)  # fmt: skip
def test_a_message_without_a_number_changes_nothing(message: object) -> None:
    take(1)
    before = session()
    module.take_drawing(message)
    assert session() == before
    assert session().digit.sequence == 1


@pytest.mark.parametrize(
    ("strokes", "widths"),
    [
        ([[1] * (2 * MAX_POINTS + 2)], [18]),
        ([[1] * 2_000_000], [18]),
        ([[1, 2]] * (MAX_STROKES + 1), [18] * (MAX_STROKES + 1)),
        ([[1, 2]] * 10_000, [18] * 10_000),
        ([[float("nan"), 2]], [18]),
        ([[1e308, 2]], [18]),
        ([[1.5, 2]], [18]),
        ([[-1, 2]], [18]),
        ([[256, 2]], [18]),
        ([[True, 2]], [18]),
        ([[1, 2, 3]], [18]),
        ([[]], [18]),
        ([["1", "2"]], [18]),
        ([[[1, 2]]], [18]),
        ([None], [18]),
        ("strokes", [18]),
        ({"0": [1, 2]}, [18]),
        ([[1, 2]], []),
        ([[1, 2]], [0]),
        ([[1, 2]], [1e308]),
        ([[1, 2]], [float("nan")]),
        ([[1, 2]], ["18"]),
        ([[1, 2]], 18),
    ],
)
def test_a_drawing_that_makes_no_sense_is_answered_in_a_sentence(
    strokes: object, widths: object
) -> None:
    take(1)
    take(2, strokes, widths)
    digit = session().digit
    assert len(str(digit.problem)) > 20
    assert digit.drawing == Drawing()
    assert digit.sequence == 2  # so that the page sees that it was answered
    take(3)
    assert digit.problem is None


def test_no_strokes_are_a_blank_canvas() -> None:
    take(1)
    take(2, [], [])
    assert session().digit.drawing == Drawing()
    assert session().digit.problem is None


def test_a_page_that_is_built_anew_begins_with_the_drawing() -> None:
    take(4)
    assert session().digit.handed_over == (0, Drawing())
    hand_over_drawing()
    assert session().digit.handed_over == (4, Drawing(PATHS, (18,)))


def test_a_brush_is_chosen_by_its_name_and_nothing_else() -> None:
    module._choose_brush("fat")
    for wrong in ("huge", "", None, 30, ["thin"], {"thin": 1}):
        module._choose_brush(wrong)
    assert session().digit.brush == "fat"
