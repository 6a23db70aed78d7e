"""From drawings and photos to 28x28 digits."""

import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image
from scipy import ndimage

from anomaly.errors import UserError
from anomaly.paths import PROJECT
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.pipeline import CanvasSettings, to_digit, trace
from tests.support.strokes import CANVAS, draw, paint
from tests.support.styles import STYLES

Pixels = npt.NDArray[np.uint8]


def _digit(picture: Pixels, settings: CanvasSettings | None = None) -> Floats:
    digit = to_digit(picture, settings or CanvasSettings())
    assert digit is not None
    return digit


def _difference(one: Floats, other: Floats) -> float:
    """Return how much two digits differ as a share of their ink, one pixel's shift forgiven."""
    shifts = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    moved = [np.roll(other, shift, (0, 1)) for shift in shifts]
    return float(min(np.abs(one - other).sum() for other in moved) / one.sum())


def _coloured(drawing: Pixels, ink: tuple[int, ...], ground: tuple[int, ...]) -> Pixels:
    """Return a white-on-black drawing in other colours, with alpha where they have four parts."""
    share = drawing[:, :, :1] / 255
    mixed = np.array(ink) * share + np.array(ground) * (1 - share)
    return np.asarray(mixed.round().astype(np.uint8))


def _photo(drawing: Pixels, *, darkest: float, seed: int = 0) -> Pixels:
    """Return a blue pen drawing on paper, grainy, its light falling off to one corner."""
    rng = np.random.default_rng(seed)
    large = Image.fromarray(drawing[:, :, 0]).resize((600, 600), Image.Resampling.BICUBIC)
    share = ndimage.gaussian_filter(np.asarray(large) / 255, 1.5)[:, :, None]
    colours = np.array((40, 45, 90)) * share + np.array((235, 228, 215)) * (1 - share)
    across = np.linspace(0, 0.5, 600)
    light = 1 - (1 - darkest) * (across[:, None] + across[None, :])
    noisy = colours * light[:, :, None] + rng.normal(0, 5, (600, 600, 3))
    return np.asarray(noisy.clip(0, 255).astype(np.uint8))


BLANK = np.zeros((CANVAS, CANVAS, 4), dtype=np.uint8)
SEVEN = draw(7, "crossbar", 16)


def test_a_digit_is_28_by_28_bright_on_dark() -> None:
    digit = _digit(SEVEN)
    assert digit.shape == (28, 28)
    assert digit.dtype == np.float32
    assert digit.min() == 0
    assert 0.95 < digit.max() <= 1


def test_a_digit_fills_the_box_and_its_mass_is_in_the_middle() -> None:
    for label in STYLES:
        digit = _digit(draw(label, next(iter(STYLES[label])), 12, position=(0.9, 0.1)))
        rows, columns = np.flatnonzero(digit.any(axis=1)), np.flatnonzero(digit.any(axis=0))
        assert max(np.ptp(rows), np.ptp(columns)) + 1 in (20, 21)  # it may begin within a pixel
        assert np.abs(np.array(ndimage.center_of_mass(digit)) - 14).max() <= 0.5 + 1e-3


def test_the_steps_are_told_in_their_order() -> None:
    traced = trace(SEVEN)
    assert [step.name for step in traced.steps] == ["ink", "crop", "stroke", "fit", "centre"]
    assert traced.steps[-1].picture is traced.digit
    assert max(traced.steps[-2].picture.shape) == 20
    assert traced.problem is None


@pytest.mark.parametrize("step", ["crop", "stroke", "centre"])
def test_each_step_can_be_switched_off(step: str) -> None:
    drawing = draw(7, "plain", 30, height=120, position=(0.1, 0.2))
    without = trace(drawing, replace(CanvasSettings(), **{step: False}))
    assert without.digit is not None
    assert not np.array_equal(without.digit, _digit(drawing))
    assert (step in [taken.name for taken in without.steps]) == (step == "centre")


def test_with_no_step_at_all_the_whole_canvas_is_made_small() -> None:
    drawing = draw(1, "plain", 20, height=140, position=(0, 0))
    digit = _digit(drawing, CanvasSettings(crop=False, stroke=False, centre=False))
    small = np.asarray(Image.fromarray(drawing[:, :, 0]).reduce(14)) / 255
    assert np.abs(digit[4:24, 4:24] - small).max() < 0.01
    assert digit.sum() == digit[4:24, 4:24].sum()


