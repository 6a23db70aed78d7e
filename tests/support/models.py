"""Trained detectors made up for tests: large ones, and ones that make no sense."""

from dataclasses import replace
from pathlib import Path

import torch

from anomaly.detectors import build
from anomaly.detectors.autoencoder import AutoencoderSettings
from anomaly.storage import store
from anomaly.training.trained import TrainedDetector

LARGEST = AutoencoderSettings(hidden=(1024, 1024, 1024, 1024))  # 38 MB


def bundled(detector: str = "autoencoder") -> TrainedDetector:
    """Return a bundled detector of 1s."""
    return store.load(next(store.BUNDLED.glob(f"{detector}-1-*{store.SUFFIX}")))


def large_model(seed: int) -> TrainedDetector:
    """Return a detector of 38 MB, of which nothing was learned."""
    there = bundled()
    torch.manual_seed(seed)
    detector = build("autoencoder", LARGEST)
    return replace(there, plan=replace(there.plan, settings=LARGEST, seed=seed), detector=detector)


def write_large_models(folder: Path, count: int) -> None:
    """Store `count` large detectors in a folder of models, which no digits in use have tested."""
    folder.mkdir(exist_ok=True)
    for seed in range(count):
        store.save(replace(large_model(seed), fingerprint="of-other-digits"), folder)
