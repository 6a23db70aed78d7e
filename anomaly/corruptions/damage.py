"""Damage pictures on purpose, and tell where they were damaged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from anomaly.corruptions import defects, ink
from anomaly.corruptions.catalogue import CORRUPTIONS
from anomaly.corruptions.geometry import Warp
from anomaly.corruptions.randomness import seeds_from, uniform
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Doubles, Floats, Mask, Words
from anomaly.validation import check_range

MIN_CHANGE = 0.1  # of the intensity, from which a pixel counts as damaged
MAX_SEED = 2**32 - 1
SHIFT_TURN, SIGN = 7, 8  # purposes of random numbers
# In the order in which they are done.
DEFECTS = {"cut": defects.cut_out, "scratch": defects.add_scratch, "speck": defects.add_speck}


@dataclass(frozen=True)
class Damaged:
    """Damaged pictures.

    Attributes
    ----------
    images : ndarray
        float32 (N, 28, 28), intensity in [0, 1].
    masks : ndarray
        bool (N, 28, 28): the pixels that a harmful corruption changed by a tenth or more.
    """

    images: Floats
    masks: Mask


def damage(images: Floats, strengths: Mapping[str, float], seed: int = 0) -> Damaged:
    """Damage pictures, each in its own way by a seed.

    All at once: warped, thicker or thinner, blurred, then a piece cut out, a scratch and a speck
    added, and last noise. Those with two directions take one of them at random.

    Parameters
    ----------
    images : ndarray
        Floating point, (28, 28), (N, 28, 28) or (N, 1, 28, 28), intensity in [0, 1], ink bright on
        dark.
    strengths : mapping of str to float
        By names of `CORRUPTIONS`, in their units; what is left out is 0.
    seed : int
        In [0, 2**32). Chooses places, directions and noise.

    Raises
    ------
    UserError
        If the pictures have another shape or type, a name is unknown, or a strength or the seed is
        out of its range.

    Examples
    --------
    >>> damage(np.zeros((1, 28, 28), np.float32), {"speck": 2}).masks.sum()
    np.int64(13)
    """
    check_strengths(strengths)
    _check_seed(seed)
    pictures = _as_pictures(images)
    seeds = seeds_from(seed, len(pictures))
    return _damage(pictures, _signed(strengths, seeds), seeds)


def damage_one(image: Floats, strengths: Mapping[str, float], seed: int) -> Damaged:
    """Damage one picture, (28, 28), with directions as given: what `corrupt.js` must agree with.

    Parameters
    ----------
    image : ndarray
    strengths : mapping of str to float
    seed : int
        In [0, 2**32).

    Raises
    ------
    UserError
        As `damage` does.
    """
    check_strengths(strengths)
    _check_seed(seed)
    pictures = _as_pictures(image)
    if len(pictures) != 1:
        raise UserError("corruption.not_one", count=len(pictures))
    given = {name: np.array([value], np.float64) for name, value in strengths.items()}
    return _damage(pictures, given, np.array([seed], np.uint64))


def check_strengths(strengths: Mapping[str, float]) -> None:
    """Raise a `UserError` for an unknown corruption or a strength out of its range."""
    for name, strength in strengths.items():
        if name not in CORRUPTIONS:
            known = ", ".join(CORRUPTIONS)
            raise UserError("corruption.unknown", name=str(name)[:40], known=known)
        kind = CORRUPTIONS[name]
        if not kind.smallest <= strength <= kind.largest:  # also where it is nan
            raise UserError(
                "corruption.range",
                name=name,
                strength=strength,
                smallest=kind.smallest,
                largest=kind.largest,
            )


def _check_seed(seed: int) -> None:
    check_range("seed", int(seed) if isinstance(seed, np.integer) else seed, 0, MAX_SEED)


def _as_pictures(images: Floats) -> Doubles:
    """Return a caller's pictures as float64 (N, 28, 28)."""
    pictures = np.asarray(images)
    count, side = pictures.shape[:1], (IMAGE_SIDE, IMAGE_SIDE)
    known = (side, (*count, *side), (*count, 1, *side))
    if pictures.shape not in known or not np.issubdtype(pictures.dtype, np.floating):
        given = f"{pictures.dtype} {pictures.shape}"
        raise UserError("corruption.not_pictures", given=given)
    return pictures.astype(np.float64).reshape(-1, *side)


def _signed(strengths: Mapping[str, float], seeds: Words) -> dict[str, Doubles]:
    """Return a strength for each picture, either way at random where there are two."""
    signs = np.where(uniform(seeds, SIGN, 1)[:, 0] < 0.5, -1.0, 1.0)
    return {
        name: strength * (signs if CORRUPTIONS[name].is_signed else np.ones(len(seeds)))
        for name, strength in strengths.items()
    }


def _damage(images: Doubles, strengths: Mapping[str, Doubles], seeds: Words) -> Damaged:
    def all_of(name: str) -> Doubles:
        return strengths.get(name, np.zeros(len(images)))

    def one_of(name: str) -> float:
        values = strengths.get(name)
        return 0.0 if values is None or not len(values) else float(values[0])

    warp = Warp(np.deg2rad(all_of("rotate")), all_of("shear"), _shift(all_of("shift"), seeds))
    intact = ink.thin(ink.thicken(warp.apply(images), one_of("thicken")), one_of("thin"))
    intact = damaged = ink.blur(intact, one_of("blur"))
    wanted = {name: one_of(name) for name in DEFECTS if one_of(name)}
    if wanted:
        places = defects.choose_places(images, seeds, warp)
        for name, strength in wanted.items():
            damaged = DEFECTS[name](damaged, strength, places)
    masks = np.abs(damaged - intact) >= MIN_CHANGE
    noisy = ink.add_noise(damaged, one_of("noise"), seeds)
    pictures = np.clip(noisy, 0, 1).astype(np.float32)
    return Damaged(pictures.reshape(-1, IMAGE_SIDE, IMAGE_SIDE), masks)


def _shift(distances: Doubles, seeds: Words) -> Doubles:
    """Return shifts (N, 2): to the right by a positive distance, up or down by the seed."""
    turn = np.pi * (uniform(seeds, SHIFT_TURN, 1)[:, 0] - 0.5)
    return distances[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
