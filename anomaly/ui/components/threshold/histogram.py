"""The histogram of scores with its threshold, live in the browser."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from anomaly import figures
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.loader import last_told, load_component
from anomaly.ui.components.threshold.content import histogram_message
from anomaly.validation import is_number

FOLDER = Path(__file__).parent
STYLES = ("layout.css", "plot.css", "controls.css", "readings.css")
KEY = "threshold"

_component = load_component(
    FOLDER / "histogram.js",
    '<div class="scores"></div>',
    [FOLDER / name for name in STYLES],
    isolate_styles=False,
)


def show_histogram(
    trained: TrainedDetector,
    anomalous: tuple[int, ...],
    on_move: Callable[[object], None],
    on_bar: Callable[[int], None],
    with_precision: bool = False,
) -> None:
    """Show the histogram with the line to drag, and all that the line decides.

    Where the line stands comes with the answer, which the page sends with `send_answer`.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies.
    on_move : callable
        Called with what should be a `ThresholdMoved` when the line is released; unchecked.
    on_bar : callable
        Called with a bar's index when it is clicked.
    with_precision : bool
        Show the precision-recall curve beside the ROC curve.
    """

    def moved() -> None:
        on_move(last_told(KEY, "moved"))

    def clicked() -> None:
        bar = last_told(KEY, "bar")
        if is_number(bar, 0, figures.BINS - 1) and isinstance(bar, int):
            on_bar(bar)

    with st.container(key="histogram"):
        _component(
            key=KEY,
            data=histogram_message(trained, anomalous, with_precision),
            on_moved_change=moved,
            on_bar_change=clicked,
        )
