"""Digits that are damaged on purpose, and where."""

import numpy as np
import pytest

from anomaly.corruptions import CORRUPTIONS, damage
from anomaly.corruptions.damage import damage_one
from anomaly.corruptions.randomness import seeds_from, uniform
from anomaly.data.digits import load_generated
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats

HARMFUL = [name for name, kind in CORRUPTIONS.items() if kind.is_harmful]
HARMLESS = [name for name, kind in CORRUPTIONS.items() if not kind.is_harmful]


@pytest.fixture(scope="module")
def images() -> Floats:
    """Return three generated digits of each label, float32 (30, 28, 28)."""
    test = load_generated().test
    rows = [row for label in range(10) for row in (test.labels == label).nonzero()[:3, 0]]
    return np.concatenate([test.images[row].numpy() for row in rows])


def test_without_any_strength_digits_stay_as_they_are(images: Floats) -> None:
    damaged = damage(images, dict.fromkeys(CORRUPTIONS, 0.0))
    np.testing.assert_allclose(damaged.images, images, atol=1e-7)
    assert not damaged.masks.any()


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_more_strength_changes_a_digit_more(name: str, images: Floats) -> None:
    changes = [
        float(np.abs(damage(images, {name: strength}).images - images).sum())
        for strength in CORRUPTIONS[name].strengths
    ]
    assert changes == sorted(changes)
    assert changes[0] > 0


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_corruption_damages_no_place(name: str, images: Floats) -> None:
    damaged = damage(images, {name: CORRUPTIONS[name].largest})
    assert not damaged.masks.any()
    assert damaged.images.min() >= 0
    assert damaged.images.max() <= 1


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_corruption_damages_a_place_that_is_known(name: str, images: Floats) -> None:
    damaged = damage(images, {name: CORRUPTIONS[name].strengths[1]})
    changed = np.abs(damaged.images - images) >= 0.1
    np.testing.assert_array_equal(damaged.masks, changed)
    assert damaged.masks.any(axis=(1, 2)).mean() > 0.9


def test_a_cut_takes_ink_and_a_speck_stands_apart_from_it(images: Floats) -> None:
    cut, speck = damage(images, {"cut": 3}), damage(images, {"speck": 1})
    assert (cut.images <= images + 1e-6).all()
    assert (images[speck.masks] < 0.1).all()


def test_the_place_stays_in_the_digit_when_that_is_moved(images: Floats) -> None:
    still, moved = (
        damage_one(images[12], {"cut": 3, "shift": shift}, seed=5).masks[0] for shift in (0, 3)
    )
    middles = [np.argwhere(mask).mean(axis=0) for mask in (still, moved)]
    assert np.linalg.norm(middles[1] - middles[0]) == pytest.approx(3, abs=1)


def test_the_same_seed_damages_alike_and_another_elsewhere(images: Floats) -> None:
    one, again, other = (damage(images, {"cut": 3, "noise": 0.1}, seed=s) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.images, again.images)
    assert (one.masks != other.masks).any(axis=(1, 2)).mean() > 0.8


def test_random_numbers_are_even_and_independent() -> None:
    numbers = uniform(seeds_from(0, 500), 1, 200)
    assert numbers.mean() == pytest.approx(0.5, abs=0.005)
    assert np.quantile(numbers, [0.1, 0.9]) == pytest.approx([0.1, 0.9], abs=0.01)
    other = uniform(seeds_from(0, 500), 2, 200)
    assert abs(np.corrcoef(numbers.ravel(), other.ravel())[0, 1]) < 0.01
    assert abs(np.corrcoef(numbers[:, 0], numbers[:, 1])[0, 1]) < 0.15


def test_an_unfilled_picture_takes_all_corruptions() -> None:
    for blank in (np.zeros((1, 28, 28), np.float32), np.ones((1, 28, 28), np.float32)):
        damaged = damage(blank, {name: kind.largest for name, kind in CORRUPTIONS.items()})
        assert np.isfinite(damaged.images).all()
    assert damage(np.zeros((0, 28, 28), np.float32), {"cut": 1}).images.shape == (0, 28, 28)


@pytest.mark.parametrize(
    ("strengths", "said"),
    [
        ({"burn": 1}, "no corruption called “burn”"),
        ({"cut": -1}, "from 0 to 4"),
        ({"rotate": 200}, "from -24 to 24"),
        ({"noise": float("nan")}, "out of its range"),
    ],
)
def test_what_makes_no_sense_is_said(strengths: dict[str, float], said: str) -> None:
    with pytest.raises(UserError, match=said):
        damage(np.zeros((1, 28, 28), np.float32), strengths)


def test_pictures_are_taken_in_all_their_shapes(images: Floats) -> None:
    several, single = damage(images, {"cut": 2}), damage(images[:1], {"cut": 2})
    for other in (damage(images[:, None], {"cut": 2}), damage(images.astype(float), {"cut": 2})):
        np.testing.assert_array_equal(several.images, other.images)
        assert several.masks.shape == other.masks.shape
    np.testing.assert_array_equal(damage(images[0], {"cut": 2}).images, single.images)


@pytest.mark.parametrize(
    "pictures",
    [
        np.zeros((2, 27, 28)),
        np.zeros((2, 3, 28, 28)),
        np.zeros(784),
        np.zeros((28, 28), int),
        np.zeros(()),
    ],
)
def test_what_are_no_pictures_is_said(pictures: Floats) -> None:
    for function in (damage, damage_one):
        with pytest.raises(UserError, match=r"\(N, 1, 28, 28\)"):
            function(pictures, {"cut": 1}, seed=0)


@pytest.mark.parametrize("seed", [-1, 2**32, 0.5])
def test_a_seed_out_of_its_range_is_said(seed: int, images: Floats) -> None:
    for function in (damage, damage_one):
        with pytest.raises(UserError, match="seed"):
            function(images[0], {"cut": 1}, seed=seed)


def test_several_pictures_are_not_one(images: Floats) -> None:
    with pytest.raises(UserError, match="These are 2"):
        damage_one(images[:2], {"cut": 1}, seed=0)
