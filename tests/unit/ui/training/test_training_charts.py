"""Pictures of a network in training, as pages look at them again and again."""

from dataclasses import replace
from typing import Any

import pytest
import torch

from anomaly import figures
from anomaly.data.digits import Digits
from anomaly.detectors.autoencoder import Autoencoder
from anomaly.storage.checkpoints import Checkpoint
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import to_half
from anomaly.ui.training.training_charts import _detect, detector_of
from tests.support.app_test import opened, without_mnist

KINDS = (1,), (7, 9)


def test_the_same_weights_are_looked_at_once_for_all_pages(
    digits: Digits, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, real = list[int](), Autoencoder.detect_in_parts

    def look(detector: Autoencoder, images: torch.Tensor) -> Any:
        looks.append(len(images))
        return real(detector, images)

    monkeypatch.setattr(Autoencoder, "detect_in_parts", look)
    live = Checkpoint(small.plan, 1, to_half(small.detector.state_dict()))
    first, again = (_detect(detector_of(live), digits, KINDS, b"") for _ in range(2))
    assert first is again
    _detect(detector_of(replace(live)), digits, KINDS, b"")  # the next weights
    assert looks == [6, 6]


def test_the_drawing_comes_first(digits: Digits, small: TrainedDetector) -> None:
    drawn = torch.rand(28, 28)
    first, *others = _detect(small.detector, digits, KINDS, drawn.numpy().tobytes())
    assert torch.equal(first.image, drawn)
    assert len(others) == 6


def test_charts_are_made_once_for_all_runs_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    made, real = list[int](), figures.histogram

    def draw(*args: Any) -> Any:
        made.append(len(args))
        return real(*args)

    monkeypatch.setattr(figures, "histogram", draw)
    with without_mnist():
        opened("train").run()
        assert len(made) == 1
        opened("train")
        assert len(made) == 1
        opened("train", anomalous="7")
        assert len(made) == 2
