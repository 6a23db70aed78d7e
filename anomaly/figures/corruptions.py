"""Heatmap of a detector's verdicts on damaged digits."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from anomaly.text import t

# From right to wrong, all light enough for the dark figures in the cells.
WRONG_SCALE = ((0.0, "#f3f0ea"), (1.0, "#f0803c"))
TEXT_COLOUR = "#1f1f1f"
CELL_HEIGHT = 30  # pixels


def corruption_matrix(
    titles: Sequence[str],
    strengths: Sequence[Sequence[str]],
    is_harmful: NDArray[np.bool_],
    flagged: NDArray[np.float64],
    overlap: NDArray[np.float64],
) -> go.Figure:
    """Draw the share flagged at each strength of each corruption, and how well places are found.

    The colour of a cell is the share of wrong verdicts, false alarms of harmless corruptions and
    misses of harmful ones; beside them, for harmful ones, that of the region overlap which lacks.

    Parameters
    ----------
    titles : sequence of str
        (R,) names of the corruptions.
    strengths : sequence of sequence of str
        (R, L), as written.
    is_harmful : ndarray
        bool (R,).
    flagged, overlap : ndarray
        float64 (R, L), in [0, 1]; the second nan for harmless corruptions.
    """
    levels = [str(level + 1) for level in range(flagged.shape[1])]
    groups = [t(f"corruption.{name}") for name in ("flagged", "overlap") for _ in levels]
    wrong = np.where(is_harmful[:, None], 1 - flagged, flagged)
    shown = np.concatenate([flagged, overlap], axis=1)  # (R, 2 L)
    figure = go.Figure(
        go.Heatmap(
            z=np.concatenate([wrong, 1 - overlap], axis=1),
            x=[groups, [*levels, *levels]],
            y=list(titles),
            text=np.where(np.isnan(shown), "", np.char.mod("%.0f%%", 100 * shown)),
            customdata=[
                [t("corruption.hover", kind=kind, strength=it) for it in (*row, *row)]
                for kind, row in zip(titles, strengths, strict=True)
            ],
            texttemplate="%{text}",
            textfont={"color": TEXT_COLOUR},
            hovertemplate="%{customdata}: %{text}",
            hoverongaps=False,
            colorscale=WRONG_SCALE,
            zmin=0,
            zmax=1,
            showscale=False,
            xgap=1,
            ygap=1,
            name="",
        )
    )
    figure.update_xaxes(side="top", fixedrange=True, showgrid=False, showdividers=False)
    figure.update_yaxes(type="category", autorange="reversed", fixedrange=True, showgrid=False)
    height = CELL_HEIGHT * len(titles) + 60
    figure.update_layout(
        height=height,
        dragmode=False,
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )
    return figure
