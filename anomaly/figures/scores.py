"""Histogram of scores: its axis, its bins, and the figure."""

import math
from dataclasses import dataclass

import numpy as np
import plotly.colors
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from anomaly.figures.colours import ANOMALY_COLOUR, NORMAL_COLOUR, THRESHOLD_COLOUR
from anomaly.text import t

BINS = 60
HEADROOM = 1.05  # times the highest bar, so that its outline shows
MIN_STEPS = 500  # positions of a threshold along the axis


@dataclass(frozen=True)
class Axis:
    """Range of an axis of scores, in round figures."""

    low: float
    top: float

    @property
    def step(self) -> float:
        """Resolution of a threshold, a power of ten."""
        return 10.0 ** math.floor(math.log10((self.top - self.low) / MIN_STEPS))

    def edge(self, bar: int) -> float:
        """Return the lower edge of a bar."""
        return self.low + (self.top - self.low) * bar / BINS

    @property
    def decimals(self) -> int:
        """Decimals needed to write a step."""
        return max(1, -round(math.log10(self.step)))


@dataclass(frozen=True)
class Bins:
    """Counts of normal and anomalous scores in equal steps along `axis`; int (BINS,) each."""

    axis: Axis
    normal: np.ndarray
    anomalous: np.ndarray

    @property
    def highest(self) -> int:
        """The largest of the counts."""
        return int(max(self.normal.max(), self.anomalous.max()))


def axis_of(scores: ArrayLike) -> Axis:
    """Return an axis that contains 0 and all scores, float (N,)."""
    scores = np.asarray(scores, np.float64)
    low, top = _round_up(-scores.min(initial=0.0)), _round_up(scores.max(initial=0.0))
    return Axis(-low if low else 0.0, top if low or top else 1.0)


def _round_up(size: float) -> float:
    """Return the first round figure at or above a size."""
    if size <= 0:
        return 0.0
    step = 10.0 ** np.floor(np.log10(size)) / 2
    return float(np.ceil(size / step) * step)


def bin_scores(scores: ArrayLike, is_anomaly: ArrayLike, axis: Axis) -> Bins:
    """Count scores, float (N,), along an axis for `histogram`."""
    scores, anomaly_mask = np.asarray(scores), np.asarray(is_anomaly, bool)
    normal, anomalous = (
        np.histogram(scores[mask], bins=BINS, range=(axis.low, axis.top))[0]
        for mask in (~anomaly_mask, anomaly_mask)
    )
    return Bins(axis, normal, anomalous)


def histogram(
    bins: Bins, threshold: float | None, names: tuple[str, str], room: int = 0
) -> go.Figure:
    """Draw the histogram of scores and the threshold.

    Parameters
    ----------
    bins : Bins
    threshold : float or None
    names : tuple of str
        Of the normal and the anomalous digits.
    room : int
        A count that the axis shall hold as well.
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
