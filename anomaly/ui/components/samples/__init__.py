"""A grid of pictures to click, as a Streamlit component of our own."""

import base64
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from anomaly.text import t
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent
MIN_WIDTH = 150

_component = load_component(
    FOLDER / "samples.js", '<div class="grid" role="group"></div>', [FOLDER / "samples.css"]
)


class SamplesMessage(TypedDict):
    """Message to the browser, declared in ``samples.js``; the answer is ``"chosen"`` with a row.

    Attributes
    ----------
    sheet : str
        All pictures side by side, as a data address.
    ratio : str
        Ratio of a picture's width to its height.
    rows : list of int
    names : list of str
    captions : list of str or None
    label : str
        Name of the grid.
    chosen : int or None
    clickable : bool
    columns : int or ``"auto-fill"``
    min_width : int
        Pixels of a picture, for ``"auto-fill"``.
    """

    sheet: str
    ratio: str
    rows: list[int]
    names: list[str]
    captions: list[str] | None
    label: str
    chosen: int | None
    clickable: bool
    columns: int | Literal["auto-fill"]
    min_width: int


def sample_grid(
    pictures: NDArray[np.uint8],
    rows: Sequence[int],
    names: Sequence[str],
    key: str,
    on_choose: Callable[[], None] | None = None,
    captions: Sequence[str] | None = None,
    chosen: int | None = None,
    columns: int | None = None,
    min_width: int = MIN_WIDTH,
) -> None:
    """Show pictures; the clicked one's row is at ``"chosen"`` under `key` in the session state.

    Parameters
    ----------
    pictures : ndarray
        uint8 (K, H, W) or (K, H, W, 3).
    rows : sequence of int
        (K,) reported by a click.
    names : sequence of str
        (K,) alternative texts.
    key : str
    on_choose : callable, optional
        Called before the script runs for a click; without it, no picture can be clicked.
    captions : sequence of str, optional
        (K,) texts below the pictures.
    chosen : int, optional
        The row to mark.
    columns : int, optional
        Pictures in a row; as many as fit if None.
    min_width : int
        Pixels of a picture where as many columns are made as fit.
    """
    height, width = pictures.shape[1:3]
    message: SamplesMessage = {
        "sheet": sheet_address(pictures),
        "ratio": f"{width} / {height}",
        "rows": list(rows),
        "names": list(names),
        "captions": None if captions is None else list(captions),
        "label": t("samples.grid"),
        "chosen": chosen,
        "clickable": on_choose is not None,
        "columns": "auto-fill" if columns is None else columns,
        "min_width": min_width if columns is None else 0,
    }
    callbacks = {} if on_choose is None else {"on_chosen_change": on_choose}
    _component(key=key, data=message, **callbacks)


def picture_address(picture: NDArray[np.uint8]) -> str:
    """Return a picture, uint8 (H, W) or (H, W, 3), as the data address of a PNG."""
    return sheet_address(picture[None])


def sheet_address(pictures: NDArray[np.uint8]) -> str:
    """Return pictures, uint8 (K, H, W[, 3]), side by side as the data address of a PNG."""
    return _sheet(pictures.shape, pictures.tobytes())


@lru_cache(maxsize=64)
def _sheet(shape: tuple[int, ...], pixels: bytes) -> str:
    """Return pictures side by side as the data address of one PNG."""
    pictures = np.frombuffer(pixels, np.uint8).reshape(shape)
    buffer = io.BytesIO()
    Image.fromarray(np.concatenate(list(pictures), axis=1)).save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
