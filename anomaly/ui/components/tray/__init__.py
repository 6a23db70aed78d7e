"""Thumbnails of a person's examples, each with a button that removes it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from anomaly.storage.drafts import Example
from anomaly.text import t
from anomaly.ui.components.loader import last_told, load_component
from anomaly.ui.components.samples import picture_address
from anomaly.ui.session.tray import name_of

FOLDER = Path(__file__).parent

_component = load_component(FOLDER / "tray.js", '<ol class="tray"></ol>', [FOLDER / "tray.css"])


class ThumbnailMessage(TypedDict):
    """A thumbnail.

    Attributes
    ----------
    name : str
        What is told when it is removed.
    picture : str
        Its data address.
    title, remove : str
        What it is, and what its button does.
    is_anomaly : bool
        Whether it is an example of an anomaly.
    is_marked : bool
        Whether a person should look at it.
    """

    name: str
    picture: str
    title: str
    remove: str
    is_anomaly: bool
    is_marked: bool


class TrayMessage(TypedDict):
    """Message to the browser, declared in ``tray.js``; the answer is ``"removed"`` with a name."""

    label: str
    examples: list[ThumbnailMessage]


def show_tray(
    examples: Sequence[Example],
    key: str,
    on_remove: Callable[[str], None],
    marked: Callable[[Example], str] = lambda example: "",
) -> None:
    """Show examples as thumbnails.

    Parameters
    ----------
    examples : sequence of Example
    key : str
    on_remove : callable
        Called with the name of the example to remove, unchecked; by name, since the page may be
        older than the tray.
    marked : callable
        Return the sentence that marks an example as one to look at, or nothing.
    """

    def removed() -> None:
        name = last_told(key, "removed")
        if isinstance(name, str):
            on_remove(name)

    message: TrayMessage = {
        "label": t("tray.label"),
        "examples": [
            _thumbnail(example, number, marked(example))
            for number, example in enumerate(examples, start=1)
        ],
    }
    _component(key=key, data=message, height="content", on_removed_change=removed)


def _thumbnail(example: Example, number: int, mark: str) -> ThumbnailMessage:
    words = {"number": number, "kind": t("tray.anomaly" if example.is_anomaly else "tray.normal")}
    title = t("tray.name", **words)
    return {
        "name": name_of(example),
        "picture": picture_address(example.pixels),
        "title": f"{title}: {mark}" if mark else title,
        "remove": t("tray.remove", **words),
        "is_anomaly": example.is_anomaly,
        "is_marked": bool(mark),
    }
