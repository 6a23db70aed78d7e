"""Close the menu on a phone, where it covers the page, once a page is chosen in it."""

from pathlib import Path
from typing import TypedDict

from anomaly.ui.components.loader import load_component

_component = load_component(
    Path(__file__).with_name("menu.js"), "<i hidden></i>", isolate_styles=False
)


class MenuMessage(TypedDict):
    """Message to the browser: the page in view, by its path."""

    page: str


def close_menu(page: str) -> None:
    """Close the menu where `page` is not the one that was in view before."""
    message: MenuMessage = {"page": page}
    _component(key="menu", data=message, height="content")
