"""The digit at hand, whichever page asks for it."""

import io
from unittest.mock import MagicMock

import pytest
import streamlit as st
import torch
from PIL import Image, ImageDraw

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.preprocessing.drawing import Drawing, parse
from anomaly.preprocessing.pipeline import trace
from anomaly.text import t
from anomaly.ui.digit_input import digit_at_hand as module
from anomaly.ui.digit_input.digit_at_hand import digit_at_hand, own_digit, steps_at_hand
from anomaly.ui.session.session import session
from tests.support.widgets import drawn

DOWN = [(0.5, 0.2), (0.5, 0.8)]


def draw() -> None:
    session().digit.drawing = parse(drawn(DOWN))


def upload(content: bytes | None = None) -> None:
    picture = Image.new("L", (100, 100), "white")
    ImageDraw.Draw(picture).line((20, 50, 80, 50), fill="black", width=8)
    file = io.BytesIO()
    picture.save(file, "PNG")
    session().digit.upload = file.getvalue() if content is None else content


def is_tall(digit: torch.Tensor) -> bool:
    rows, columns = (digit > 0.3).any(1).sum(), (digit > 0.3).any(0).sum()
    return bool(rows > columns)


def test_it_is_the_first_anomalous_digit_until_one_is_chosen(digits: Digits) -> None:
    selected = digit_at_hand(digits, (7, 9))
    first = int(torch.isin(digits.test.labels, torch.tensor((7, 9))).nonzero()[0])
    assert selected.digit is not None
    assert torch.equal(selected.digit, digits.test[torch.tensor([first])].images[0, 0])
    assert selected.origin == t("origin.example", label=int(digits.test.labels[first]))


def test_a_chosen_sample_is_named_with_its_row(digits: Digits) -> None:
    session().digit.sample = (digits.source, 3)
    selected = digit_at_hand(digits, (9,))
    assert selected.origin == t("origin.sample", label=int(digits.test.labels[3]))


@pytest.mark.parametrize("sample", [("mnist", 3), ("generated", 10**6)])
def test_a_sample_of_other_digits_is_replaced(digits: Digits, sample: tuple[str, int]) -> None:
    session().digit.sample = sample
    selected, expected = digit_at_hand(digits, (9,)), t("origin.example", label=9)
    assert selected.origin == expected


def test_each_source_gives_its_own_digit(digits: Digits) -> None:
    draw()
    upload()
    for source, tall in (("drawing", True), ("upload", False)):
        session().digit.source = source  # type: ignore[assignment]
        selected = digit_at_hand(digits, (9,))
        assert selected.digit is not None
        assert is_tall(selected.digit) is tall
        assert selected.origin == t(f"origin.{source}")


def test_the_steps_are_those_of_the_digit_at_hand(digits: Digits) -> None:
    draw()
    upload()
    assert steps_at_hand() is None  # of a sample
    for source, tall in (("drawing", True), ("upload", False)):
        session().digit.source = source  # type: ignore[assignment]
        steps, selected = steps_at_hand(), digit_at_hand(digits, (9,))
        assert steps is not None
        assert steps.digit is not None
        assert selected.digit is not None
        assert torch.equal(torch.from_numpy(steps.digit), selected.digit)
        assert is_tall(torch.from_numpy(steps.digit)) is tall
    upload(b"damaged")
    assert steps_at_hand() is None


def test_the_brush_does_not_matter_unless_the_step_is_off(digits: Digits) -> None:
    digit = session().digit
    digit.source = "drawing"

    def drawn_with(width: int) -> torch.Tensor:
        digit.drawing = parse(drawn(DOWN, width=width))
        selected = digit_at_hand(digits, (9,)).digit
        assert selected is not None
        return selected

    assert torch.equal(drawn_with(8), drawn_with(30))
    st.session_state["step_stroke"] = False
    assert not torch.equal(drawn_with(8), drawn_with(30))


def test_a_drawing_that_could_not_be_taken_says_why(digits: Digits) -> None:
    digit = session().digit
    digit.source, digit.problem = "drawing", UserError("drawing.unreadable")
    selected = digit_at_hand(digits, (9,))
    assert (selected.digit, selected.problem) == (None, t("drawing.unreadable"))


def test_a_dot_is_called_one(digits: Digits) -> None:
    digit = session().digit
    digit.source, digit.drawing = "drawing", Drawing((((100, 100),),), (18,))
    assert digit_at_hand(digits, (9,)).problem == t("canvas.dot")


def test_a_blank_canvas_and_a_damaged_file_are_problems_in_words(digits: Digits) -> None:
    digit = session().digit
    digit.source = "drawing"
    assert digit_at_hand(digits, (9,)).problem == t("canvas.blank")
    digit.source = "upload"
    upload(b"damaged")
    selected = digit_at_hand(digits, (9,))
    assert selected.digit is None
    assert selected.problem


@pytest.mark.parametrize("shade", ["black", "white"])
def test_an_empty_file_is_not_called_an_empty_canvas(digits: Digits, shade: str) -> None:
    file = io.BytesIO()
    Image.new("L", (100, 100), shade).save(file, "PNG")
    session().digit.source = "upload"
    upload(file.getvalue())
    assert own_digit() is None
    assert digit_at_hand(digits, (9,)).problem == t("picture.blank")


def test_a_picture_is_traced_again_only_with_other_steps(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = MagicMock(wraps=trace)
    monkeypatch.setattr(module, "trace", counted)
    session().digit.source = "upload"
    upload()
    for _ in range(3):
        digit_at_hand(digits, (9,))
    assert own_digit() is not None
    assert counted.call_count == 1
    st.session_state["step_centre"] = False
    digit_at_hand(digits, (9,))
    assert counted.call_count == 2


def test_an_own_digit_is_the_drawing_or_else_the_file() -> None:
    assert own_digit() is None
    upload()
    file = own_digit()
    assert file is not None
    assert not is_tall(file)
    draw()
    drawing = own_digit()
    assert drawing is not None
    assert is_tall(drawing)


def test_a_cleared_canvas_is_nobodys_own_digit() -> None:
    upload()
    session().digit.source = "drawing"
    assert own_digit() is None
