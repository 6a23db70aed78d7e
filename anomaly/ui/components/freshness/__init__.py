"""Marks what is shown of a drawing as out of date while the pen goes on."""

from pathlib import Path
from typing import TypedDict

from anomaly.ui.components.loader import load_component

_component = load_component(
    Path(__file__).with_name("freshness.js"),
    '<i class="freshness" hidden></i>',
    isolate_styles=False,
)


class FreshnessMessage(TypedDict):
    """Message to the browser, declared in ``freshness.js``.

    Attributes
    ----------
    drawing : int
        Number of the drawing that the page shows the verdicts on.
    """

    drawing: int


def mark_when_outdated(drawing: int) -> None:
    """Give the board the attribute "data-outdated" while the page's drawing is newer than this one.

    Parameters
    ----------
    drawing : int
        Number of the last drawing that the page sent.
    """
    message: FreshnessMessage = {"drawing": drawing}
    _component(key="freshness", data=message, height="content")