@pytest.mark.parametrize("label", STYLES)
def test_thin_and_fat_brushes_give_nearly_the_same_digit(label: int) -> None:
    style = next(iter(STYLES[label]))
    thin, fat = (_digit(draw(label, style, width, height=210)) for width in (6, 32))
    # Mostly below 0.1; a box that rounds to 12 pixels for one and 13 for the other makes 0.33.
    assert _difference(thin, fat) < 0.4
    uneven = CanvasSettings(stroke=False)
    as_drawn = [_digit(draw(label, style, width, height=210), uneven) for width in (6, 32)]
    assert _difference(*as_drawn) > 1.5 * _difference(thin, fat)


def test_small_and_large_drawings_give_nearly_the_same_digit() -> None:
    small, large = (draw(3, "round", 10, height=height) for height in (90, 250))
    assert _difference(_digit(small), _digit(large)) < 0.25


def test_a_loop_that_the_brush_has_closed_opens_again() -> None:
    drawing = draw(4, "closed", 32, height=125)
    filled = drawing[:, :, 0] > 127
    assert np.array_equal(ndimage.binary_fill_holes(filled), filled)
    ink = _digit(drawing) > 0.5
    assert not np.array_equal(ndimage.binary_fill_holes(ink), ink)


def test_the_flag_of_a_fat_1_grows_no_loop() -> None:
    ink = _digit(draw(1, "flag", 32, height=120)) > 0.5
    assert np.array_equal(ndimage.binary_fill_holes(ink), ink)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ((0, 0, 0), (255, 255, 255)),
        ((200, 30, 30), (30, 140, 30)),
        ((255, 80, 80), (60, 147, 147)),
        ((90, 90, 90), (60, 60, 60)),
        ((255, 255, 255, 255), (255, 255, 255, 0)),
        ((0, 0, 0, 255), (0, 0, 0, 0)),
        ((0, 0, 255, 255), (255, 255, 255, 0)),
    ],
)
def test_any_ink_on_any_ground_is_found(ink: tuple[int, ...], ground: tuple[int, ...]) -> None:
    drawing = _coloured(SEVEN, ink, ground)
    assert _difference(_digit(SEVEN), _digit(drawing)) < 0.1


def test_grey_and_colour_pictures_are_taken_alike() -> None:
    assert np.array_equal(_digit(SEVEN[:, :, 0]), _digit(SEVEN[:, :, :3]))


@pytest.mark.parametrize("darkest", [1.0, 0.6, 0.3])
def test_a_photo_in_uneven_light_gives_the_digit(darkest: float) -> None:
    drawing = draw(5, "two strokes", 14)
    assert _difference(_digit(drawing), _digit(_photo(drawing, darkest=darkest))) < 0.2


@pytest.mark.parametrize("darkest", [1.0, 0.5])
def test_a_photo_of_empty_paper_has_no_digit(darkest: float) -> None:
    traced = trace(_photo(BLANK, darkest=darkest))
    assert (traced.digit, traced.problem) == (None, "canvas.blank")


def test_a_shadow_over_the_rim_of_a_photo_is_left_out() -> None:
    drawing = draw(2, "plain", 14, height=150)
    photo = _photo(drawing, darkest=0.8)
    clean = _digit(photo)
    photo[:, :25] //= 4
    assert _difference(clean, _digit(photo)) < 0.2


def test_specks_are_removed_and_separate_strokes_stay() -> None:
    drawing = draw(5, "apart", 12, height=200, position=(0.5, 0.8))
    _, parts = ndimage.label(drawing[:, :, 0] > 127)
    assert parts == 2
    dirty = drawing.copy()
    dirty[3:6, 3:6] = dirty[270:273, 5:8] = 255
    assert np.array_equal(_digit(drawing), _digit(dirty))
    _, parts = ndimage.label(_digit(drawing) > 0.3)
    assert parts == 2


def test_a_sign_taken_as_a_whole_keeps_its_small_marks() -> None:
    around = np.array([(140 + 120 * np.cos(a), 140 + 120 * np.sin(a)) for a in np.linspace(0, 7)])
    eyes = [np.array([(x, 105.0)]) for x in (100.0, 180.0)]
    face = paint([around, *eyes], 12)
    _, parts = ndimage.label(_digit(face) > 0.3)
    assert parts == 1
    whole = trace(face, is_whole=True).digit
    assert whole is not None
    _, parts = ndimage.label(whole > 0.3)
    assert parts == 3


def test_a_dot_can_be_a_sign() -> None:
    dot = paint([np.array([(140.0, 140.0)])], 36)
    digit = trace(dot, is_whole=True).digit
    assert digit is not None
    assert digit[13:15, 13:15].min() == 1
    assert digit[4, 4] < 0.5
    assert trace(BLANK, is_whole=True).problem == "canvas.blank"


