"""The browser's message about the canvas, parsed as untrusted input."""

import base64
import binascii
import io

from PIL import Image, ImageDraw

from anomaly.ui.session.session import Strokes
from anomaly.validation import is_number

MAX_STROKES = 2000
MAX_PIECES = 5000  # of a stroke
OVERSAMPLING = 4  # along each side while strokes are painted
MAX_BYTES = 500_000  # of a picture; noise all over the canvas makes 310,000
PREFIX = "data:image/png;base64,"


def read_drawing(message: object) -> tuple[Strokes, bytes | None]:
    """Return the strokes on a canvas, and the PNG that it made of them.

    Parameters
    ----------
    message : object
        Any JSON; the component's is ``{"raw": {"objects": [...]}, "data": "data:image/png;..."}``.

    Returns
    -------
    strokes : list of dict
        Empty where the message makes no sense.
    picture : bytes or None
        At most `MAX_BYTES`; None where there is none yet.
    """
    if not isinstance(message, dict):
        return [], None
    raw = message.get("raw")
    objects = raw.get("objects") if isinstance(raw, dict) else None
    if not isinstance(objects, list) or len(objects) > MAX_STROKES:
        return [], None
    strokes = [stroke for stroke in objects if isinstance(stroke, dict)]
    return strokes, _picture(message.get("data"))


def _picture(data: object) -> bytes | None:
    if not isinstance(data, str) or not data.startswith(PREFIX) or len(data) > 2 * MAX_BYTES:
        return None
    try:
        picture = base64.b64decode(data.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return None
    return picture if len(picture) <= MAX_BYTES else None


def paint(strokes: Strokes, side: int) -> bytes:
    """Return a PNG of strokes, `side` pixels wide, for where the canvas has not made one.

    It differs from the canvas' own at the edges of the ink only. What makes no sense is left out.
    """
    fine = Image.new("L", (OVERSAMPLING * side, OVERSAMPLING * side))
    pen = ImageDraw.Draw(fine)
    for stroke in strokes:
        width = stroke.get("strokeWidth")
        half = OVERSAMPLING * (width if is_number(width, 1, side) else 1) / 2
        points = [(OVERSAMPLING * x, OVERSAMPLING * y) for x, y in _points(stroke.get("path"))]
        pen.line(points, fill=255, width=round(2 * half))
        for x, y in points:
            pen.ellipse((x - half, y - half, x + half, y + half), fill=255)
    buffer = io.BytesIO()
    fine.resize((side, side), Image.Resampling.BOX).save(buffer, "PNG")
    return buffer.getvalue()


def _points(path: object) -> list[tuple[float, float]]:
    """Return points along an SVG path of straight and quadratic pieces."""
    points: list[tuple[float, float]] = []
    for piece in path[:MAX_PIECES] if isinstance(path, list) else []:
        numbers = piece[1:] if isinstance(piece, list) else []
        if len(numbers) not in (2, 4) or not all(
            is_number(number, -1e4, 1e4) for number in numbers
        ):
            continue
        x, y = numbers[-2:]
        if len(numbers) == 4 and points:
            (x0, y0), (x1, y1) = points[-1], numbers[:2]
            for t in (0.25, 0.5, 0.75):
                a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
                points.append((a * x0 + b * x1 + c * x, a * y0 + b * y1 + c * y))
        points.append((x, y))
    return points
