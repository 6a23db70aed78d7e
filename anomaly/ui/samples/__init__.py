"""A grid of digits to click, as a Streamlit component of our own."""

import base64
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st
from PIL import Image
from torch import Tensor

from anomaly.text import say

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "anomaly_samples",
    html='<div class="grid" role="group"></div>',
    css=(_HERE / "samples.css").read_text(encoding="utf-8"),
    js=(_HERE / "samples.js").read_text(encoding="utf-8"),
)


def sample_grid(
    pixels: Tensor,
    rows: Sequence[int],
    labels: Sequence[int],
    chosen: int | None,
    key: str,
    on_choose: Callable[[], None],
) -> None:
    """Show digits to click; what was clicked is at ``"chosen"`` under `key` in the session state.

    Parameters
    ----------
    pixels : Tensor
        uint8 (K, 28, 28), the digits shown.
    rows, labels : sequence of int
        (K,) what a click tells, and what each digit is.
    chosen : int or None
        The row to mark.
    key : str
    on_choose : callable
        Runs before the next script run when a digit is clicked.
    """
    _component(
        key=key,
        data={
            "sheet": _sheet(tuple(rows), pixels.numpy().tobytes()),
            "rows": list(rows),
            "names": [say("samples.name", label=label) for label in labels],
            "label": say("samples.grid"),
            "chosen": chosen,
        },
        on_chosen_change=on_choose,
    )


@lru_cache(maxsize=64)
def _sheet(rows: tuple[int, ...], pixels: bytes) -> str:
    """Return the digits side by side as the data address of one PNG."""
    column = Image.frombytes("L", (28, 28 * len(rows)), pixels)
    sheet = Image.new("L", (28 * len(rows), 28))
    for place in range(len(rows)):
        sheet.paste(column.crop((0, 28 * place, 28, 28 * place + 28)), (28 * place, 0))
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
