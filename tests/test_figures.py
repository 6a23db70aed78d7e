"""What the figures hold."""

import numpy as np
import pytest
import torch

from anomaly import figures
from anomaly.detectors import Detection


@pytest.fixture
def detection() -> Detection:
    image = torch.zeros(28, 28)
    image[2, 5] = 1.0
    rebuilt = torch.zeros(28, 28)
    rebuilt[20, 20] = 0.5
    return Detection(image, rebuilt, (image - rebuilt).abs(), 1.5)


def test_three_pictures_share_fixed_scales(detection: Detection) -> None:
    figure = figures.pictures(detection, "A held-out 9")
    assert [trace.coloraxis for trace in figure.data] == ["coloraxis", "coloraxis", "coloraxis2"]
    assert (figure.layout.coloraxis2.cmin, figure.layout.coloraxis2.cmax) == (0, 1)
    assert figure.data[2].z[20, 20] == 0.5


def test_the_signed_difference_tells_missing_from_added_ink(detection: Detection) -> None:
    figure = figures.pictures(detection, "A held-out 9", signed=True)
    assert (figure.layout.coloraxis2.cmin, figure.layout.coloraxis2.cmax) == (-1, 1)
    assert (figure.data[2].z[2, 5], figure.data[2].z[20, 20]) == (1, -0.5)


def test_every_score_is_in_a_bar_and_the_axis_ends_at_a_round_figure() -> None:
    scores = np.array([0.0, 12.0, 187.3])
    assert figures.axis_top(scores) == 200
    bins = figures.bin_scores(scores, [False, False, True], figures.axis_top(scores))
    assert (bins.normal.sum(), bins.anomalous.sum()) == (2, 1)


@pytest.mark.parametrize("scores", [np.zeros(4), np.array([]), np.array([1e-9]), np.full(3, 7.0)])
def test_odd_scores_still_have_an_axis(scores: np.ndarray) -> None:
    assert figures.axis_top(scores) >= scores.max(initial=0.0)
    assert figures.axis_top(scores) > 0


def test_normal_and_anomalous_scores_differ_without_colour() -> None:
    bins = figures.bin_scores([1.0, 9.0], [False, True], 10.0)
    normal, strange = figures.histogram(bins, 5.0, None, ("1s", "9s")).data
    assert normal.fillpattern.shape != strange.fillpattern.shape


def test_a_score_beyond_the_axis_is_marked_at_its_end() -> None:
    bins = figures.bin_scores([1.0], [False], 10.0)
    mark = figures.histogram(bins, 5.0, 99.0, ("1s", "9s")).data[-1]
    assert mark.x[0] == 10
    assert "99.0" in mark.name
