"""Remove the canvas' own toolbar, whose invisible buttons catch strokes."""

from pathlib import Path

from anomaly.ui.components.loader import load_component

_component = load_component(
    Path(__file__).with_name("plain_canvas.js"), "<i hidden></i>", isolate_styles=False
)


def plain_canvas() -> None:
    """Remove the toolbar from the canvas in the container this is called in."""
    _component(key="plain_canvas", height="content")
