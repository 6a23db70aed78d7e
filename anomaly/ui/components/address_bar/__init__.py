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
    opening : str
        Query string of the view that the page opened with; empty for none.
    replaced : list of str
        The query parameters whose change is no step.
    """

    opening: str
    replaced: list[str]


def record_steps(opening: Mapping[str, str], replaced: Sequence[str]) -> None:
    """Make only steps entries of the browser's history; any other change replaces the address.

    Parameters
    ----------
    opening : mapping of str to str
        Query parameters that replace those the page was opened with, once.
    replaced : sequence of str
        The query parameters whose change is no step.
    """
    message: HistoryMessage = {"opening": urlencode(opening), "replaced": list(replaced)}
    _component(key="address_bar", data=message, height="content")
