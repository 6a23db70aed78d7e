"""A grid of pictures to click, as a Streamlit component of our own."""

import base64
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from anomaly.text import t
from anomaly.ui.components.loader import load_component

MIN_WIDTH = 150
_component = load_component(Path(__file__).parent, '<div class="grid" role="group"></div>')


def sample_grid(
    pictures: NDArray[np.uint8],
    rows: Sequence[int],
    names: Sequence[str],
    key: str,
    on_choose: Callable[[], None] | None = None,
    captions: Sequence[str] | None = None,
    chosen: int | None = None,
    columns: int | None = None,
    least_width: int = MIN_WIDTH,
) -> None:
    """Show pictures; what was clicked is at ``"chosen"`` under `key` in the session state.

    Parameters
    ----------
    pictures : ndarray
        uint8 (K, H, W) or (K, H, W, 3).
    rows : sequence of int
        (K,) what a click tells.
    names : sequence of str
        (K,) what each picture is, for whoever does not see it.
    key : str
    on_choose : callable, optional
        Runs before the next script run when a picture is clicked; without it they are to look at.
    captions : sequence of str, optional
        (K,) to stand below each.
    chosen : int, optional
        The row to mark.
    columns : int, optional
        How many in a row; as many as there is room for if None.
    least_width : int
        Pixels of a picture where there are as many columns as there is room for.
    """
    height, width = pictures.shape[1:3]
    _component(
        key=key,
        data={
            "sheet": _sheet(pictures.shape, pictures.tobytes()),
            "ratio": f"{width} / {height}",
            "rows": list(rows),
            "names": list(names),
            "captions": None if captions is None else list(captions),
            "label": t("samples.grid"),
            "chosen": chosen,
            "clickable": on_choose is not None,
            "columns": "auto-fill" if columns is None else columns,
            "least": least_width if columns is None else 0,
        },
        **({} if on_choose is None else {"on_chosen_change": on_choose}),
    )


@lru_cache(maxsize=64)
def _sheet(shape: tuple[int, ...], pixels: bytes) -> str:
    """Return pictures side by side as the data address of one PNG."""
    pictures = np.frombuffer(pixels, np.uint8).reshape(shape)
    buffer = io.BytesIO()
    Image.fromarray(np.concatenate(list(pictures), axis=1)).save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
