"""From pen paths to 28x28 digits, in Python and in the page alike."""

from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import ndimage

from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.drawing import CANVAS_SIDE
from anomaly.preprocessing.pipeline import CanvasSettings, to_digit
from anomaly.preprocessing.stroke_steps import trace_strokes
from anomaly.preprocessing.strokes import digit_from_strokes, judge_strokes
from tests.support import pens
from tests.support.page_pen import judge_in_node
from tests.support.strokes import BRUSHES, Drawing, Points, drawings, paint, strokes_of
from tests.support.styles import STYLES

SWITCHES = ("crop", "stroke", "centre")
SEVEN = strokes_of(7, "crossbar", 16, height=180)
FIRST_STYLES = [(label, next(iter(styles))) for label, styles in STYLES.items()]


def digit_of(strokes: list[Points], width: float = 18, **steps: bool) -> Floats:
    digit = digit_from_strokes(strokes, width, replace(CanvasSettings(), **steps))
    assert digit is not None
    return digit


def line(*points: tuple[float, float]) -> Points:
    return np.array(points, np.float64)


def test_a_digit_is_28_by_28_bright_on_dark() -> None:
    digit = digit_of(SEVEN)
    assert digit.shape == (28, 28)
    assert digit.dtype == np.float32
    assert digit.min() == 0
    assert 0.95 < digit.max() <= 1


@pytest.mark.parametrize(("label", "style"), FIRST_STYLES)
def test_the_brush_does_not_matter(label: int, style: str) -> None:
    strokes = strokes_of(label, style, 20)
    digit, *others = (digit_of(strokes, width) for width in (1, 6, 18, 36))
    assert all(np.array_equal(digit, other) for other in others)
    thin, fat = (digit_of(strokes, width, stroke=False) for width in (6, 36))
    assert fat.sum() > 1.5 * thin.sum()


@pytest.mark.parametrize(("label", "style"), FIRST_STYLES)
def test_place_and_size_on_the_canvas_do_not_matter(label: int, style: str) -> None:
    strokes = strokes_of(label, style, 10, height=100, position=(0, 0))
    digit = digit_of(strokes)
    moved = [stroke + np.array([130, 90]) for stroke in strokes]
    larger = [stroke * 2.5 for stroke in strokes]
    assert np.abs(digit - digit_of(moved)).max() < 1e-5
    assert np.abs(digit - digit_of(larger)).max() < 1e-5


def test_points_between_two_others_do_not_matter() -> None:
    few = line((60, 40), (200, 240))
    many = np.linspace(few[0], few[1], 300)
    assert np.abs(digit_of([few]) - digit_of([many])).max() < 1e-6


def test_the_pen_may_be_lifted_within_a_line_and_drawn_backwards() -> None:
    whole = digit_of([line((60, 40), (130, 140), (200, 240))])
    parts = [line((130, 140), (60, 40)), line((130, 140), (200, 240))]
    assert np.abs(whole - digit_of(parts)).max() < 1e-6


def test_each_stroke_may_have_a_brush_of_its_own() -> None:
    strokes = [line((90, 60), (90, 220)), line((190, 60), (190, 220))]
    digit = digit_from_strokes(strokes, [30, 8], CanvasSettings(stroke=False))
    assert digit is not None
    assert digit[:, :14].sum() > 2 * digit[:, 14:].sum()
    even = digit_from_strokes(strokes, [30, 8])
    assert even is not None
    assert np.array_equal(even, digit_of(strokes))


@pytest.mark.parametrize(
    "drawing", list(drawings(1, seed=3, brushes=(12,))), ids=lambda one: one.style
)
def test_a_digit_fills_its_box_with_its_mass_in_the_middle(drawing: Drawing) -> None:
    digit = digit_of(drawing.strokes)
    rows, columns = np.flatnonzero(digit.any(axis=1)), np.flatnonzero(digit.any(axis=0))
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    assert np.abs(np.array(ndimage.center_of_mass(digit)) - 14).max() <= 0.5 + 1e-3


def test_a_digit_is_what_a_picture_of_it_makes() -> None:
    """By one whole pixel's shift at most, where a centre of mass lies between two."""
    for drawing in drawings(1, seed=5, brushes=(16,)):
        digit, from_picture = digit_of(drawing.strokes), to_digit(drawing.picture)
        assert from_picture is not None
        shifts = product((-1, 0, 1), repeat=2)
        apart = min(np.abs(np.roll(digit, shift, (0, 1)) - from_picture).sum() for shift in shifts)
        assert apart / digit.sum() < 0.45, drawing.style


