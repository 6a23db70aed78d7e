"""Plotly figures from plain arrays; screens and reports place them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.colors
import plotly.graph_objects as go
from numpy.typing import ArrayLike
from plotly.subplots import make_subplots

from anomaly.detectors import Detection, TrainingReport
from anomaly.text import say

NORMAL_COLOUR = "#3b7dd8"
ANOMALY_COLOUR = "#d9662b"
THRESHOLD_COLOUR = "#8250c8"
BINS = 60
SLIDER_INSET = 6  # pixels by which a slider's track is shorter than the page's column
GREY = {"colorscale": "Gray", "cmin": 0, "cmax": 1, "showscale": False}
CLEAR = {"dragmode": False, "paper_bgcolor": "rgba(0,0,0,0)"}
# Spelled as rgb() because Streamlit's theme takes #000004 for one of its own placeholders.
HEAT = ["rgb(0, 0, 4)", *plotly.colors.sequential.Inferno[1:]]


@dataclass(frozen=True)
class Bins:
    """Counts of normal and anomalous scores in equal steps from 0 to `top`.

    Attributes
    ----------
    top : float
        Right end of the axis.
    normal, anomalous : ndarray
        int (BINS,).
    """

    top: float
    normal: np.ndarray
    anomalous: np.ndarray


def axis_top(scores: ArrayLike) -> float:
    """Return the first round figure at or above all scores, float (N,)."""
    highest = float(np.asarray(scores).max(initial=0.0)) or 1.0
    step = 10.0 ** np.floor(np.log10(highest)) / 2
    return float(np.ceil(highest / step) * step)


def bin_scores(scores: ArrayLike, is_anomaly: ArrayLike, top: float) -> Bins:
    """Count scores, float (N,), on an axis from 0 to `top` for `histogram`."""
    scores, strange = np.asarray(scores), np.asarray(is_anomaly, bool)
    normal, anomalous = (
        np.histogram(scores[part], bins=BINS, range=(0.0, top))[0] for part in (~strange, strange)
    )
    return Bins(top, normal, anomalous)


def pictures(detection: Detection, origin: str, signed: bool = False) -> go.Figure:
    """Draw input, reconstruction and difference side by side.

    Parameters
    ----------
    detection : Detection
    origin : str
        What the input is, to stand above it.
    signed : bool
        Show input - reconstruction on [-1, 1] in place of its absolute value on [0, 1]. Either
        scale is fixed, so that two digits can be compared.
    """
    titles = [origin, say("picture.reconstruction"), say("picture.difference")]
    figure = make_subplots(1, 3, subplot_titles=titles, horizontal_spacing=0.02)
    grey = {"coloraxis": "coloraxis"}
    heat = {"coloraxis": "coloraxis2"}
    difference = detection.image - detection.reconstruction if signed else detection.difference
    panels = (detection.image, detection.reconstruction, difference)
    values = np.stack([panel.numpy() for panel in panels], axis=-1).round(3)  # (28, 28, 3)
    for column, colours in enumerate((grey, grey, heat)):
        heatmap = go.Heatmap(
            z=values[:, :, column],
            customdata=values,
            hovertemplate=say("picture.hover"),
            name="",
            **colours,
        )
        figure.add_trace(heatmap, row=1, col=column + 1)
    _square(figure)
    scale, low = ("RdBu_r", -1) if signed else (HEAT, 0)
    ticks = [low, (low + 1) / 2, 1]
    figure.update_layout(
        CLEAR,
        coloraxis=GREY,
        coloraxis2={
            "colorscale": scale,
            "cmin": low,
            "cmax": 1,
            "colorbar": {"thickness": 8, "len": 0.9, "tickvals": ticks, "x": 1.0},
        },
        margin={"l": 0, "r": 0, "t": 24, "b": 0},
    )
    figure.update_annotations(font_size=13)
    return figure


def _square(figure: go.Figure) -> None:
    """Keep the three pictures square, upright and close to their titles."""
    figure.update_xaxes(visible=False, constrain="domain")
    for column in (1, 2, 3):
        figure.update_yaxes(
            visible=False,
            autorange="reversed",
            scaleanchor="x" if column == 1 else f"x{column}",
            constrain="domain",
            constraintoward="top",
            col=column,
        )


def histogram(
    bins: Bins, threshold: float, score: float | None, names: tuple[str, str]
) -> go.Figure:
    """Draw where scores fall, the threshold, and the digit at hand.

    Parameters
    ----------
    bins : Bins
    threshold : float
    score : float or None
        Of the digit at hand; at the axis's end when it lies beyond.
    names : tuple of str
        Of the normal and the anomalous digits.
    """
    figure = go.Figure()
    figure.add_trace(_outline(bins.normal, bins.top, names[0], NORMAL_COLOUR, pattern=""))
    figure.add_trace(_outline(bins.anomalous, bins.top, names[1], ANOMALY_COLOUR, pattern="/"))
    figure.add_vline(
        x=min(threshold, bins.top), line={"color": THRESHOLD_COLOUR, "width": 2, "dash": "dash"}
    )
    if score is not None:
        figure.add_vline(x=min(score, bins.top), line={"color": "#888", "width": 2})
        figure.add_trace(_mark(score, bins.top))
    figure.update_layout(
        CLEAR,
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": SLIDER_INSET, "r": SLIDER_INSET, "t": 0, "b": 22},
        legend={"orientation": "h", "y": 1.0, "yanchor": "top", "x": 1.0, "xanchor": "right"},
        xaxis={"range": [0, bins.top], "fixedrange": True, "title": None},
        yaxis={"fixedrange": True, "showticklabels": False, "title": None, "rangemode": "tozero"},
    )
    return figure


def _outline(counts: np.ndarray, top: float, name: str, colour: str, pattern: str) -> go.Scatter:
    """Return a histogram as one filled line, which a browser draws in half the time of bars."""
    red, green, blue = plotly.colors.hex_to_rgb(colour)
    return go.Scatter(
        x=np.linspace(0, top, BINS + 1),
        y=np.append(counts, counts[-1]),
        name=name,
        mode="lines",
        line={"shape": "hv", "color": colour, "width": 1},
        fill="tozeroy",
        fillcolor=f"rgba({red}, {green}, {blue}, 0.65)",
        fillpattern={"shape": pattern, "size": 5, "fillmode": "overlay", "fgcolor": "white"},
        hovertemplate=say("histogram.hover"),
    )


def _mark(score: float, top: float) -> go.Scatter:
    """Return the mark of the digit at hand, on the axis."""
    name = say("histogram.mark", score=score)
    return go.Scatter(
        x=[min(score, top)],
        y=[0],
        mode="markers",
        marker={
            "symbol": "triangle-down",
            "size": 14,
            "color": "#e8b400",
            "line": {"width": 1, "color": "black"},
        },
        name=name,
        hovertemplate=f"{name}<extra></extra>",
        cliponaxis=False,
    )


def loss_curve(history: Sequence[TrainingReport]) -> go.Figure:
    """Draw the loss on the fitted and the held-out digits by epoch."""
    epochs = [report.epoch for report in history]
    figure = go.Figure()
    figure.add_scatter(x=epochs, y=[r.fit_loss for r in history], name=say("loss.fit"))
    figure.add_scatter(
        x=epochs,
        y=[r.calibration_loss for r in history],
        name=say("loss.calibration"),
        line={"dash": "dash"},
    )
    figure.update_layout(
        xaxis_title=say("loss.epoch"), yaxis_title=say("loss.loss"), yaxis_type="log"
    )
    return figure


def roc_curve(
    rates: tuple[np.ndarray, np.ndarray], area: float, point: tuple[float, float]
) -> go.Figure:
    """Draw true against false positive rate with the current threshold's point on it.

    Parameters
    ----------
    rates : tuple of ndarray
        False and true positive rates, (K,) each.
    area : float
        AUROC.
    point : tuple of float
        False and true positive rate at the threshold.
    """
    figure = go.Figure()
    figure.add_scatter(x=rates[0], y=rates[1], mode="lines", name=say("roc.curve", area=area))
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"dash": "dot", "color": "#999"},
        name=say("roc.chance"),
    )
    figure.add_scatter(
        x=[point[0]],
        y=[point[1]],
        mode="markers",
        marker={"size": 12, "symbol": "diamond", "color": THRESHOLD_COLOUR},
        name=say("roc.threshold"),
    )
    figure.update_layout(xaxis_title=say("roc.false_rate"), yaxis_title=say("roc.true_rate"))
    return figure


def three_rows(detections: Sequence[Detection]) -> go.Figure:
    """Draw the source article's figure: inputs above reconstructions above differences.

    The score stands under each column.
    """
    figure = make_subplots(3, len(detections), horizontal_spacing=0.01, vertical_spacing=0.02)
    for column, detection in enumerate(detections, start=1):
        rows = ((detection.image, "coloraxis"), (detection.reconstruction, "coloraxis"))
        for row, (picture, axis) in enumerate(
            (*rows, (detection.difference, "coloraxis2")), start=1
        ):
            heatmap = go.Heatmap(z=picture.numpy().round(3), coloraxis=axis, name="")
            figure.add_trace(heatmap, row=row, col=column)
        figure.update_xaxes(title_text=f"{detection.score:.1f}", row=3, col=column)
    figure.update_xaxes(showticklabels=False, constrain="domain")
    figure.update_yaxes(showticklabels=False, autorange="reversed")
    for row, name in enumerate(("input", "reconstruction", "difference"), start=1):
        figure.update_yaxes(title_text=say(f"picture.{name}"), row=row, col=1)
    figure.update_layout(
        coloraxis=GREY,
        coloraxis2={"colorscale": HEAT, "cmin": 0, "cmax": 1, "showscale": False},
        width=110 * len(detections) + 60,
        height=420,
        margin={"l": 60, "r": 10, "t": 10, "b": 40},
    )
    return figure
