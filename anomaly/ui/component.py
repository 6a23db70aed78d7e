"""Components of our own: a folder with a script and a style sheet of its name."""

from pathlib import Path
from typing import Any

import streamlit as st


def load_component(folder: Path, html: str, isolate_styles: bool = True) -> Any:
    """Return the component whose ``.js`` and ``.css`` lie in `folder`, as a function to mount it.

    Parameters
    ----------
    folder : Path
    html : str
        What the script finds on the page.
    isolate_styles : bool
        Whether it lives in a shadow root, where the page's styles and scripts do not reach it.
    """
    css, js = (
        (folder / f"{folder.name}{ending}").read_text(encoding="utf-8")
        for ending in (".css", ".js")
    )
    return st.components.v2.component(
        f"anomaly_{folder.name}", html=html, css=css, js=js, isolate_styles=isolate_styles
    )
