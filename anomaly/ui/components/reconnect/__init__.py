"""Rerun of the script after a lost connection."""

from pathlib import Path
from typing import TypedDict

from anomaly.ui.components.loader import last_told, load_component
from anomaly.validation import MAX_SAFE_INTEGER, is_number

KEY = "reconnect"

_component = load_component(
    Path(__file__).with_name("reconnect.js"),
    '<i class="reconnect" hidden></i>',
    isolate_styles=False,
)


class ReconnectMessage(TypedDict):
    """Message to the browser.

    Attributes
    ----------
    asked : float or None
        The number with which the page asked for this run, if it did.
    session : str
        The server's name for the session.
    """

    asked: float | None
    session: str


def run_when_reconnected(session: str) -> None:
    """Run the script again when the page has reconnected.

    It is mounted outside of all fragments, since a server that was started anew knows none.

    Parameters
    ----------
    session : str
        The server's name for the session.
    """
    asked = last_told(KEY, "asked")
    message: ReconnectMessage = {
        "asked": asked if is_number(asked, 0, MAX_SAFE_INTEGER) else None,
        "session": session,
    }
    _component(key=KEY, data=message, height="content", on_asked_change=lambda: None)
