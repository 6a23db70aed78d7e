"""Trials of a detector from a file: what screens ask of it, on pictures of every kind."""

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from anomaly.data.digits import LABELS, load_generated
from anomaly.errors import UserError
from anomaly.evaluation import RULES, auroc, average_precision, fpr_at_tpr
from anomaly.training.plausible import check_answers, check_values, extremes
from anomaly.training.thresholds import validation_scores_of
from anomaly.training.trained import TrainedDetector

DIGITS_PER_LABEL = 2


def try_out(trained: TrainedDetector) -> None:
    """Try everything that screens ask of a detector.

    Raises
    ------
    UserError, ValueError
        If an answer is missing, is not finite, or no picture.
    Exception
        Whatever else its computations fail with.
    """
    detector, images = trained.detector, _pictures()
    check_answers(detector, images)
    check_values("codes", detector.embed(images))
    if detector.has_code:
        check_values("codes", detector.encode(images))
    module = detector.as_module()
    if module is not None:
        with torch.inference_mode():
            check_values("its module's answers", *module(images))
    if trained.limits is not None:
        trained.limits.check(images)
    _check_figures(trained)


def _check_figures(trained: TrainedDetector) -> None:
    """Check all that is computed from the scores that were stored."""
    scores, is_anomaly = trained.against(LABELS)
    figures = [
        auroc(scores, is_anomaly),
        average_precision(scores, is_anomaly),
        fpr_at_tpr(scores, is_anomaly, tpr=0.95),
        trained.threshold,
    ]
    evidence = validation_scores_of(trained, LABELS)
    for rule in RULES.values():
        try:
            figures.append(rule.threshold(evidence))
        except UserError:  # a rule may have no answer, and says why
            continue
    if not np.isfinite(figures).all():
        raise ValueError("what is computed of its scores is not finite")


@lru_cache(maxsize=1)
def _pictures() -> Tensor:
    """Return digits of each label and the extremes, (24, 1, 28, 28)."""
    test = load_generated().test
    rows = [(test.labels == label).nonzero()[:DIGITS_PER_LABEL, 0] for label in LABELS]
    return torch.cat([test[torch.cat(rows)].images, extremes()])
