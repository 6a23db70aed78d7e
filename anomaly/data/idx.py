"""Read arrays of bytes in the IDX format, packed by gzip or not, as untrusted input.

The format is described by LeCun, Cortes and Burges with MNIST: two zero bytes, the type of the
values, the number of dimensions, each dimension as a big-endian 32-bit integer, then the values.
"""

import gzip
import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

GZIP_MAGIC = b"\x1f\x8b"
UINT8 = 0x08  # the type of unsigned bytes
BLOCK = 1 << 20


def read_idx(path: Path, max_shape: tuple[int, ...]) -> tuple[NDArray[np.uint8], str]:
    """Read a file of unsigned bytes.

    Nothing is allocated for the values before the shape in the header has been checked.

    Parameters
    ----------
    path : Path
        A file packed by gzip is recognised by its content.
    max_shape : tuple of int
        Largest shape allowed: the first axis may be shorter, the others must match exactly.

    Returns
    -------
    values : ndarray
        uint8, writable.
    digest : str
        SHA-256 of the unpacked file.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is not such an array, or shorter or longer than its header says.
    """
    layout = struct.Struct(f">HBB{len(max_shape)}I")
    with _unpacked(path) as file:
        header = file.read(layout.size)
        if len(header) < layout.size:
            raise ValueError("the header is cut short")
        zeros, kind, dimensions, *shape = layout.unpack(header)
        if (zeros, kind, dimensions) != (0, UINT8, len(max_shape)):
            raise ValueError("it is not an array of bytes with these dimensions")
        if shape[0] > max_shape[0] or tuple(shape[1:]) != max_shape[1:]:
            raise ValueError("it has another shape")
        values = np.empty(shape, np.uint8)
        flat = values.reshape(-1).data
        if file.readinto(flat) != values.nbytes or file.read(1):
            raise ValueError("its length is not what the header says")
    digest = hashlib.sha256(header)
    digest.update(flat)
    return values, digest.hexdigest()


def unpacked_digest(path: Path, max_bytes: int) -> str | None:
    """Return the SHA-256 of a file, unpacked where it is packed by gzip.

    Return None if it is damaged or longer than `max_bytes`; unpacking stops there.

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    digest, left = hashlib.sha256(), max_bytes
    try:
        with _unpacked(path) as file:
            while block := file.read(min(BLOCK, left + 1)):
                left -= len(block)
                if left < 0:
                    return None
                digest.update(block)
    except ValueError:
        return None
    return digest.hexdigest()


@contextmanager
def _unpacked(path: Path) -> Iterator[BufferedIOBase]:
    """Open a file for reading what it holds when unpacked; damage is a ValueError."""
    with path.open("rb") as file:
        if not file.peek(2).startswith(GZIP_MAGIC):
            yield file
            return
        with gzip.GzipFile(fileobj=file) as unpacked:
            try:
                yield unpacked
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                raise ValueError("it is not packed soundly") from error
