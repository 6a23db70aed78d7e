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
    titles = [title.text for title in figure.layout.annotations]
    assert titles == ["A held-out 9", "Rebuilt", "Difference"]
    assert [trace.coloraxis for trace in figure.data] == ["coloraxis", "coloraxis", "coloraxis2"]
    assert (figure.layout.coloraxis2.cmin, figure.layout.coloraxis2.cmax) == (0, 1)
    assert figure.data[2].z[20, 20] == 0.5


def test_the_signed_difference_tells_missing_from_added_ink(detection: Detection) -> None:
    figure = figures.pictures(detection, "A held-out 9", signed=True)
    assert (figure.layout.coloraxis2.cmin, figure.layout.coloraxis2.cmax) == (-1, 1)
    assert (figure.data[2].z[2, 5], figure.data[2].z[20, 20]) == (1, -0.5)


def test_every_score_is_in_a_bar_and_the_axis_ends_at_a_round_figure() -> None:
    scores = np.array([0.0, 12.0, 187.3])
    axis = figures.axis_of(scores)
    assert (axis.low, axis.top) == (0, 200)
    bins = figures.bin_scores(scores, [False, False, True], axis)
    assert (bins.normal.sum(), bins.anomalous.sum()) == (2, 1)


def test_scores_below_nothing_have_an_axis_too() -> None:
    axis = figures.axis_of([-187.3, -12.0])
    assert (axis.low, axis.top) == (-200, 0)
    assert figures.axis_of([-3.0, 40.0]).low <= -3


@pytest.mark.parametrize(
    ("top", "step", "decimals"), [(250.0, 0.1, 1), (4000.0, 1.0, 1), (0.8, 0.001, 3)]
)
def test_a_step_is_as_fine_as_the_axis_needs(top: float, step: float, decimals: int) -> None:
    axis = figures.axis_of([0.0, top])
    assert axis.step == pytest.approx(step)
    assert axis.decimals == decimals


@pytest.mark.parametrize("scores", [np.zeros(4), np.array([]), np.array([1e-9]), np.full(3, 7.0)])
def test_odd_scores_still_have_an_axis(scores: np.ndarray) -> None:
    axis = figures.axis_of(scores)
    assert axis.top >= scores.max(initial=0.0)
    assert axis.top > axis.low


def test_normal_and_anomalous_scores_differ_without_colour() -> None:
    bins = figures.bin_scores([1.0, 9.0], [False, True], figures.axis_of([10.0]))
    normal, strange = figures.histogram(bins, 5.0, ("1s", "9s")).data
    assert normal.fillpattern.shape != strange.fillpattern.shape


def test_bars_of_other_epochs_have_room_on_the_same_axis() -> None:
    axis = figures.axis_of([10.0])
    bins = figures.bin_scores([1.0, 1.0, 9.0], [False, False, True], axis)
    high = figures.bin_scores(np.full(50, 3.0), np.zeros(50), axis)
    alone = figures.histogram(bins, None, ("1s", "9s")).layout.yaxis.range
    roomy = figures.histogram(bins, None, ("1s", "9s"), high.highest).layout.yaxis.range
    assert alone[1] < 3
    assert 50 < roomy[1] < 55


def test_areas_close_to_1_are_drawn_on_an_axis_that_shows_their_differences() -> None:
    figure = figures.auroc_bars({7: (0.997, 0.995, 0.999), 9: (0.999, 0.998, 1.0)})
    start, end = figure.layout.yaxis.range
    assert (start, end) == (0.99, 1)
    assert figures.auroc_bars({7: (0.6, 0.55, 0.7)}).layout.yaxis.range[0] == 0.5
    below_chance = figures.auroc_bars({7: (0.2, 0.1, 0.3)}).layout
    assert below_chance.yaxis.range[0] == 0
    assert [line.y0 for line in below_chance.shapes] == [0.5]


def test_the_heatmap_has_its_numbers_written_and_says_where_there_is_none() -> None:
    figure = figures.auroc_heatmap({"best": {1: 0.99, 8: 0.9}, "other": {8: 0.8}}, [1, 8])
    (heatmap,) = figure.data
    assert "z" in heatmap.texttemplate
    assert (list(heatmap.x), list(heatmap.y)) == (["1", "8"], ["best", "other"])
    assert heatmap.z[0].tolist() == [0.99, 0.9]
    assert figure.layout.yaxis.autorange == "reversed"
    assert [(note.x, note.y) for note in figure.layout.annotations] == [(0, 1)]


def test_a_strip_shows_input_reconstruction_and_difference(detection: Detection) -> None:
    strip = figures.strip(detection)
    assert strip.shape == (28, 84, 3)
    assert strip[2, 5].tolist() == [255, 255, 255]
    assert strip[20, 28 + 20].tolist() == [127, 127, 127]
    assert strip[2, 56 + 5].sum() > strip[20, 56 + 20].sum() > strip[0, 56].sum()


def test_codes_are_told_apart_by_shape_as_well_as_by_colour() -> None:
    points = np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]])
    figure = figures.latent_map(points, np.array([False, True, False]), ("1s", "9s"), points[:1])
    assert [trace.name for trace in figure.data] == ["9s", "1s", "yours"]
    assert len({trace.marker.symbol for trace in figure.data}) == 3
    assert figure.data[1].x.tolist() == [0, 4]
    assert len(figures.latent_map(points, np.zeros(3, bool), ("1s", "9s")).data) == 1
