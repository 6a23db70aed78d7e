"""Drawn digits, whatever the brush, score as MNIST's own digits do."""

from dataclasses import dataclass

import numpy as np
import pytest
import torch

from anomaly.evaluation import auroc, quantile_threshold
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.pipeline import to_digit
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.storage.store import find
from anomaly.training.plan import TrainingPlan
from tests.support.strokes import BRUSHES, Drawing, drawings, on_grid


@dataclass(frozen=True)
class Scored:
    """A set of drawings after the bundled detector has seen it."""

    scores: np.ndarray
    labels: np.ndarray
    brushes: np.ndarray
    threshold: float


def from_strokes(drawing: Drawing) -> Floats | None:
    return digit_from_strokes(on_grid(drawing.strokes), drawing.width)


def from_picture(drawing: Drawing) -> Floats | None:
    return to_digit(drawing.picture)


@pytest.fixture(scope="module", params=[from_strokes, from_picture])
def drawn(request: pytest.FixtureRequest) -> Scored:
    trained, _ = find(TrainingPlan(), ["mnist"])
    assert trained is not None
    pile = list(drawings(per_style=2, seed=11))
    digits = [request.param(drawing) for drawing in pile]
    assert all(digit is not None for digit in digits)
    images = torch.from_numpy(np.stack([digit for digit in digits if digit is not None]))
    return Scored(
        scores=trained.detector.anomaly_score(images.unsqueeze(1)).numpy(),
        labels=np.array([drawing.label for drawing in pile]),
        brushes=np.array([drawing.width for drawing in pile]),
        threshold=quantile_threshold(trained.calibration_scores),
    )


def test_drawn_1s_are_told_from_all_other_drawn_digits(drawn: Scored) -> None:
    assert set(drawn.labels) == set(range(10))
    assert auroc(drawn.scores, drawn.labels != 1) >= 0.99


def test_at_most_one_drawn_1_in_ten_is_flagged(drawn: Scored) -> None:
    assert np.mean(drawn.scores[drawn.labels == 1] >= drawn.threshold) <= 0.1


@pytest.mark.parametrize("brush", BRUSHES)
def test_no_brush_lets_other_digits_pass(drawn: Scored, brush: int) -> None:
    others = (drawn.labels != 1) & (drawn.brushes == brush)
    assert np.mean(drawn.scores[others] < drawn.threshold) <= 0.2
