"""Digits, their reconstructions and difference maps, as figures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from anomaly.figures.colours import DIFFERENCE_SCALE, HEAT, SIGNED_SCALE
from anomaly.text import t

if TYPE_CHECKING:  # detectors bring PyTorch
    from anomaly.detectors import Detection

GREYS = {"colorscale": "Gray", "cmin": 0, "cmax": 1, "showscale": False}


def pictures(detection: "Detection", origin: str, signed: bool = False) -> go.Figure:
    """Draw input, reconstruction and difference side by side.

    Parameters
    ----------
    detection : Detection
    origin : str
        Title of the input.
    signed : bool
        Show input - reconstruction on [-1, 1] in place of its absolute value on [0, 1]. Either
        scale is fixed, so that two digits can be compared.
    """
    difference = detection.signed_difference if signed else detection.difference
    panels = (detection.image, detection.reconstruction, difference)
    values = np.stack([panel.numpy() for panel in panels], axis=-1).round(3)  # (28, 28, 3)
    titles = [origin, t("picture.reconstruction"), t("picture.difference")]
    figure = make_subplots(1, 3, subplot_titles=titles, horizontal_spacing=0.02)
    for column, axis in enumerate(("coloraxis", "coloraxis", "coloraxis2")):
        heatmap = go.Heatmap(
            z=values[:, :, column],
            customdata=values,
            hovertemplate=t("picture.figure_hover"),
            name="",
            coloraxis=axis,
        )
        figure.add_trace(heatmap, row=1, col=column + 1)
    _square(figure)
    colours, low = SIGNED_SCALE if signed else DIFFERENCE_SCALE
    ticks = [low, (low + 1) / 2, 1]
    figure.update_layout(
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        coloraxis=GREYS,
        coloraxis2={
            "colorscale": list(colours),
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


def three_rows(detections: "Sequence[Detection]") -> go.Figure:
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
        figure.update_yaxes(title_text=t(f"picture.{name}"), row=row, col=1)
    figure.update_layout(
        coloraxis=GREYS,
        coloraxis2={"colorscale": list(HEAT), "cmin": 0, "cmax": 1, "showscale": False},
        width=110 * len(detections) + 60,
        height=420,
        margin={"l": 60, "r": 10, "t": 10, "b": 40},
    )
    return figure
