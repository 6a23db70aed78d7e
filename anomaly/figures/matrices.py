"""Matrices of AUROCs as heatmaps, with the number in each cell."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from anomaly.text import t

MIN_COLOURED = 0.7  # AUROC of the darkest colour; those below have it too


def complexity_matrix(areas: NDArray[np.float64], blank: NDArray[np.float64]) -> go.Figure:
    """Draw the AUROC of detectors of one digit each against each other digit and an empty picture.

    Parameters
    ----------
    areas : ndarray
        float64 (10, 10), AUROC of the row's digit against the column's; nan where there is none.
    blank : ndarray
        float64 (10,), the share of normal digits that score below an empty picture.
    """
    values = np.concatenate([areas, blank[:, None]], axis=1)  # (10, 11)
    # As short as can be, for the narrow cells of a phone: ".98", and "1" for 1.
    written = np.char.replace(np.char.lstrip(np.char.mod("%.2f", values), "0"), "1.00", "1")
    texts = np.where(np.isnan(values), "", written)
    columns = [*map(str, range(areas.shape[1])), t("complexity.blank")]
    figure = go.Figure(
        go.Heatmap(
            z=values,
            x=columns,
            y=[str(row) for row in range(len(areas))],
            text=texts,
            texttemplate="%{text}",
            hovertemplate=t("complexity.hover"),
            colorscale="Viridis",
            zmin=MIN_COLOURED,
            zmax=1,
            showscale=False,
            xgap=1,
            ygap=1,
            name="",
        )
    )
    figure.update_xaxes(title=t("complexity.tested"), type="category", side="top")
    figure.update_yaxes(title=t("complexity.trained"), type="category", autorange="reversed")
    figure.update_layout(height=380, dragmode=False, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure
