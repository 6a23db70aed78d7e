"""A drawing as the app keeps it: pen paths on a grid, as a browser sends them and a link has them.

A link carries a version, ``"1"``, and these bytes in URL-safe base64 without padding:

====================  ====================================================
1                     number of strokes
3 + 2n for a stroke   brush, number of points n (two bytes), x, y, x, y, ...
2                     checksum, which a damaged link fails
====================  ====================================================

Longer numbers begin with their highest byte. Differences between points would save nothing over one
byte a coordinate, since after simplification neighbours are some 20 places apart: digits of real
pens make 65 characters in the median, and 104 or fewer for 99 of a hundred.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anomaly.errors import UserError

CANVAS_SIDE = 280  # pixels
GRID = 256  # places along each side of the canvas; a coordinate is one byte
PLACE = CANVAS_SIDE / GRID  # pixels; 1.09375, exact in binary
MAX_STROKES = 200
MAX_POINTS = 4000  # of a drawing
MAX_BRUSH = 100  # pixels
MAX_CODE = 1500  # characters of a drawing in a link
VERSION = "1"

Stroke = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Drawing:
    """Pen paths on a grid of 256 x 256 places over the canvas.

    Attributes
    ----------
    strokes : tuple of tuple of (int, int)
        For each time the pen was down its points (x, y), at least one, x to the right and y
        downwards, each from 0 to 255; at most `MAX_STROKES`, with `MAX_POINTS` points in all.
    widths : tuple of int
        Brush of each stroke in pixels of the canvas, from 1 to `MAX_BRUSH`.

    Raises
    ------
    UserError
        If it is anything else.
    """

    strokes: tuple[Stroke, ...] = ()
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.strokes) > MAX_STROKES or sum(map(len, self.strokes)) > MAX_POINTS:
            raise _too_much()
        numbers = [number for stroke in self.strokes for point in stroke for number in point]
        if (
            len(self.strokes) != len(self.widths)
            or not all(self.strokes)
            or not all(_is_int(number, 0, GRID - 1) for number in numbers)
            or not all(_is_int(width, 1, MAX_BRUSH) for width in self.widths)
        ):
            raise UserError("drawing.unreadable")

    def paths(self) -> list[NDArray[np.float64]]:
        """Return the strokes in pixels of the canvas, each float64 (n, 2)."""
        return [np.array(stroke, np.float64) * PLACE for stroke in self.strokes]


def encode(drawing: Drawing) -> str | None:
    """Return the text that stands for a drawing in a link; `decode` is its exact inverse.

    Returns
    -------
    str or None
        None where it would have more than `MAX_CODE` characters, which is beyond some 550 points.
    """
    content = bytearray([len(drawing.strokes)])
    for stroke, width in zip(drawing.strokes, drawing.widths, strict=True):
        content += bytes([width]) + len(stroke).to_bytes(2)
        content += bytes(number for point in stroke for number in point)
    content += _checksum(content)
    text = VERSION + base64.urlsafe_b64encode(content).decode().rstrip("=")
    return text if len(text) <= MAX_CODE else None


def decode(text: str) -> Drawing:
    """Return the drawing that a link carries, parsed as untrusted input.

    Raises
    ------
    UserError
        With a sentence that says whether the text is damaged or from a newer version.
    """
    if len(text) > MAX_CODE or not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise UserError("drawing.damaged")
    if re.match(f"(?!{VERSION})[1-9]", text):
        raise UserError("drawing.newer")
    try:
        drawing = _unpack(base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)))
    except (UserError, binascii.Error, IndexError):
        raise UserError("drawing.damaged") from None
    if encode(drawing) != text:  # cut, with a wrong checksum, or with bytes left over
        raise UserError("drawing.damaged")
    return drawing


def parse(message: object) -> Drawing:
    """Return the drawing that a browser sends, parsed as untrusted input.

    Parameters
    ----------
    message : object
        Any JSON; the page's is ``{"strokes": [[x0, y0, x1, y1, ...], ...], "widths": [18, ...]}``,
        numbers as in `Drawing`.

    Raises
    ------
    UserError
        If it is no drawing, or has too many strokes or points.
    """
    if not isinstance(message, Mapping):
        raise UserError("drawing.unreadable")
    strokes, widths = message.get("strokes"), message.get("widths")
    if not (isinstance(strokes, list) and isinstance(widths, list)):
        raise UserError("drawing.unreadable")
    if not all(isinstance(stroke, list) and len(stroke) % 2 == 0 for stroke in strokes):
        raise UserError("drawing.unreadable")
    # Before anything is made of them: a message may hold millions.
    if len(strokes) > MAX_STROKES or sum(map(len, strokes)) > 2 * MAX_POINTS:
        raise _too_much()
    return Drawing(tuple(_points(stroke) for stroke in strokes), tuple(widths))


def to_message(drawing: Drawing) -> dict[str, list[Any]]:
    """Return a drawing as a browser sends it, which `parse` reads."""
    return {
        "strokes": [[number for point in stroke for number in point] for stroke in drawing.strokes],
        "widths": list(drawing.widths),
    }


def _unpack(content: bytes) -> Drawing:
    """Return the drawing in a link's bytes; those beyond its strokes are not looked at."""
    strokes, widths, start = [], [], 1
    for _ in range(content[0]):
        end = start + 3 + 2 * int.from_bytes(content[start + 1 : start + 3])
        widths.append(content[start])
        strokes.append(_points(content[start + 3 : end]))
        start = end
    return Drawing(tuple(strokes), tuple(widths))


def _points(numbers: bytes | list[int]) -> Stroke:
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))


def _checksum(content: bytes | bytearray) -> bytes:
    return (zlib.crc32(content) & 0xFFFF).to_bytes(2)


def _too_much() -> UserError:
    return UserError("drawing.too_much", strokes=MAX_STROKES, points=MAX_POINTS)


def _is_int(value: object, low: int, high: int) -> bool:
    """Return whether a value is an integer in [low, high]; a bool is not one."""
    return type(value) is int and low <= value <= high