def test_a_drawing_may_touch_every_edge() -> None:
    ring = np.array([(140 + 139 * np.cos(a), 140 + 139 * np.sin(a)) for a in np.linspace(0, 7, 99)])
    digit = _digit(paint([ring], 14))
    inked = np.flatnonzero(digit.any(axis=0))
    assert np.ptp(inked) + 1 in (20, 21)
    assert digit[12:16, 12:16].max() == 0


def test_a_line_of_one_pixel_is_not_lost() -> None:
    picture = np.zeros((800, 800), dtype=np.uint8)
    picture[20:780, 400] = 255
    assert _difference(_digit(draw(1, "plain", 6, height=250)), _digit(picture)) < 0.3


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        (BLANK, "canvas.blank"),
        (np.zeros((1, 1), np.uint8), "canvas.blank"),
        (_coloured(BLANK, (0, 0, 0, 0), (0, 0, 0, 255)), "canvas.blank"),
        (np.full_like(BLANK, 255), "canvas.full"),
        (paint([np.array([(140.0, 140.0)])], 36), "canvas.dot"),
        (paint([np.array([(140.0, 140.0)])], 230), "canvas.dot"),
        (paint([np.array([(140.0, 140.0), (149.0, 143.0)])], 36), "canvas.dot"),
        (paint([np.array([(140.0, 140.0)])], 6), "canvas.dot"),
    ],
    ids=["blank", "one pixel", "black", "white", "fat dot", "huge dot", "smeared dot", "thin dot"],
)
def test_what_is_no_digit_is_called_by_its_name(picture: Pixels, problem: str) -> None:
    traced = trace(picture)
    assert traced.digit is None
    assert traced.problem == problem


def test_a_digit_is_found_under_strong_grain() -> None:
    photo = _photo(SEVEN, darkest=0.7)
    noise = np.random.default_rng(0).normal(0, 40, photo.shape[:2])[:, :, None]
    grainy = np.clip(photo + noise, 0, 255).astype(np.uint8)
    assert _difference(_digit(SEVEN), _digit(grainy)) < 0.5


def test_a_canvas_painted_over_is_full() -> None:
    lines = [np.array([(20.0, y), (260.0, y)]) for y in range(20, 270, 20)]
    assert trace(paint(lines, 30)).problem == "canvas.full"


@pytest.mark.parametrize(
    "picture",
    [
        np.zeros((28, 28)),
        np.zeros(28, np.uint8),
        np.zeros((28, 28, 2), np.uint8),
        np.zeros((0, 28), np.uint8),
        np.zeros((2, 28, 28, 3), np.uint8),
    ],
    ids=["float", "a row", "two colours", "empty", "a film"],
)
def test_what_is_no_picture_is_refused(picture: Pixels) -> None:
    with pytest.raises(UserError, match="no pixels"):
        trace(picture)


@fuzzing(max_examples=25)
@given(
    arrays.arrays(
        np.uint8,
        st.tuples(st.integers(1, 40), st.integers(1, 40), st.sampled_from([3, 4])),
        elements=st.sampled_from([0, 1, 40, 200, 255]),
    )
)
def test_no_pixels_upset_it(picture: Pixels) -> None:
    traced = trace(picture)
    assert (traced.digit is None) != (traced.problem is None)
    if traced.digit is not None:
        assert traced.digit.shape == (28, 28)
        assert 0 <= traced.digit.min() <= traced.digit.max() <= 1


def test_a_drawing_takes_no_noticeable_time() -> None:
    trace(SEVEN)
    started = time.process_time()
    for _ in range(5):
        trace(SEVEN)
    # It takes 15 ms; the bound only catches a step that has become ten times slower.
    assert (time.process_time() - started) / 5 < 0.15


@pytest.mark.parametrize("shape", [(1, 1600), (1600, 1)])
def test_a_sliver_that_leaves_no_ink_is_no_digit(shape: tuple[int, int]) -> None:
    sliver = np.zeros(shape, np.uint8)
    sliver.flat[: sliver.size // 3] = 255
    settings = CanvasSettings(crop=False, stroke=True)
    digit = to_digit(sliver, settings)
    assert digit is None or (np.isfinite(digit).all() and digit.sum() > 1)


def test_large_libraries_wait_until_they_are_needed() -> None:
    # The package's own __init__ may load more, so it is left out.
    code = """
import sys, types
package = sys.modules["anomaly"] = types.ModuleType("anomaly")
package.__path__ = ["anomaly"]
import anomaly.preprocessing.image_file, anomaly.preprocessing.pipeline
from anomaly.figures import axis_of, bin_scores, strip
print({"plotly", "torch", "scipy", "skimage", "sklearn", "pandas", "joblib"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout.strip() == "set()"
