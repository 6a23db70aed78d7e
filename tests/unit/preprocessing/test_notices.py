"""Signs that a drawing or a picture is not one digit on even ground."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from anomaly.preprocessing.notices import notices_on_strokes
from anomaly.preprocessing.pipeline import trace
from tests.support import photos
from tests.support.photos import Pixels
from tests.support.strokes import BRUSHES, Points, draw, drawings, paint, strokes_of
from tests.support.styles import STYLES


def upright(x: float, top: float = 60, bottom: float = 220) -> Points:
    return np.array([(x, top), (x + 3, (top + bottom) / 2), (x, bottom)], float)


def slanted(x: float) -> Points:
    return np.array([(x + 60, 60), (x, 220)], float)


def beside(strokes: list[Points], right: float) -> list[Points]:
    """Return strokes moved to the right."""
    return [stroke + np.array([right, 0.0]) for stroke in strokes]


def scribble(left: float, right: float, step: float) -> Points:
    """Return a zigzag that fills the rows between 90 and 190."""
    rows = np.arange(90, 190, step)
    return np.array([((left, right)[n % 2], y) for n, y in enumerate(rows)], float)


@pytest.mark.parametrize(
    "strokes",
    [
        [upright(100), upright(180)],
        [upright(70), upright(140), upright(210)],
        [slanted(70), slanted(130)],
        [upright(60), *beside(strokes_of(5, "apart", 12, height=160), 60)],
        [*beside(strokes_of(0, next(iter(STYLES[0])), 12, height=120), -60), upright(210)],
    ],
    ids=["11", "111", "//", "15", "01"],
)
@pytest.mark.parametrize("width", [8, 18])
def test_digits_side_by_side_are_noticed(strokes: list[Points], width: int) -> None:
    assert notices_on_strokes(strokes, width) == ("several",)


def test_no_way_to_draw_a_digit_is_noticed() -> None:
    """Styles with crossbars, flags, feet and strokes that do not touch among them."""
    noticed = [
        (drawing.label, drawing.style, drawing.width)
        for drawing in drawings(per_style=2, seed=5, brushes=BRUSHES)
        if notices_on_strokes(drawing.strokes, drawing.width)
    ]
    assert noticed == []


@pytest.mark.parametrize(
    "strokes",
    [
        [upright(100), np.array([(60.0, 222), (150, 222)])],
        [np.array([(80.0, 60), (80, 150), (150, 150)]), upright(165, 60)],
        [upright(140), np.array([(140.0, 30), (141, 31)])],
        [np.array([(60.0, 140), (220, 140)])],
        [np.array([(60.0, 80), (220, 80)]), np.array([(60.0, 200), (220, 200)])],
    ],
    ids=[
        "a foot",
        "a 4 whose strokes do not meet",
        "a dot above",
        "a bar",
        "bars below each other",
    ],
)
def test_strokes_apart_can_be_one_digit(strokes: list[Points]) -> None:
    assert notices_on_strokes(strokes, 12) == ()


@pytest.mark.parametrize(("step", "width"), [(8, 18), (16, 18), (12, 30)])
def test_a_scribble_that_fills_an_area_is_noticed(step: float, width: int) -> None:
    assert notices_on_strokes([scribble(80, 200, step)], width) == ("filled",)


def test_nothing_and_dirt_are_no_digits() -> None:
    assert notices_on_strokes([]) == ()
    speck = np.array([(260.0, 100), (260, 101)])
    assert notices_on_strokes([upright(100, 20, 260), speck], 4) == ()


def noticed(picture: Pixels) -> tuple[str, ...]:
    traced = trace(picture, is_file=True)
    assert traced.digit is not None or traced.problem is not None
    return traced.notices


def photographed(label: int, seed: int) -> Pixels:
    style = list(STYLES[label])[seed % len(STYLES[label])]
    return draw(label, style, (8, 14, 20)[seed % 3], height=(120, 200)[seed % 2])


@pytest.mark.parametrize("label", STYLES)
@pytest.mark.parametrize(
    "light",
    [
        {"darkest": 0.3},
        {"shadow": 0.45},
        {"shadow": 0.5, "darkest": 0.85, "grain": 10.0},
        {"grain": 20.0},
        {"rim": True},
    ],
    ids=["gradient", "shadow", "dim shadow", "grain", "a table's edge"],
)
def test_a_digit_on_paper_is_not_noticed_in_any_light(label: int, light: dict[str, Any]) -> None:
    assert noticed(photos.paper_photo(photographed(label, label), label, **light)) == ()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "make",
    [
        photos.metal,
        lambda seed: photos.metal(seed, scratch=True),
        photos.wood,
        photos.noise,
        photos.disc,
        lambda seed: photos.disc(seed, ground="wood"),
    ],
    ids=["metal", "scratched metal", "wood", "noise", "a disc on paper", "a disc on wood"],
)
def test_a_surface_or_a_thing_is_noticed_unless_there_is_nothing_to_judge(
    make: Callable[[int], Pixels], seed: int
) -> None:
    traced = trace(make(seed), is_file=True)
    assert traced.digit is None or traced.notices == ("ground",)


def test_most_surfaces_are_judged_and_noticed() -> None:
    """Else the test above would say nothing."""
    made = [photos.metal(seed, scratch=seed % 2 == 0) for seed in range(4)]
    assert sum(noticed(picture) == ("ground",) for picture in made) >= 3


def test_a_filled_shape_on_even_ground_is_noticed() -> None:
    picture = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(picture).polygon([(200, 40), (330, 260), (70, 260)], fill="navy")
    assert noticed(np.asarray(picture)) == ("filled",)


def test_two_digits_in_a_picture_are_noticed() -> None:
    picture = paint([upright(100), upright(180)], 14)
    assert noticed(picture) == ("several",)
    assert noticed(photos.paper_photo(picture)) == ("several",)


@pytest.mark.parametrize("side", [28, 56, 1000])
def test_a_digit_of_any_size_is_not_noticed(side: int) -> None:
    for label, styles in STYLES.items():
        digit = draw(label, next(iter(styles)), 20, height=200)
        small = Image.fromarray(digit).resize((side, side), Image.Resampling.BOX)
        assert noticed(np.asarray(small)) == ()


def test_the_original_of_a_file_comes_with_its_steps() -> None:
    photo = photos.paper_photo(draw(7, "plain", 14))
    original = trace(photo, is_file=True).original
    assert original is not None
    assert original.shape == (280, 280, 3)
    assert np.abs(original.mean(axis=(0, 1)) - photo.mean(axis=(0, 1))).max() < 3
    assert trace(photo).original is None
