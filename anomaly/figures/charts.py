"""Charts of losses and of ranking metrics."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from anomaly.figures.colours import (
    ANOMALY_COLOUR,
    CHANCE_COLOUR,
    FITTED_COLOUR,
    HELD_OUT_COLOUR,
    THRESHOLD_COLOUR,
)
from anomaly.text import t

if TYPE_CHECKING:  # detectors bring PyTorch
    from anomaly.detectors import TrainingReport

CHANCE = 0.5  # AUROC of random scores
CHANCE_LINE = {"dash": "dot", "color": CHANCE_COLOUR}
BAR_STARTS = (CHANCE, 0.8, 0.9, 0.95, 0.98, 0.99)  # lower ends of the AUROC axis
MAX_MARKERS = 30  # epochs drawn as points
LOSS_TICKS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 5, 10, 100, 1000)
MAX_WHOLE_TICKS = 5  # epochs with a tick each, as automatic ticks would lie between


def loss_curve(
    history: "Sequence[TrainingReport]", epochs: int | None = None, at: int | None = None
) -> go.Figure:
    """Draw the loss on the fitted and the held-out digits by epoch.

    Parameters
    ----------
    history : sequence of TrainingReport
    epochs : int, optional
        Total count, for the axis.
    at : int, optional
        The epoch to mark.
    """
    done = [report.epoch for report in history]
    mode = "lines+markers" if len(done) < MAX_MARKERS else "lines"
    figure = go.Figure()
    for name, losses, line in (
        (
            "loss.fit",
            [report.fit_loss for report in history],
            {"color": FITTED_COLOUR, "dash": "solid"},
        ),
        (
            "loss.calibration",
            [report.calibration_loss for report in history],
            {"color": HELD_OUT_COLOUR, "dash": "dash"},
        ),
    ):
        figure.add_scatter(x=done, y=losses, name=t(name), mode=mode, line=line)
    if at is not None:
        figure.add_vline(x=at, line={"color": THRESHOLD_COLOUR, "width": 2, "dash": "dot"})
    if epochs is not None:
        figure.update_xaxes(
            range=[0.5, epochs + 0.5], dtick=1 if epochs <= MAX_WHOLE_TICKS else None
        )
    figure.update_layout(
        xaxis_title=t("loss.epoch"),
        yaxis={"title": t("loss.loss"), "type": "log", "tickvals": LOSS_TICKS},
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
    figure = _curve(rates, t("curve.roc", area=area), point)
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line=CHANCE_LINE,
        name=t("curve.chance"),
    )
    figure.update_layout(xaxis_title=t("curve.roc_x_long"), yaxis_title=t("curve.roc_y_long"))
    return figure


def precision_recall_curve(
    rates: tuple[np.ndarray, np.ndarray], area: float, point: tuple[float, float]
) -> go.Figure:
    """Draw precision against recall, as `roc_curve` does its rates; `area` is the AP."""
    figure = _curve(rates, t("curve.pr", area=area), point)
    figure.update_layout(xaxis_title=t("curve.roc_y_long"), yaxis_title=t("curve.pr_y_long"))
    return figure


def _curve(
    rates: tuple[np.ndarray, np.ndarray], name: str, point: tuple[float, float]
) -> go.Figure:
    figure = go.Figure()
    figure.add_scatter(x=rates[0], y=rates[1], mode="lines", name=name)
    figure.add_scatter(
        x=[point[0]],
        y=[point[1]],
        mode="markers",
        marker={"size": 12, "symbol": "diamond", "color": THRESHOLD_COLOUR},
        name=t("curve.threshold"),
    )
    return figure


def auroc_bars(
    areas: Mapping[int, tuple[float, float, float]], chosen: Collection[int] | None = None
) -> go.Figure:
    """Draw the AUROC of the normal digits against each other digit, with its interval.

    Parameters
    ----------
    areas : mapping of int to tuple of float
        Digit to AUROC, lower and upper end of the interval. The axis begins at 0.5, chance, or
        nearer to 1 where all are so high that they would look the same. If an interval reaches
        below 0.5, it begins at 0 and chance is a line.
    chosen : collection of int, optional
        Digits that count as anomalies, by default all. The bars of others are hatched, and a
        legend says so.
    """
    lows = [low for _, low, _ in areas.values()]
    start = max((s for s in BAR_STARTS if s < min(lows, default=1.0)), default=0.0)
    chosen = areas if chosen is None else chosen
    parts = {
        "bars.chosen": [label for label in areas if label in chosen],
        "bars.others": [label for label in areas if label not in chosen],
    }
    figure = go.Figure()
    for name, labels in parts.items():
        if labels:
            hatched = name == "bars.others"
            figure.add_trace(_bars(t(name), {label: areas[label] for label in labels}, hatched))
    figure.update_layout(
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis={
            "title": t("bars.x"),
            "type": "category",
            "fixedrange": True,
            "categoryarray": [_bar_name(label, area) for label, (area, _, _) in areas.items()],
        },
        yaxis={"title": t("bars.y"), "range": [start, 1], "fixedrange": True},
        margin={"l": 0, "r": 0, "t": 10, "b": 0},
        showlegend=all(parts.values()),
        legend={"orientation": "h", "y": 1, "yanchor": "bottom"},
    )
    if start < CHANCE:
        figure.add_hline(y=CHANCE, line=CHANCE_LINE, annotation_text=t("curve.chance"))
    return figure


def _bars(name: str, areas: Mapping[int, tuple[float, float, float]], hatched: bool) -> go.Bar:
    values = np.array(list(areas.values()))  # (K, area and interval)
    return go.Bar(
        name=name,
        x=[_bar_name(label, area) for label, (area, _, _) in areas.items()],
        y=values[:, 0],
        error_y={
            "symmetric": False,
            "array": values[:, 2] - values[:, 0],
            "arrayminus": values[:, 0] - values[:, 1],
            "color": ANOMALY_COLOUR,
        },
        customdata=values[:, 1:],
        marker={
            "color": ANOMALY_COLOUR,
            "opacity": 0.25 if hatched else 0.6,
            "pattern": {"shape": "/" if hatched else ""},
        },
        hovertemplate=t("bars.hover"),
    )


def _bar_name(label: int, area: float) -> str:
    return f"{label}<br>{area:.4f}"


def auroc_heatmap(areas: Mapping[str, Mapping[int, float]], labels: Sequence[int]) -> go.Figure:
    """Draw the AUROC of each detector on each normal digit as a heatmap with numbers.

    Parameters
    ----------
    areas : mapping of str to mapping of int to float
        Detector to digit to AUROC, the first on top; a digit may be missing.
    labels : sequence of int
        The digits, from left to right.
    """
    table = np.array([[row.get(label, np.nan) for label in labels] for row in areas.values()])
    table = table.reshape(len(areas), len(labels))
    figure = go.Figure(
        go.Heatmap(
            x=[str(label) for label in labels],
            y=list(areas),
            z=table,
            zmax=1,
            texttemplate="%{z:.4f}",
            colorscale="Viridis",
            colorbar={"title": t("heatmap.z")},
            hovertemplate=t("heatmap.hover"),
        )
    )
    for row, column in np.argwhere(np.isnan(table)):
        figure.add_annotation(
            x=column, y=row, text=t("share.unknown"), showarrow=False, bgcolor="white"
        )
    figure.update_layout(
        xaxis={"title": t("heatmap.x"), "type": "category", "fixedrange": True},
        yaxis={"autorange": "reversed", "type": "category", "fixedrange": True},
        height=110 + 48 * len(areas),
        margin={"l": 0, "r": 0, "t": 10, "b": 0},
    )
    return figure
