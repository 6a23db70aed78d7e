"""Closes the menu on a phone, where it lies over the page, once a page was chosen in it."""

from pathlib import Path

from anomaly.ui.components.loader import load_component

_component = load_component(Path(__file__).parent, "<i hidden></i>", isolate_styles=False)


def close_menu(page: str) -> None:
    """Have the menu closed where `page` is not the one that was there before."""
    _component(key="menu", data={"page": page}, height="content")
