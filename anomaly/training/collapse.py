"""Check a stored detector for collapse: that it rebuilds all normal digits alike."""

from collections.abc import Sequence
from functools import lru_cache

import torch

from anomaly.data.digits import LABELS, LabelledImages, load_generated
from anomaly.detectors import Detector

# Generated digits of each label on which a stored detector is checked; AnoGAN takes 0.2 s for them.
SAMPLES_PER_LABEL = 8


def rebuilds_all_alike(detector: Detector, normal: Sequence[int]) -> bool:
    """Judge a detector on generated digits, which leave little doubt: no stricter than the base."""
    samples = _samples()
    is_normal = torch.isin(samples.labels, torch.tensor(tuple(normal)))
    limit = min(detector.min_spread, Detector.min_spread)
    return detector.has_collapsed(samples[is_normal].images, limit)


@lru_cache(maxsize=1)
def _samples() -> LabelledImages:
    """Return the first generated training digits of each label."""
    train = load_generated().train
    rows = [(train.labels == label).nonzero()[:SAMPLES_PER_LABEL, 0] for label in LABELS]
    return train[torch.cat(rows)]
