from .bins import BINS, Axis, Bins, axis_of, bin_scores
from .charts import (
    auroc_bars,
    auroc_heatmap,
    loss_curve,
    precision_recall_curve,
    roc_curve,
)
from .corruptions import corruption_matrix
from .latent import latent_map
from .matrices import complexity_matrix
from .panels import pictures, three_rows
from .score_histogram import histogram
from .strips import strip

__all__ = [
    "BINS",
    "Axis",
    "Bins",
    "auroc_bars",
    "auroc_heatmap",
    "axis_of",
    "bin_scores",
    "complexity_matrix",
    "corruption_matrix",
    "histogram",
    "latent_map",
    "loss_curve",
    "pictures",
    "precision_recall_curve",
    "roc_curve",
    "strip",
    "three_rows",
]
