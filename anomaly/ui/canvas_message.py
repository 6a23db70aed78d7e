"""What a browser tells of the canvas, read as the words of a stranger."""

import base64
import binascii
from typing import Any

MOST_STROKES = 2000
MOST_BYTES = 500_000  # of a picture; noise all over the canvas makes 310,000
PREFIX = "data:image/png;base64,"
Strokes = list[dict[str, Any]]


def read_drawing(told: object) -> tuple[Strokes, bytes | None]:
    """Return the strokes on a canvas, and the PNG that it made of them.

    Parameters
    ----------
    told : object
        Any JSON; the component's is ``{"raw": {"objects": [...]}, "data": "data:image/png;..."}``.

    Returns
    -------
    strokes : list of dict
        None where the message makes no sense.
    picture : bytes or None
        At most `MOST_BYTES`; None where there is none yet.
    """
    if not isinstance(told, dict):
        return [], None
    raw = told.get("raw")
    objects = raw.get("objects") if isinstance(raw, dict) else None
    if not isinstance(objects, list) or len(objects) > MOST_STROKES:
        return [], None
    strokes = [stroke for stroke in objects if isinstance(stroke, dict)]
    return strokes, _picture(told.get("data"))


def _picture(data: object) -> bytes | None:
    if not isinstance(data, str) or not data.startswith(PREFIX) or len(data) > 2 * MOST_BYTES:
        return None
    try:
        picture = base64.b64decode(data.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return None
    return picture if len(picture) <= MOST_BYTES else None
