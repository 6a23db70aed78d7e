"""The strokes of a session and the picture they make, without a canvas."""

import pytest
import streamlit as st

from anomaly.ui.digit_input import drawing as canvas
from anomaly.ui.digit_input.drawing import drawing, restore_drawing
from anomaly.ui.session import _compat, widget_keys
from anomaly.ui.session.session import DigitInput, Strokes, session
from tests.support.widgets import drawn

DOWN = [(0.5, 0.2), (0.5, 0.8)]
ACROSS = [(0.2, 0.5), (0.8, 0.5)]


@pytest.fixture(autouse=True)
def _fresh_session() -> None:
    st.session_state.clear()


def strokes(*lines: list[tuple[float, float]]) -> Strokes:
    found: Strokes = drawn(*lines)["raw"]["objects"]
    return found


def test_a_blank_canvas_has_no_picture() -> None:
    assert drawing() is None


def test_a_drawing_without_a_picture_from_the_browser_is_painted_once() -> None:
    session().digit.strokes = strokes(DOWN)
    picture = drawing()
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert drawing() is picture


def test_undo_brings_the_earlier_picture_back() -> None:
    digit = session().digit
    canvas._keep_strokes(strokes(DOWN), b"one")
    canvas._keep_strokes(strokes(DOWN, ACROSS), b"two")
    assert drawing() == b"two"
    canvas._undo()
    assert drawing() == b"one"
    assert (digit.source, digit.canvas_generation) == ("drawing", 1)
    assert digit.initial_strokes == strokes(DOWN)


def test_clear_forgets_the_pictures() -> None:
    canvas._keep_strokes(strokes(DOWN), b"one")
    canvas._redraw([])
    assert drawing() is None
    session().digit.strokes = strokes(ACROSS)
    assert drawing() != b"one"


def test_few_pictures_of_a_long_drawing_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "MAX_PICTURES", 2)
    for count in (1, 2, 3):
        canvas._keep_strokes(strokes(DOWN) * count, b"%d" % count)
    assert session().digit.pictures == {2: b"2", 3: b"3"}


def test_the_strokes_in_the_browser_may_be_ahead_of_the_session() -> None:
    session().digit.strokes = strokes(DOWN)
    st.session_state[widget_keys.canvas(0)] = {"drawing": drawn(DOWN, ACROSS)}
    restore_drawing()
    assert session().digit.initial_strokes == strokes(DOWN, ACROSS)


class Sent:
    """A canvas' message as Streamlit wraps it."""

    def __init__(self, json_value: str) -> None:
        self.value = self
        self.json_value = json_value


def test_the_canvas_of_a_page_that_was_open_before_is_taken_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {
        "$$ID-0a-canvas_1": Sent('{"drawing": {"raw": {"objects": [{"a": 1}]}}}'),
        "$$ID-0b-canvas_0": Sent('{"drawing": {"raw": {"objects": []}}}'),
        "$$ID-0c-canvas_2": Sent("no JSON"),
        "$$ID-0d-other": Sent("{}"),
    }
    monkeypatch.setattr(_compat, "values_sent", lambda: values)
    restore_drawing()
    digit = session().digit
    assert (digit.strokes, digit.canvas_generation, digit.source) == ([{"a": 1}], 1, "drawing")
    monkeypatch.setattr(_compat, "values_sent", dict)
    restore_drawing()
    assert digit.canvas_generation == 1


def test_a_sample_that_a_link_names_comes_before_the_canvas_taken_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session().digit.sample = ("mnist", 7)
    values = {"$$ID-0a-canvas_1": Sent('{"drawing": {"raw": {"objects": [{"a": 1}]}}}')}
    monkeypatch.setattr(_compat, "values_sent", lambda: values)
    restore_drawing()
    assert session().digit.source == DigitInput.source
