"""Components of our own: a folder with a script and a style sheet of its name."""

from pathlib import Path
from typing import Any

import streamlit as st


def load_component(folder: Path, html: str, isolate_styles: bool = True) -> Any:
    """Return the component whose ``.js`` lies in `folder`, as a function to mount it.

    A ``.css`` beside it, if there is one, is its style sheet.

    Parameters
    ----------
    folder : Path
    html : str
        What the script finds on the page.
    isolate_styles : bool
        Whether it lives in a shadow root, where the page's styles and scripts do not reach it.
    """
    sheet = folder / f"{folder.name}.css"
    css = sheet.read_text(encoding="utf-8") if sheet.exists() else None
    js = (folder / f"{folder.name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(
        f"anomaly_{folder.name}", html=html, css=css, js=js, isolate_styles=isolate_styles
    )
