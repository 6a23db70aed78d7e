"""Decide which changes of the address the browser's Back undoes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlencode

from anomaly.ui.components.loader import load_component

_component = load_component(
    Path(__file__).with_name("address_bar.js"), "<i hidden></i>", isolate_styles=False
)


class HistoryMessage(TypedDict):
    """Message to the browser, declared in ``address_bar.js``.

    Attributes
    ----------
    page : str
        Its name in the address.
    session : str
        The server's name for the session; a page that outlives its server has another one.
    view : str
        Query string of the view, which a page takes over from a session that is new to it; empty
        for none.
    replaced : list of str
        The query parameters whose change is no step.
    """

    page: str
    session: str
    view: str
    replaced: list[str]


def record_steps(page: str, session: str, view: Mapping[str, str], replaced: Sequence[str]) -> None:
    """Make only steps entries of the browser's history; any other change replaces the address.

    Parameters
    ----------
    page : str
        The page's name in the address. Once a run of another page has come here, its view is in the
        address, and further changes may be steps.
    session : str
        The server's name for the session.
    view : mapping of str to str
        Query parameters of the view. They replace those that the page was opened with, once in a
        session.
    replaced : sequence of str
        The query parameters whose change is no step.
    """
    message: HistoryMessage = {
        "page": page,
        "session": session,
        "view": urlencode(view),
        "replaced": list(replaced),
    }
    _component(key="address_bar", data=message, height="content")
