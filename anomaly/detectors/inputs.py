"""Conversion of a caller's pictures into the tensor that detectors compute with."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE

Images = Tensor | NDArray[np.floating[Any]]


def as_images(images: Images) -> Tensor:
    """Return pictures as the float32 tensor (N, 1, 28, 28) that detectors compute with.

    Parameters
    ----------
    images : Tensor or ndarray
        Floating point, (28, 28), (N, 28, 28) or (N, 1, 28, 28); intensity in [0, 1], ink bright on
        dark.

    Returns
    -------
    Tensor
        A view where that is possible; N is 1 for a single picture.

    Raises
    ------
    ValueError
        If the shape or the type is none of these.

    Examples
    --------
    >>> as_images(np.zeros((28, 28))).shape
    torch.Size([1, 1, 28, 28])
    """
    tensor = torch.as_tensor(images)
    shape = tuple(tensor.shape)
    if shape[-2:] != (IMAGE_SIDE, IMAGE_SIDE) or shape[:-2] not in ((), shape[:1], (*shape[:1], 1)):
        raise ValueError(f"pictures are (28, 28), (N, 28, 28) or (N, 1, 28, 28), not {shape}")
    if not tensor.is_floating_point():
        raise ValueError(f"intensities are fractions in [0, 1], not {tensor.dtype}")
    return tensor.float().contiguous().view(-1, 1, IMAGE_SIDE, IMAGE_SIDE)
