"""One-class anomaly detection on handwritten digits, made to be watched."""

import os

# Read when torch is loaded. Its threads wait for each other by keeping their cores busy, which
# makes a training many times slower where another program wants these; this many turns are enough.
os.environ.setdefault("GOMP_SPINCOUNT", "3000")

from anomaly.data.digits import Digits, load_digits, split_one_class
from anomaly.detectors import DETECTORS, Detection, Detector, TrainingReport
from anomaly.errors import UserError
from anomaly.evaluation import (
    RULES,
    ValidationScores,
    auroc,
    best_f1_threshold,
    conformal_p_value,
    conformal_threshold,
    confusion,
    least_cost_threshold,
    mad_threshold,
    parse_rule,
    precision_threshold,
    quantile_threshold,
    sigma_threshold,
    youden_threshold,
)
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.pipeline import CanvasSettings, to_digit, trace
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training, train_detector

__all__ = [
    "DETECTORS",
    "RULES",
    "CanvasSettings",
    "Detection",
    "Detector",
    "Digits",
    "TrainedDetector",
    "Training",
    "TrainingPlan",
    "TrainingReport",
    "UserError",
    "ValidationScores",
    "auroc",
    "best_f1_threshold",
    "conformal_p_value",
    "conformal_threshold",
    "confusion",
    "least_cost_threshold",
    "load_digits",
    "mad_threshold",
    "parse_rule",
    "precision_threshold",
    "quantile_threshold",
    "read_picture",
    "sigma_threshold",
    "split_one_class",
    "to_digit",
    "trace",
    "train_detector",
    "youden_threshold",
]
__version__ = "0.1.0"
