"""Digits, what was rebuilt of them, and where the two differ, as pictures."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from anomaly.detectors import Detection
from anomaly.figures.colours import HEAT
from anomaly.text import t

GREYS = {"colorscale": "Gray", "cmin": 0, "cmax": 1, "showscale": False}


def strip(detection: Detection, upright: bool = False) -> np.ndarray:
    """Return input, reconstruction and difference side by side, uint8 (28, 84, 3).

    Or below each other, uint8 (84, 28, 3).
    """
    colours = np.array([list(bytes.fromhex(colour[1:])) for colour in HEAT])  # (10, 3)
    places = np.linspace(0, 1, len(colours))
    heat = [np.interp(detection.difference.numpy(), places, colours[:, band]) for band in range(3)]
    grey = [
        np.repeat(255 * part.numpy().clip(0, 1)[:, :, None], 3, axis=2)  # (28, 28, 3)
        for part in (detection.image, detection.reconstruction)
    ]
    parts = [*grey, np.stack(heat, axis=2)]
    return np.concatenate(parts, axis=0 if upright else 1).astype(np.uint8)


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
        figure.update_yaxes(title_text=t(f"picture.{name}"), row=row, col=1)
    figure.update_layout(
        coloraxis=GREYS,
        coloraxis2={"colorscale": list(HEAT), "cmin": 0, "cmax": 1, "showscale": False},
        width=110 * len(detections) + 60,
        height=420,
        margin={"l": 60, "r": 10, "t": 10, "b": 40},
    )
    return figure
