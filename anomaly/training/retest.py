"""Scores of other test digits than those a trained detector is stored with."""

from dataclasses import replace

import torch

from anomaly.data.digits import Digits
from anomaly.detectors.progress import Parts, drain
from anomaly.errors import UserError
from anomaly.training.plausible import are_plausible
from anomaly.training.record import TrainedRecord
from anomaly.training.scoring import score_in_slices
from anomaly.training.subset import scoring_subset
from anomaly.training.trained import TrainedDetector

PART = 500  # digits in memory at a time: all of MNIST's take 150 MB


def is_tested_on(trained: TrainedRecord, digits: Digits) -> bool:
    """Return whether a detector's test scores are of these test digits.

    An uploaded file may claim any origin for its scores, so they are taken for no digits'. Those of
    a person's own signs are another matter: the detector was fitted on all of them, so that its
    scores of them by detectors that were not are all there is.
    """
    if trained.signs is not None:
        return digits.fingerprint == trained.fingerprint
    is_claimed = trained.fingerprint == digits.fingerprint and not trained.uploaded_as
    return is_claimed and bool((trained.test_rows < len(digits.test)).all())


def retest(trained: TrainedDetector, digits: Digits) -> TrainedDetector:
    """Return a detector with the scores of these test digits in place of its own.

    All else is as it was: it keeps its threshold, which comes from calibration digits, and its
    source and fingerprint, which are those of its training digits.

    Parameters
    ----------
    trained : TrainedDetector
    digits : Digits
        A person waits for their scores, so of a slow detector's a stratified subset is scored.

    Raises
    ------
    UserError
        If scores are not plausible, as an uploaded detector's may be.
    """
    return drain(retest_in_parts(trained, digits))


def retest_in_parts(trained: TrainedDetector, digits: Digits) -> Parts[TrainedDetector]:
    """Return what `retest` does, in parts as `score_in_slices`."""
    rows = scoring_subset(type(trained.detector), digits.test.labels, waited_for=True)
    scores, outside = [], []
    for part in rows.split(PART):
        images = digits.test[part].images
        scores.append((yield from score_in_slices(trained.detector, images)))
        if trained.limits is not None:
            outside.append(trained.limits.outside(images))
    if not are_plausible(scores):
        raise UserError("detector.no_score")
    return replace(
        trained,
        test_scores=torch.cat(scores),
        test_labels=digits.test.labels[rows],
        test_rows=rows,
        test_outside=torch.cat(outside) if outside else None,
    )
