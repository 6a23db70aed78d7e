"""Random numbers that the page's scripts draw alike: a hash of a seed, a purpose and an index.

The hash is `lowbias32` of C. Wellons' hash-prospector (2018), in 32-bit arithmetic.
"""

import numpy as np

from anomaly.preprocessing.arrays import Doubles, Words

BITS = np.uint64(0xFFFFFFFF)  # 32-bit words of a product


def hash32(words: Words) -> Words:
    """Return well mixed 32-bit words.

    Parameters
    ----------
    words : ndarray of uint64
        In [0, 2**32).

    Returns
    -------
    ndarray of uint64
        In [0, 2**32).
    """
    x = words & BITS
    x = ((x ^ (x >> np.uint64(16))) * np.uint64(0x7FEB352D)) & BITS
    x = ((x ^ (x >> np.uint64(15))) * np.uint64(0x846CA68B)) & BITS
    return x ^ (x >> np.uint64(16))


def seeds_from(seed: int, count: int) -> Words:
    """Return one seed for each of `count` pictures, uint64 (count,), in [0, 2**32)."""
    return hash32(np.add(hash32(np.array([seed], np.uint64)), _indices(count)))


def uniform(seeds: Words, purpose: int, count: int) -> Doubles:
    """Return numbers in (0, 1), float64 (N, count): for each of N seeds, those of a purpose.

    Parameters
    ----------
    seeds : ndarray of uint64
        (N,), in [0, 2**32).
    purpose : int
        Numbers of two purposes are independent.
    count : int
    """
    streams = hash32(hash32(seeds) + np.uint64(purpose))
    words = hash32(np.add(streams[:, None], _indices(count)))
    return (words.astype(np.float64) + 0.5) / 2.0**32


def _indices(count: int) -> Words:
    return np.arange(count, dtype=np.uint64)
