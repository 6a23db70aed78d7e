"""Takes away the toolbar that the canvas brings, whose invisible buttons catch strokes."""

from pathlib import Path

from anomaly.ui.components.loader import load_component

_component = load_component(Path(__file__).parent, "<i hidden></i>", isolate_styles=False)


def plain_canvas() -> None:
    """Take the toolbar from the canvas in the container it is called in."""
    _component(key="plain_canvas", height="content")
