"""The pen: what a person draws, as strokes, and the page's own answer while the pen is down."""

from collections.abc import Callable
from pathlib import Path

from anomaly.ui.components.loader import last_told, load_component
from anomaly.ui.components.pen.messages import PenMessage

FOLDER = Path(__file__).parent
KEY = "pen"

_component = load_component(
    FOLDER / "pen.js",
    '<div class="pen"></div>',
    [FOLDER / "pen.css"],
    isolate_styles=False,
)


def mount_pen(message: PenMessage, on_brush: Callable[[object], None]) -> None:
    """Mount the pen beside the canvas, in the same container.

    Its drawings come by the answer's component, since this one is large to draw again.

    Parameters
    ----------
    message : PenMessage
    on_brush : callable
        Called with what should be the name of the brush that was chosen; unchecked.
    """

    def chosen() -> None:
        on_brush(last_told(KEY, "brush"))

    _component(key=KEY, data=message, on_brush_change=chosen)
