"""How well difference maps find damaged pixels."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from anomaly.errors import UserError
from anomaly.evaluation.localisation import overlaps, pixel_auroc, region_overlap

RANDOM = np.random.default_rng(0)


def _masks() -> np.ndarray:
    """Return three pictures: two regions, a large one, and none."""
    masks = np.zeros((3, 28, 28), bool)
    masks[0, 3:5, 3:5] = masks[0, 20:22, 20] = True
    masks[1, 5:15, 5:15] = True
    return masks


def test_a_perfect_map_finds_everything() -> None:
    masks = _masks()
    assert pixel_auroc(masks.astype(float), masks) == pytest.approx(1)
    assert region_overlap(masks.astype(float), masks) == pytest.approx(1)
    np.testing.assert_equal(overlaps(masks.astype(float), masks), [1, 1, np.nan])


def test_the_pixel_auroc_is_scikit_learns_ties_included() -> None:
    masks = _masks()
    maps = np.round(RANDOM.random(masks.shape) + 0.3 * masks, 1)
    expected = roc_auc_score(masks.ravel(), maps.ravel())
    assert pixel_auroc(maps, masks) == pytest.approx(expected)


def test_chance_has_half_an_auroc_and_half_the_limit_as_overlap() -> None:
    masks = np.zeros((200, 28, 28), bool)
    masks[:, 10:14, 10:14] = True
    maps = RANDOM.random(masks.shape)
    assert pixel_auroc(maps, masks) == pytest.approx(0.5, abs=0.02)
    assert region_overlap(maps, masks) == pytest.approx(0.15, abs=0.02)
    assert region_overlap(np.ones_like(maps), masks) == pytest.approx(0.15)


def test_small_regions_count_as_much_as_large_ones() -> None:
    masks = _masks()
    only_large = masks & (np.arange(3) == 1)[:, None, None]
    maps = only_large.astype(float) - 0.5 * (masks & ~only_large)
    assert region_overlap(maps, masks) < 0.5
    assert region_overlap(maps, masks) == pytest.approx(1 / 3, abs=0.01)
    assert pixel_auroc(maps, masks) > 0.9


def test_the_overlap_is_the_average_of_the_regions_at_each_threshold() -> None:
    masks = _masks()[:2]
    maps = RANDOM.random(masks.shape) + masks * 0.4
    regions = [masks[0] & (np.arange(28) < 10), masks[0] & (np.arange(28) > 10), masks[1]]
    pictures = (0, 0, 1)
    thresholds = np.append(np.sort(maps.ravel())[::-1], -np.inf)
    fpr = np.array([(maps[~masks] >= line).mean() for line in thresholds])
    pro = np.array(
        [
            np.mean([(maps[n][it] >= line).mean() for n, it in zip(pictures, regions, strict=True)])
            for line in thresholds
        ]
    )
    fine = np.linspace(0, 0.3, 3001)
    expected = np.trapezoid(np.interp(fine, fpr, pro), fine) / 0.3
    assert region_overlap(maps, masks) == pytest.approx(expected, abs=0.002)


def test_regions_of_two_pictures_do_not_touch() -> None:
    masks = np.zeros((2, 28, 28), bool)
    masks[0, 0, 0] = masks[1, :4, :4] = True
    maps = np.zeros(masks.shape)
    maps[0, 0, 0] = 1.0
    assert region_overlap(maps, masks) == pytest.approx(0.5 + 0.5 * 0.15, abs=0.01)


def test_what_cannot_be_measured_is_said() -> None:
    for masks in (np.zeros((1, 28, 28), bool), np.ones((1, 28, 28), bool)):
        with pytest.raises(UserError):
            pixel_auroc(np.zeros((1, 28, 28)), masks)
    with pytest.raises(UserError):
        region_overlap(np.full((1, 28, 28), np.nan), _masks()[:1])
