"""The codes of digits as points in a plane."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from anomaly.figures.colours import ANOMALY_COLOUR, NORMAL_COLOUR, THRESHOLD_COLOUR
from anomaly.text import t


def latent_map(
    points: NDArray[np.float64],
    is_anomaly: NDArray[np.bool_],
    names: tuple[str, str],
    own: NDArray[np.float64] | None = None,
) -> go.Figure:
    """Draw codes in a plane, normal ones as dots and the others as crosses.

    Parameters
    ----------
    points : ndarray
        float64 (N, 2).
    is_anomaly : ndarray
        bool (N,).
    names : tuple of str
        Of the normal and of the anomalous digits.
    own : ndarray, optional
        float64 (M, 2), marked as the learner's own.
    """
    figure = go.Figure()
    groups = (
        (names[1], points[is_anomaly], ANOMALY_COLOUR, "x-thin-open", 6),
        (names[0], points[~is_anomaly], NORMAL_COLOUR, "circle", 5),
        (t("train.own"), points[:0] if own is None else own, THRESHOLD_COLOUR, "star", 16),
    )
    for name, group, colour, symbol, size in groups:
        if len(group):
            marker = {"color": colour, "symbol": symbol, "size": size}
            x, y = group.T
            figure.add_scatter(x=x, y=y, name=name, mode="markers", marker=marker, hoverinfo="name")
    figure.update_xaxes(title_text=t("latent.x"), zeroline=False, showticklabels=False)
    figure.update_yaxes(title_text=t("latent.y"), zeroline=False, showticklabels=False)
    return figure