def test_centring_by_the_box_alone_leaves_the_mass_where_it_is() -> None:
    heavy = [line((60, 40), (60, 240)), *(line((60, y), (110, y)) for y in (40, 55, 70)),
             line((60, 240), (220, 240))]  # fmt: skip
    by_box = digit_of(heavy, centre=False)
    ink = np.argwhere(by_box > 0)
    assert np.abs((ink.min(axis=0) + ink.max(axis=0)) / 2 - 13.5).max() <= 0.5
    assert np.abs(np.array(ndimage.center_of_mass(by_box)) - 14).max() > 1
    assert np.abs(np.array(ndimage.center_of_mass(digit_of(heavy))) - 14).max() <= 0.5 + 1e-3


def test_without_cropping_a_small_digit_stays_small() -> None:
    small = strokes_of(1, "plain", 10, height=84, position=(0, 0))
    rows = np.flatnonzero(digit_of(small, crop=False).any(axis=1))
    assert 5 <= np.ptp(rows) + 1 <= 8
    assert np.ptp(np.flatnonzero(digit_of(small).any(axis=1))) + 1 == 20


def test_with_no_step_at_all_the_whole_canvas_is_made_small() -> None:
    strokes = strokes_of(1, "plain", 20, height=140, position=(0, 0))
    digit = digit_of(strokes, 20, crop=False, stroke=False, centre=False)
    picture = paint(strokes, 20)[:, :, 0]
    small = picture.reshape(20, 14, 20, 14).mean(axis=(1, 3)) / 255
    assert np.count_nonzero(digit) == np.count_nonzero(digit[4:24, 4:24])
    assert np.abs(digit[4:24, 4:24] - small).max() < 0.2
    assert digit.sum() == pytest.approx(small.sum(), rel=0.05)


@pytest.mark.parametrize("step", SWITCHES)
def test_each_step_can_be_looked_at_and_switched_off(step: str) -> None:
    drawing = strokes_of(7, "plain", 30, height=120, position=(0.1, 0.2))
    whole = trace_strokes(drawing, 30)
    assert [taken.name for taken in whole.steps] == ["ink", "crop", "stroke", "fit", "centre"]
    assert whole.steps[-1].picture is whole.digit
    for taken in whole.steps[:3]:
        assert max(taken.picture.shape) == 112
        assert 0 <= taken.picture.min() <= taken.picture.max() <= 1
    assert max(whole.steps[3].picture.shape) == 20
    without = trace_strokes(drawing, 30, replace(CanvasSettings(), **{step: False}))
    assert without.digit is not None
    assert whole.digit is not None
    assert not np.array_equal(without.digit, whole.digit)
    assert (step in [taken.name for taken in without.steps]) == (step == "centre")


def test_the_step_of_the_even_stroke_is_thinner_than_a_fat_brush() -> None:
    steps = {step.name: step.picture for step in trace_strokes(SEVEN, 40).steps}
    assert steps["stroke"].mean() < 0.6 * steps["crop"].mean()


@pytest.mark.parametrize("strokes", [[], [np.empty((0, 2))], [[]]])
def test_nothing_is_blank(strokes: list[npt.ArrayLike]) -> None:
    assert judge_strokes(strokes) == (None, "canvas.blank")
    assert trace_strokes(strokes).steps == ()


@pytest.mark.parametrize(
    "stroke",
    [line((140, 140)), line((140, 140), (140, 140)), line((140, 140), (146, 144)),
     line((140, 140), (146, 140), (140, 146), (140, 140))],
)  # fmt: skip
@pytest.mark.parametrize("width", [18, 30])
def test_a_resting_pen_is_a_dot(stroke: Points, width: float) -> None:
    assert judge_strokes([stroke], width) == (None, "canvas.dot")
    traced = trace_strokes([stroke], width)
    assert [step.name for step in traced.steps] == ["ink"]
    assert traced.problem == "canvas.dot"


def test_a_short_1_is_no_dot() -> None:
    assert digit_from_strokes([line((140, 100), (140, 140))], 18) is not None


def test_two_dots_apart_are_no_dot() -> None:
    assert digit_from_strokes([line((80, 80)), line((200, 200))], 18) is not None


def test_a_filled_surface_is_no_digit() -> None:
    rows = np.arange(10, 280, 20.0)
    zigzag = np.array([(x, y) for y in rows for x in (10, 270)])
    assert judge_strokes([zigzag], 30) == (None, "canvas.full")


@pytest.mark.parametrize("speck", [line((20, 20)), line((260, 250), (261, 250))])
def test_a_speck_beside_a_digit_is_dirt(speck: Points) -> None:
    assert np.array_equal(digit_of([*SEVEN, speck], 3), digit_of(SEVEN, 3))
    kept = digit_from_strokes([*SEVEN, speck], 3, replace(CanvasSettings(), speck_share=0.0))
    assert kept is not None
    assert not np.array_equal(kept, digit_of(SEVEN, 3))


