"""Variants of pictures and of drawings."""

from dataclasses import replace

import numpy as np
import torch

from anomaly.data.digits import load_generated
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.training.variants import HandVariation, vary, vary_strokes

SEVEN = [[[60, 60], [200, 60], [120, 220]], [[100, 140], [180, 140]]]
STILL = HandVariation(rotation=0, shear=0, scale=0, bend=0, turn=0, stretch=0)


def test_variants_resemble_their_picture_more_than_others() -> None:
    images = load_generated().train.images[::200]
    variants, origin = vary(images, 6, seed=0)
    assert variants.shape == (6 * len(images), 1, 28, 28)
    assert (origin.bincount() == 6).all()
    assert variants.min() >= 0
    assert variants.max() <= 1
    distances = torch.cdist(variants.flatten(1), images.flatten(1))
    assert (distances.argmin(1) == origin).float().mean() > 0.8
    assert (distances.min(1).values > 1).float().mean() > 0.9, "none is a copy"


def test_variants_lie_where_digits_do() -> None:
    variants, _ = vary(load_generated().train.images[::200], 6, seed=1)
    places = torch.arange(28) + 0.5
    mass = variants.sum((1, 2, 3))
    x = (variants[:, 0].sum(1) * places).sum(1) / mass
    y = (variants[:, 0].sum(2) * places).sum(1) / mass
    assert (x - 14.5).abs().max() < 1
    assert (y - 14.5).abs().max() < 1


def test_variants_are_repeatable() -> None:
    images = load_generated().train.images[:3]
    assert torch.equal(vary(images, 4, seed=5)[0], vary(images, 4, seed=5)[0])
    assert not torch.equal(vary(images, 4, seed=5)[0], vary(images, 4, seed=6)[0])
    once, again = (vary_strokes([SEVEN], 3, seed=5)[0] for _ in range(2))
    assert torch.equal(once, again)


def test_a_drawing_that_varies_by_nothing_stays_as_it_is() -> None:
    (variant,), _ = vary_strokes([SEVEN], 1, seed=0, variation=STILL)
    digit = digit_from_strokes(SEVEN)
    assert digit is not None
    assert np.abs(variant[0].numpy() - digit).max() < 0.05


def test_parts_of_a_drawing_vary_apart() -> None:
    corner = [[[80, 60], [80, 200], [200, 200]]]
    variation = replace(STILL, turn=0.2)
    ink = vary_strokes([corner], 40, seed=0, variation=variation)[0][:, 0]  # (40, 28, 28)
    rows, columns = torch.arange(28.0)[:, None], torch.arange(28.0)
    stem, foot = ink * (rows < 14), ink * (columns > 16)
    lean = (stem * columns * (13 - rows)).sum((1, 2)) / stem.sum((1, 2))
    tilt = (foot * rows * (columns - 17)).sum((1, 2)) / foot.sum((1, 2))
    assert lean.std() > 1
    assert tilt.std() > 1
    assert torch.corrcoef(torch.stack([lean, tilt]))[0, 1].abs() < 0.9, "no turn of the whole"


def test_variants_of_drawings_say_which_drawing_they_are_of() -> None:
    variants, origin = vary_strokes([SEVEN, [], [[[5, 5]]]], 4, seed=0)
    assert origin.tolist() == [0, 0, 0, 0], "no picture can be made of nothing or of a dot"
    assert variants.shape == (4, 1, 28, 28)


def test_no_pictures_have_no_variants() -> None:
    none = torch.zeros(0, 1, 28, 28)
    assert len(vary(none, 5, seed=0)[0]) == 0
    assert vary_strokes([], 5, seed=0)[0].shape == (0, 1, 28, 28)
