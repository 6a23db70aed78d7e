"""Digits that people wrote with real pens, drawn on the app's canvas.

A folder holds them as ``pens.jsonl.gz``, made from "Pen-Based Recognition of Handwritten Digits"
(Alpaydin and Alimoglu, UCI Machine Learning Repository, 1996): an object a line with `label`,
`writer`, and `strokes`, which are lists of [x, y] in the tablet's units, y downwards.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tests.support.server import PROJECT
from tests.support.strokes import CANVAS, Drawing, Points

FOLDER = PROJECT.parent / "shared" / "pens"
FILE = "pens.jsonl.gz"
# Writers by which choices are made, and others that published figures are of.
DEVELOPMENT = (*range(1, 30, 2), 30)
REPORTED = tuple(range(2, 29, 2))
SIZES = (60.0, 230.0)  # pixels of the canvas along a digit's longer side, with its ink


def pens(
    folder: Path, per_digit: int, brushes: tuple[int, ...], seed: int, writers: str = "all"
) -> Iterator[Drawing]:
    """Yield digits of real pens, each with every brush; the same for the same seed.

    Parameters
    ----------
    folder : Path
    per_digit : int
        How many of each label at most, picked at random.
    brushes : tuple of int
        Widths in pixels of the canvas.
    seed : int
        Decides which, and their sizes and places.
    writers : str
        ``"even"`` or ``"odd"`` for half of the writers, by their numbers; or ``"all"``.
    """
    rng = np.random.default_rng(seed)
    counts = dict.fromkeys(range(10), 0)
    records = read_records(folder)
    for index in rng.permutation(len(records)):
        record = records[index]
        size, place = rng.uniform(*SIZES), rng.uniform(size=2)
        label, writer = record["label"], record["writer"]
        if writers == ("odd", "even")[writer % 2] or counts[label] == per_digit:
            continue
        counts[label] += 1
        strokes = [np.array(stroke, np.float64) for stroke in record["strokes"]]
        for width in brushes:
            # As of the drawings made up: a fat brush draws nothing small.
            fitted = _fit(strokes, max(size, 3.0 * width), place, width)
            yield Drawing(label, f"writer {writer}", width, fitted)


def written_by(
    folder: Path, writers: tuple[int, ...], width: int, seed: int
) -> list[tuple[int, Drawing]]:
    """Return all digits of some writers with a brush, each with its writer's number.

    Parameters
    ----------
    folder : Path
    writers : tuple of int
    width : int
        Of the brush, in pixels of the canvas.
    seed : int
        Decides sizes and places.
    """
    rng = np.random.default_rng(seed)
    found = []
    for record in read_records(folder):
        size, place, writer = rng.uniform(*SIZES), rng.uniform(size=2), record["writer"]
        if writer in writers:
            strokes = [np.array(stroke, np.float64) for stroke in record["strokes"]]
            fitted = _fit(strokes, size, place, width)
            found.append((writer, Drawing(record["label"], f"writer {writer}", width, fitted)))
    return found


def read_records(folder: Path) -> list[dict[str, Any]]:
    """Return all digits, each as the file has it."""
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _fit(strokes: list[Points], size: float, place: Points, width: int) -> list[Points]:
    """Scale strokes to a size with their ink, and move them to a place in the free room."""
    points = np.concatenate(strokes)
    low, span = points.min(axis=0), np.ptp(points, axis=0)
    scale = (size - width) / max(float(span.max()), 1.0)
    shift = width / 2 + (CANVAS - width - span * scale) * place
    return [(stroke - low) * scale + shift for stroke in strokes]
