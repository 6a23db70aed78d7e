"""The app's pages, each imported when it is first opened."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from anomaly.text import t
from anomaly.ui import shell
from anomaly.ui.page_list import PAGES
from anomaly.ui.session import server
from anomaly.ui.session._compat import session_id
from anomaly.ui.session.links import open_presentation
from anomaly.ui.session.owner import current_source


def main(start: str = "playground", before_page: Callable[[], object] | None = None) -> None:
    """Draw the page that is asked for; Streamlit runs it for each change.

    Parameters
    ----------
    start : str
        The page at the address without a path.
    before_page : callable, optional
        Called when all that the page needs is loaded, before it is drawn.
    """
    hidden = open_presentation().pages
    pages = {
        name: st.Page(
            _page(name, before_page),
            title=t(title),
            icon=icon,
            url_path=name,
            default=name == start,
            visibility="hidden" if name in hidden else "visible",
        )
        for name, (title, icon) in PAGES.items()
    }
    with server.turn_to_draw(current_source(), session_id()):
        shell.run(pages)


def _page(name: str, before: Callable[[], object] | None) -> Callable[[], None]:
    """Return a function that draws a page, once it has called `before`."""

    def draw() -> None:
        module = import_module(f"anomaly.ui.pages.{name}")
        if before is not None:
            before()
        module.page()

    return draw
