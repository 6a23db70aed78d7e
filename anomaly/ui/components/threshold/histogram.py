"""The histogram of scores with its threshold, live in the browser."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from anomaly import figures
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.loader import last_told, load_component
from anomaly.ui.components.threshold.content import OwnScores, histogram_message
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
    on_more: Callable[[bool], None] | None = None,
    own: OwnScores = (),
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
    on_more : callable, optional
        Called with whether More was opened. Left out, all is in view, with the precision-recall
        curve as well.
    own : tuple of (float, bool)
        Scores of examples that a person gave, each with whether it is one of an anomaly.
    """

    def moved() -> None:
        on_move(last_told(KEY, "moved"))

    def clicked() -> None:
        bar = last_told(KEY, "bar")
        if is_number(bar, 0, figures.BINS - 1) and isinstance(bar, int):
            on_bar(bar)

    def switched() -> None:
        told = last_told(KEY, "more")
        is_open = told.get("is_open") if isinstance(told, Mapping) else None
        if on_more is not None and isinstance(is_open, bool):
            on_more(is_open)

    with st.container(key="histogram"):
        _component(
            key=KEY,
            data=histogram_message(trained, anomalous, is_whole=on_more is None, own=own),
            on_moved_change=moved,
            on_bar_change=clicked,
            on_more_change=switched,
        )
