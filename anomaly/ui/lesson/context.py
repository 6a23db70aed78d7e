"""Digits and detector of the lesson."""

from dataclasses import dataclass

from anomaly.data.digits import Digits
from anomaly.training.trained import TrainedDetector


@dataclass(frozen=True)
class LessonContext:
    """Digits and detector from which the steps of the lesson take their data.

    Attributes
    ----------
    digits : Digits
        Those in use, MNIST or generated.
    trained : TrainedDetector
        The default autoencoder for 1s, with its scores of the test digits in use.
    """

    digits: Digits
    trained: TrainedDetector
