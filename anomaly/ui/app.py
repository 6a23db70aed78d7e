"""The app's pages, each imported when it is first opened."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from anomaly.paths import ASSETS
from anomaly.text import t
from anomaly.ui import shell

PAGES = {  # title and icon, by the name of the module
    "playground": ("playground.title", ":material/draw:"),
    "train": ("train.title", ":material/model_training:"),
    "runs": ("runs.title", ":material/compare:"),
    "compare": ("compare.title", ":material/balance:"),
    "evaluate": ("evaluate.title", ":material/query_stats:"),
}


def main(start: str = "playground") -> None:
    """Draw the page that is asked for; Streamlit runs it for each change.

    Parameters
    ----------
    start : str
        The page at the address without a path.
    """
    st.set_page_config(page_title=t("app.title"), page_icon=str(ASSETS / "icon.svg"), layout="wide")
    shell.run(
        {
            name: st.Page(
                _page(name),
                title=t(title),
                icon=icon,
                url_path=name,
                default=name == start,
            )
            for name, (title, icon) in PAGES.items()
        }
    )


def _page(name: str) -> Callable[[], None]:
    """Return a function that draws a page."""

    def draw() -> None:
        import_module(f"anomaly.ui.pages.{name}").page()

    return draw
