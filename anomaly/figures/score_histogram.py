"""Histogram of the scores of normal and anomalous digits."""

import numpy as np
import plotly.colors
import plotly.graph_objects as go

from anomaly.figures.bins import BINS, Axis, Bins
from anomaly.figures.colours import ANOMALY_COLOUR, NORMAL_COLOUR, THRESHOLD_COLOUR
from anomaly.text import t

HEADROOM = 1.05  # times the highest bar, so that its outline shows


def histogram(
    bins: Bins, threshold: float | None, names: tuple[str, str], room: int = 0
) -> go.Figure:
    """Draw the histogram of scores and the threshold.

    Parameters
    ----------
    bins : Bins
    threshold : float or None
    names : tuple of str
        Names of the normal and the anomalous digits.
    room : int
        Count that the axis must have room for.
    """
    figure = go.Figure()
    figure.add_trace(_outline(bins.axis, bins.normal, names[0], NORMAL_COLOUR, pattern=""))
    figure.add_trace(_outline(bins.axis, bins.anomalous, names[1], ANOMALY_COLOUR, pattern="/"))
    if threshold is not None:
        figure.add_vline(
            x=min(max(threshold, bins.axis.low), bins.axis.top),
            line={"color": THRESHOLD_COLOUR, "width": 2, "dash": "dash"},
        )
    figure.update_layout(
        xaxis={"range": [bins.axis.low, bins.axis.top], "title": t("histogram.x")},
        yaxis={"title": t("histogram.y"), "range": [0, HEADROOM * max(bins.highest, room, 1)]},
    )
    return figure


def _outline(axis: Axis, counts: np.ndarray, name: str, colour: str, pattern: str) -> go.Scatter:
    red, green, blue = plotly.colors.hex_to_rgb(colour)
    return go.Scatter(
        x=np.linspace(axis.low, axis.top, BINS + 1),
        y=np.append(counts, counts[-1]),
        name=name,
        mode="lines",
        line={"shape": "hv", "color": colour, "width": 1},
        fill="tozeroy",
        fillcolor=f"rgba({red}, {green}, {blue}, 0.65)",
        fillpattern={"shape": pattern, "size": 5, "fillmode": "overlay", "fgcolor": "white"},
        hovertemplate=t("histogram.hover"),
    )
