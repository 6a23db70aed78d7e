from . import figures
from .data.digits import Digits, load_digits, split_one_class
from .detectors import DETECTORS, Detection, Detector, TrainingReport, WrappedDetector
from .errors import UserError
from .evaluation import (
    RULES,
    ValidationScores,
    auroc,
    best_f1_threshold,
    clipped_threshold,
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
from .evaluation.limits import Limits
from .preprocessing.image_file import read_picture
from .preprocessing.picture_set import PictureSet, read_pictures
from .preprocessing.pipeline import CanvasSettings, to_digit, trace
from .preprocessing.strokes import digit_from_strokes
from .storage.onnx_file import export_onnx
from .storage.store import load, save
from .training.adaptation import Adaptation, adapt_detector
from .training.examples import Examples
from .training.judgement import Judgement, judge
from .training.lesson import Lesson
from .training.plan import TrainingPlan
from .training.sign_training import train_on_pictures
from .training.trained import TrainedDetector
from .training.trainer import Training, train_detector

__all__ = [
    "DETECTORS",
    "RULES",
    "Adaptation",
    "CanvasSettings",
    "Detection",
    "Detector",
    "Digits",
    "Examples",
    "Judgement",
    "Lesson",
    "Limits",
    "PictureSet",
    "TrainedDetector",
    "Training",
    "TrainingPlan",
    "TrainingReport",
    "UserError",
    "ValidationScores",
    "WrappedDetector",
    "adapt_detector",
    "auroc",
    "best_f1_threshold",
    "clipped_threshold",
    "conformal_p_value",
    "conformal_threshold",
    "confusion",
    "digit_from_strokes",
    "export_onnx",
    "figures",
    "judge",
    "least_cost_threshold",
    "load",
    "load_digits",
    "mad_threshold",
    "parse_rule",
    "precision_threshold",
    "quantile_threshold",
    "read_picture",
    "read_pictures",
    "save",
    "sigma_threshold",
    "split_one_class",
    "to_digit",
    "trace",
    "train_detector",
    "train_on_pictures",
    "youden_threshold",
]
__version__: str
