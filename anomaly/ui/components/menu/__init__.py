"""Close the menu where it covers the page or leaves it too little room."""

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
    """Close the menu of a narrow page at first, and on a phone whenever another page is chosen."""
    message: MenuMessage = {"page": page}
    _component(key="menu", data=message, height="content")
