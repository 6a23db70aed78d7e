"""Arrays as text for the page, which ``shared/values.js`` reads."""

import base64

import numpy as np
from numpy.typing import ArrayLike


def encode_array(values: ArrayLike, dtype: str) -> str:
    """Return the bytes of an array in base64.

    Parameters
    ----------
    values : array_like
    dtype : str
        What the page reads: ``"<f4"``, ``"<i2"`` or ``"u1"``.
    """
    return base64.b64encode(np.asarray(values, dtype).tobytes()).decode()
