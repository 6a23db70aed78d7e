"""What a page says it keeps of drawings, parsed as a stranger's word."""

import pytest

from anomaly.ui.components.collect import read_kept

STROKES = {"strokes": [[1, 2, 3, 4]], "widths": [18]}


def test_drawings_that_were_not_taken_come_in_their_order() -> None:
    message = [
        {"number": number, "kind": kind, **STROKES}
        for number, kind in ((7, "anomaly"), (5, "normal"), (4, "normal"))
    ]
    kept = read_kept(message, 4)
    assert [(one.number, one.is_anomaly) for one in kept] == [(5, False), (7, True)]
    assert kept[0].drawing.strokes == (((1, 2), (3, 4)),)


@pytest.mark.parametrize(
    "message",
    [
        None,
        "normal",
        {"number": 5},
        [5, None, []],
        [{"number": "5", "kind": "normal", **STROKES}],
        [{"number": 2**60, "kind": "normal", **STROKES}],
        [{"number": float("nan"), "kind": "normal", **STROKES}],
        [{"number": 5, "kind": "other", **STROKES}],
        [{"number": 5, "kind": "normal", "strokes": [[1, 999]], "widths": [18]}],
        [{"number": 5, "kind": "normal", "strokes": "x", "widths": []}],
    ],
)
def test_what_makes_no_sense_is_left_out(message: object) -> None:
    assert read_kept(message, 0) == []
