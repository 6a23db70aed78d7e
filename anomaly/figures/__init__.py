"""Plotly figures from plain arrays; screens and reports place them."""

from anomaly.figures.charts import (
    auroc_bars,
    auroc_heatmap,
    loss_curve,
    precision_recall_curve,
    roc_curve,
)
from anomaly.figures.matrices import complexity_matrix
from anomaly.figures.pictures import pictures, strip, three_rows
from anomaly.figures.scores import BINS, Axis, Bins, axis_of, bin_scores, histogram

__all__ = [
    "BINS",
    "Axis",
    "Bins",
    "auroc_bars",
    "auroc_heatmap",
    "axis_of",
    "bin_scores",
    "complexity_matrix",
    "histogram",
    "loss_curve",
    "pictures",
    "precision_recall_curve",
    "roc_curve",
    "strip",
    "three_rows",
]
