"""Anomalies among the examples that a detector was taught: nothing is fitted on them."""

from dataclasses import replace

import torch
from torch import Tensor

from anomaly.training.examples import Examples
from anomaly.training.taught import Taught
from anomaly.training.trained import TrainedDetector


def with_anomalies(base: TrainedDetector, examples: Examples, seed: int = 0) -> TrainedDetector:
    """Return a detector with other anomalies in its examples, without fitting it again.

    Parameters
    ----------
    base : TrainedDetector
        An adapted one with the same normal examples; or any, if the examples have no normal ones.
    examples : Examples
    seed : int
        Of an adapted detector its own is kept.
    """
    images = examples.anomalous_images
    scores = base.detector.anomaly_score(images) if len(images) else torch.zeros(0)
    return with_scored_anomalies(base, examples, seed, scores)


def with_scored_anomalies(
    base: TrainedDetector, examples: Examples, seed: int, scores: Tensor
) -> TrainedDetector:
    """Return a detector with other anomalies in its examples, whose scores are known."""
    if base.taught is not None:
        taught = replace(base.taught, examples=examples, anomaly_scores=scores)
    else:
        nothing = torch.zeros(0)
        taught = Taught(
            base.key, seed, examples, nothing, nothing.double(), nothing.bool(), scores, predicted=0
        )
    return replace(base, taught=taught, uploaded_as="")
