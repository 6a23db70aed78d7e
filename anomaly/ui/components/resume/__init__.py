"""Memory of a page's training, for when the page is loaded again or has outlived its server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

from anomaly.ui.components.loader import last_told, load_component

KEY = "resume"

_component = load_component(
    Path(__file__).with_name("resume.js"), '<i class="resume" hidden></i>', isolate_styles=False
)


class ResumeMessage(TypedDict):
    """Message to the browser, declared in ``resume.js``.

    When a page hears from another session, it answers ``"found"`` with what it had as `training`
    and `form`, if there was any.

    Attributes
    ----------
    session : str
        The server's name for the session.
    training : str
        Key of the training that the session watches; empty for none.
    form : dict or None
        The plan in the form, as plain values.
    """

    session: str
    training: str
    form: dict[str, Any] | None


def remember_training(message: ResumeMessage, on_found: Callable[[object], None]) -> None:
    """Let the page keep what it knows of its training, and tell it to a new session.

    Parameters
    ----------
    message : ResumeMessage
    on_found : callable
        Called with what should be a former `training` and `form`; unchecked.
    """

    def found() -> None:
        on_found(last_told(KEY, "found"))

    _component(key=KEY, data=message, height="content", on_found_change=found)
