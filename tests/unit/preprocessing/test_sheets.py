"""Photos and scans of digits with much beside them: the digit is found, and is the drawn one."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.ink import read_sheet
from anomaly.preprocessing.pipeline import CanvasSettings, trace
from anomaly.preprocessing.strokes import digit_from_strokes
from tests.support.photos import Pixels
from tests.support.sheet import BRUSH, Sheet, drawing
from tests.support.sheets import KINDS
from tests.support.strokes import CANVAS, drawings, paint

PALE = ("ruled in blue", "margin, lines and holes")  # may be noticed as uneven ground
SPECK_SHARE = CanvasSettings.speck_share
UPRIGHT = np.array([(0.0, 60.0), (3, 140), (0, 220)])


def _difference(one: Floats, other: Floats) -> float:
    """Return how much two digits differ as a share of their ink, one pixel's shift forgiven."""
    shifts = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    moved = [np.roll(other, shift, (0, 1)) for shift in shifts]
    return float(min(np.abs(one - other).sum() for other in moved) / one.sum())


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"thin pen", "fat pen"}))
def test_the_digit_on_a_sheet_is_the_drawn_one(kind: str) -> None:
    number = 50 + sorted(KINDS).index(kind)
    drawn = drawing(number)
    expected = digit_from_strokes(drawn.strokes, BRUSH)
    read = trace(KINDS[kind](number), is_file=True)
    assert expected is not None
    assert read.digit is not None
    # The whole pixels to which strokes are placed make up to 0.4.
    assert _difference(expected, read.digit) < 0.45
    if kind not in PALE:
        assert read.notices == ()


@pytest.mark.parametrize("seed", [7, 8])
def test_no_stroke_of_a_drawing_is_left_out(seed: int) -> None:
    """Feet, crossbars and bars that do not touch among them."""
    torn = [
        (drawn.label, drawn.style)
        for drawn in drawings(1, seed, (8,))
        if len(read_sheet(drawn.picture, SPECK_SHARE).marks.found) != 1
    ]
    assert torn == []


def _beside() -> Pixels:
    """Return a tall and a lower stroke, side by side."""
    low = (UPRIGHT - [0, 140]) * [1, 0.75] + [190, 140]
    return paint([UPRIGHT + np.array([80, 0]), low], 14)


def test_of_two_digits_side_by_side_either_can_be_taken() -> None:
    picture = _beside()
    first, second = (trace(picture, is_file=True, mark=mark) for mark in (0, 1))
    assert first.notices == second.notices == ("several",)
    assert (first.mark, second.mark) == (0, 1)
    assert first.marks == second.marks
    left, right = first.marks
    assert left.left + left.width < 0.5 < right.left
    assert left.height == pytest.approx(174 / CANVAS, abs=0.01)
    for traced, place in ((first, left), (second, right)):
        columns = np.flatnonzero(traced.steps[0].picture.any(axis=0)) / CANVAS
        assert place.left <= columns.min() <= columns.max() <= place.left + place.width


@pytest.mark.parametrize("shrunk", [1, 3])
def test_only_the_mark_that_is_judged_is_called_a_filled_shape(shrunk: int) -> None:
    """Also on a sheet that is much larger than its marks."""
    stroke = Image.fromarray(paint([UPRIGHT + np.array([60, 0])], 14)).convert("L")
    disc, triangle = (Image.new("L", (CANVAS * shrunk, CANVAS * shrunk)) for _ in range(2))
    for sheet in (disc, triangle):
        sheet.paste(stroke)
    ImageDraw.Draw(disc).ellipse((125, 75, 255, 205), fill=255)
    ImageDraw.Draw(triangle).polygon([(190, 60), (250, 220), (130, 220)], fill=255)
    for sheet in (disc, triangle):
        assert trace(np.asarray(sheet), is_file=True).notices == ("several",)
    assert trace(np.asarray(triangle), is_file=True, mark=1).notices == ("filled",)


def test_a_mark_that_is_not_there_is_the_last_one() -> None:
    assert trace(_beside(), is_file=True, mark=9).mark == 1
    assert trace(np.zeros((40, 40), np.uint8), is_file=True, mark=3).mark is None


def test_the_place_of_a_mark_on_a_card_is_that_in_the_whole_picture() -> None:
    (place,) = trace(KINDS["black square on a page"](3), is_file=True).marks
    left, top, right, bottom = Sheet(3).box  # of 600 pixels; the card has 280 of 400
    expected = [0.15 + 0.7 * at / 600 for at in (left, top, right, bottom)]
    found = [place.left, place.top, place.left + place.width, place.top + place.height]
    assert found == pytest.approx(expected, abs=0.01)


def test_a_stroke_from_rim_to_rim_is_no_ruling() -> None:
    picture = np.zeros((280, 280), np.uint8)
    picture[:, 135:145] = 255
    assert trace(picture).digit is not None
