"""A drawing survives its link exactly, and nothing else is taken for one."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import (
    MAX_CODE,
    MAX_POINTS,
    MAX_STROKES,
    Drawing,
    decode,
    encode,
    parse,
)

TWO = Drawing((((10, 20), (30, 40), (50, 60)), ((255, 0),)), (8, 30))
LINK = "1AggAAwoUHigyPB4AAf8AKq0"  # of TWO

places = some.integers(0, 255)
strokes = some.lists(some.tuples(places, places), min_size=1, max_size=20).map(tuple)


@some.composite
def drawings(draw: some.DrawFn) -> Drawing:
    paths = tuple(draw(some.lists(strokes, max_size=6)))
    widths = tuple(draw(some.integers(1, 100)) for _ in paths)
    return Drawing(paths, widths)


def long_drawing(points: int) -> Drawing:
    return Drawing((tuple((n % 256, n // 256) for n in range(points)),), (18,))


def message_of(drawing: Drawing) -> dict[str, object]:
    flat = [[number for point in stroke for number in point] for stroke in drawing.strokes]
    return {"strokes": flat, "widths": list(drawing.widths)}


@given(drawings())
def test_a_drawing_survives_its_link(drawing: Drawing) -> None:
    text = encode(drawing)
    assert text is not None
    assert decode(text) == drawing


@given(drawings())
def test_a_drawing_survives_the_browsers_message(drawing: Drawing) -> None:
    assert parse(json.loads(json.dumps(message_of(drawing)))) == drawing


def test_links_of_this_version_stay_readable() -> None:
    assert encode(TWO) == LINK
    assert decode(LINK) == TWO


def test_its_paths_are_in_pixels_of_the_canvas() -> None:
    first, second = TWO.paths()
    np.testing.assert_array_equal(first, [[10.9375, 21.875], [32.8125, 43.75], [54.6875, 65.625]])
    assert second.tolist() == [[278.90625, 0]]
    assert first.dtype == np.float64


@given(drawings(), some.data())
def test_a_link_cut_anywhere_is_told_as_damaged(drawing: Drawing, data: some.DataObject) -> None:
    text = encode(drawing) or ""
    with pytest.raises(UserError, match="damaged or cut off"):
        decode(text[: data.draw(some.integers(0, len(text) - 1))])


@given(drawings(), some.data())
def test_a_link_with_a_wrong_character_is_refused(drawing: Drawing, data: some.DataObject) -> None:
    text = encode(drawing) or ""
    index = data.draw(some.integers(0, len(text) - 1))
    wrong = data.draw(some.characters(min_codepoint=33, max_codepoint=126))
    changed = text[:index] + wrong + text[index + 1 :]
    if changed != text:
        with pytest.raises(UserError):
            decode(changed)


def test_a_link_from_a_newer_version_is_told_as_that() -> None:
    with pytest.raises(UserError, match="newer version"):
        decode("2" + LINK[1:])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "2<script>",
        "０" + LINK[1:],
        f"{LINK}=",
        f"{LINK}\n",
        LINK[:-1] + "1",  # the same bytes, written otherwise
        "1" + "A" * MAX_CODE,
        "1_____",  # 255 strokes
        "1" * 1_000_000,
    ],
)
def test_anything_else_in_a_link_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="damaged"):
        decode(text)


def test_a_drawing_too_long_for_a_link_has_none() -> None:
    assert len(encode(long_drawing(550)) or "") <= MAX_CODE
    assert encode(long_drawing(570)) is None
    assert encode(long_drawing(MAX_POINTS)) is None


@pytest.mark.parametrize(
    "number", [-1, 256, 1.0, 0.5, float("nan"), 1e308, 10**400, True, None, "1", [1], {}]
)
def test_what_is_no_place_and_no_brush_is_refused(number: object) -> None:
    with pytest.raises(UserError, match="not a drawing"):
        parse({"strokes": [[1, 2, number, 4]], "widths": [18]})
    with pytest.raises(UserError, match="not a drawing"):
        parse({"strokes": [[1, 2, 3, 4]], "widths": [number]})


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        "strokes",
        {},
        {"strokes": [[1, 2]]},
        {"strokes": [[1, 2]], "widths": []},
        {"strokes": [], "widths": [18]},
        {"strokes": [[]], "widths": [18]},
        {"strokes": [[1, 2, 3]], "widths": [18]},
        {"strokes": [[[1, 2]]], "widths": [18]},
        {"strokes": ["12"], "widths": [18]},
        {"strokes": {"0": [1, 2]}, "widths": [18]},
        {"strokes": [[1, 2]], "widths": {"0": 18}},
    ],
)
def test_a_message_that_is_no_drawing_is_refused(message: object) -> None:
    with pytest.raises(UserError, match="not a drawing"):
        parse(message)


@pytest.mark.parametrize(
    "strokes",
    [
        [[1, 2]] * (MAX_STROKES + 1),
        [[1, 2]] * 10_000,
        [[1, 2] * (MAX_POINTS + 1)],
        [[1, 2] * 1_000_000],
    ],
)
def test_too_many_strokes_or_points_are_told_as_that(strokes: list[list[int]]) -> None:
    with pytest.raises(UserError, match=f"more than {MAX_STROKES} strokes or {MAX_POINTS} points"):
        parse({"strokes": strokes, "widths": [18] * len(strokes)})


def test_the_largest_drawing_is_taken() -> None:
    stroke = [1, 2] * (MAX_POINTS // MAX_STROKES)
    message = {"strokes": [stroke] * MAX_STROKES, "widths": [18] * MAX_STROKES}
    assert len(parse(message).strokes) == MAX_STROKES


def test_no_other_drawing_can_be_made() -> None:
    with pytest.raises(UserError):
        Drawing((((256, 0),),), (18,))
