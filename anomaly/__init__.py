"""One-class anomaly detection on handwritten digits, made to be watched."""

from anomaly.canvas import CanvasSettings, to_digit, trace
from anomaly.data import Digits, load_digits, split_one_class
from anomaly.detectors import DETECTORS, Detection, Detector, TrainingReport
from anomaly.evaluation import auroc, confusion, quantile_threshold
from anomaly.picture import read_picture
from anomaly.text import Problem
from anomaly.training import TrainedDetector, TrainingPlan, finish, train_detector

__all__ = [
    "DETECTORS",
    "CanvasSettings",
    "Detection",
    "Detector",
    "Digits",
    "Problem",
    "TrainedDetector",
    "TrainingPlan",
    "TrainingReport",
    "auroc",
    "confusion",
    "finish",
    "load_digits",
    "quantile_threshold",
    "read_picture",
    "split_one_class",
    "to_digit",
    "trace",
    "train_detector",
]
__version__ = "0.1.0"
