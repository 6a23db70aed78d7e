"""The source article's figure: digits, their reconstructions and difference maps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from anomaly.figures.colours import HEAT
from anomaly.text import t

if TYPE_CHECKING:  # detectors bring PyTorch
    from anomaly.detectors import Detection

GREYS = {"colorscale": "Gray", "cmin": 0, "cmax": 1, "showscale": False}


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
