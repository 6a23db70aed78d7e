"""Limits of a trained detector: from its digits, in its file, and for files that have none."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from anomaly.data.digits import LabelledImages, OneClassSplit, load_digits
from anomaly.evaluation.limits import Limits
from anomaly.training.signs import SIGN, Signs

if TYPE_CHECKING:
    from anomaly.training.trained import TrainedDetector

OUTSIDE = "test_outside"  # name of the tensor, a bit for each test digit


def limits_of(split: OneClassSplit) -> Limits:
    """Return the limits of all that a detector takes for normal: fitted on or held out."""
    pixels = torch.cat([split.fit.pixels, split.calibration.pixels])
    labels = torch.cat([split.fit.labels, split.calibration.labels])
    return Limits.of(LabelledImages(pixels, labels).images, labels, split.normal)


def pack_limits(trained: "TrainedDetector") -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Return limits as plain values and tensors; `unpack_limits` is the inverse."""
    record = {} if trained.limits is None else {"limits": trained.limits.as_dict()}
    if trained.test_outside is None:
        return record, {}
    return record, {OUTSIDE: torch.from_numpy(np.packbits(trained.test_outside.numpy()))}


def unpack_limits(
    record: Mapping[str, Any], tensors: dict[str, Tensor], normal: tuple[int, ...], count: int
) -> tuple[Limits | None, Tensor | None]:
    """Validate what `pack_limits` returned, and take its tensor out of `tensors`.

    Parameters
    ----------
    record, tensors
        Of a file.
    normal : tuple of int
    count : int
        Number of test digits.

    Raises
    ------
    LookupError, TypeError, ValueError
        If they make no sense.
    """
    bits = tensors.pop(OUTSIDE, None)
    if "limits" not in record:
        if bits is not None:
            raise ValueError("there are no limits that test digits lie outside of")
        return None, None
    limits = Limits.from_dict(record["limits"], normal)
    if bits is None:
        return limits, None
    if len(bits) != -(-count // 8):
        raise ValueError("there is not a bit for each test digit")
    return limits, torch.from_numpy(np.unpackbits(bits.numpy(), count=count).astype(bool))


def limits_at_hand(normal: tuple[int, ...], signs: Signs | None) -> Limits:
    """Return limits for a detector whose file has none: by its signs, else by the digits at hand.

    These are MNIST's where it is installed, and generated ones otherwise.
    """
    if signs is None:
        return _limits_of_digits(normal)
    labels = torch.full((len(signs.normal),), SIGN)
    return Limits.of(LabelledImages(signs.normal, labels).images, labels, normal)


@lru_cache(maxsize=16)
def _limits_of_digits(normal: tuple[int, ...]) -> Limits:
    train = load_digits().train
    some = train[torch.isin(train.labels, torch.tensor(normal)).nonzero()[:, 0]]
    return Limits.of(some.images, some.labels, normal)