def test_a_bar_is_no_speck() -> None:
    *others, bar = strokes_of(7, "crossbar", 12, height=180)
    assert not np.array_equal(digit_of([*others, bar], 12), digit_of(others, 12))


@pytest.mark.parametrize("side", [100, 280, 1000])
def test_a_canvas_of_any_size_makes_the_same_digit(side: float) -> None:
    scale = side / CANVAS_SIDE
    digit = digit_from_strokes([stroke * scale for stroke in SEVEN], 18 * scale, side=side)
    assert digit is not None
    assert np.abs(digit - digit_of(SEVEN)).max() < 1e-5


@pytest.mark.parametrize(
    "strokes",
    [
        [[1, 2, 3]],
        [[[1, 2, 3]]],
        [[[1], [2]]],
        [[[[1, 2]]]],
        [[[1, 2], [3]]],
        [[["a", "b"]]],
        [[[None, 1]]],
        [7],
        7,
        None,
        [[[float("nan"), 1], [2, 2]]],
        [[[float("inf"), 1], [2, 2]]],
        [[[1e308, 1], [2, 2]]],
        [[[0, 0], [1, 1]], [[-1e308, 1]]],
    ],
)
def test_what_is_no_path_is_refused_in_a_sentence(strokes: list[npt.ArrayLike]) -> None:
    with pytest.raises(UserError, match="pen paths"):
        digit_from_strokes(strokes)
    with pytest.raises(UserError, match="pen paths"):
        trace_strokes(strokes)


@pytest.mark.parametrize(
    "width", [0, -1, float("nan"), float("inf"), 1e308, "fat", None, [18, 18], []]
)
def test_a_width_that_is_none_is_refused_in_a_sentence(width: float) -> None:
    with pytest.raises(UserError, match="pen paths"):
        digit_from_strokes([line((60, 40), (200, 240))], width)


coordinates = some.floats(-1000, 1000) | some.sampled_from([0.0, 140.0, 280.0, -1e6, 1e6, 1e-300])
paths = some.lists(
    some.lists(some.tuples(coordinates, coordinates), max_size=8), max_size=4
)  # fmt: skip


@settings(max_examples=60)
@given(paths, some.floats(0.01, 1000), some.tuples(*[some.booleans()] * 3))
def test_any_paths_make_a_digit_or_a_reason(
    strokes: list[npt.ArrayLike], width: float, steps: tuple[bool, ...]
) -> None:
    chosen = replace(CanvasSettings(), **dict(zip(SWITCHES, steps, strict=True)))
    digit, problem = judge_strokes(strokes, width, chosen)
    assert (digit is None) != (problem is None)
    if digit is not None:
        assert digit.shape == (28, 28)
        assert 0 <= digit.min() <= digit.max() <= 1


def random_drawings(count: int) -> list[Drawing]:
    """Draw scribbles of up to four strokes, dots and specks among them."""
    rng, found = np.random.default_rng(8), []
    for _ in range(count):
        walks = [
            rng.uniform(0, CANVAS_SIDE, 2) + rng.normal(0, rng.uniform(1, 40), (size, 2)).cumsum(0)
            for size in rng.integers(1, 30, rng.integers(1, 5))
        ]
        strokes = [np.clip(walk, 0, CANVAS_SIDE - 2) for walk in walks]
        found.append(Drawing(0, "scribble", int(rng.choice(BRUSHES)), strokes))
    return found


def real_drawings(count: int) -> list[Drawing]:
    """Return real pens' digits where they are there, else some of a made-up hand."""
    if (pens.FOLDER / pens.FILE).exists():
        return list(pens.pens(pens.FOLDER, count // 10, (14,), seed=4))
    return list(drawings(max(1, count // 60), seed=4, brushes=(6, 36)))


@pytest.mark.parametrize("steps", list(product((True, False), repeat=3)), ids=str)
def test_the_page_makes_the_same_digits(steps: tuple[bool, ...]) -> None:
    chosen = replace(CanvasSettings(), **dict(zip(SWITCHES, steps, strict=True)))
    drawn = random_drawings(150) + real_drawings(150)
    problems = set()
    for drawing, page in zip(drawn, judge_in_node(drawn, chosen), strict=True):
        digit, problem = judge_strokes(page.strokes, drawing.width, chosen)
        problems.add(problem)
        assert page.problem == (problem and problem.removeprefix("canvas."))
        if digit is not None:
            assert page.digit is not None
            assert np.abs(digit - page.digit).max() < 1e-6
    assert {None, "canvas.dot"} <= problems
