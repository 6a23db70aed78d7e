"""Read the digits that a class drew, from the ZIP that it was downloaded as, as untrusted input.

The ZIP has them as IDX files in MNIST's layout. Half of the students, those with odd numbers, are
the training digits, the others the test digits, so that nobody's hand is in both.
"""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor

from anomaly.data.idx import read_idx
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError

FOLDER = "MNIST/raw"
MAX_DIGITS = 10_000  # of a half
MAX_BYTES = 16 + MAX_DIGITS * IMAGE_SIDE * IMAGE_SIDE  # of the largest file
BLOCK = 1 << 16


def images_file(half: str) -> str:
    """Return the name of the IDX file with the pictures of ``"train"`` or ``"t10k"``."""
    return f"{FOLDER}/{half}-images-idx3-ubyte"


def labels_file(half: str) -> str:
    """Return the name of the IDX file with the labels of ``"train"`` or ``"t10k"``."""
    return f"{FOLDER}/{half}-labels-idx1-ubyte"


def read_class(path: Path) -> tuple[list[tuple[Tensor, Tensor]], str]:
    """Read the digits of a class.

    Parameters
    ----------
    path : Path
        The ZIP.

    Returns
    -------
    halves : list of (Tensor, Tensor)
        The training and the test digits: pixels uint8 (N, 28, 28), labels int64 (N,).
    fingerprint : str
        Identifies the pixels and labels.

    Raises
    ------
    UserError
        If it is no such file, is damaged, or a half has no digits.
    """
    halves, digests = [], []
    try:
        with zipfile.ZipFile(path) as archive, TemporaryDirectory() as folder:
            for half in ("train", "t10k"):
                images = _unpack(archive, images_file(half), Path(folder))
                labels = _unpack(archive, labels_file(half), Path(folder))
                pixels, of_pixels = read_idx(images, (MAX_DIGITS, IMAGE_SIDE, IMAGE_SIDE))
                digits, of_digits = read_idx(labels, (MAX_DIGITS,))
                if not len(digits) == len(pixels) > 0 or digits.max() > 9:
                    raise ValueError("pictures and labels do not agree")
                halves.append((torch.from_numpy(pixels), torch.from_numpy(digits).long()))
                digests += [of_pixels, of_digits]
    except (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        raise UserError("data.class_damaged", file=path.name) from None
    return halves, "-".join(digest[:4] for digest in digests)


def _unpack(archive: zipfile.ZipFile, name: str, folder: Path) -> Path:
    """Write a file of the archive into a folder, no more of it than it may have."""
    target, left = folder / Path(name).name, MAX_BYTES
    with archive.open(name) as packed, target.open("wb") as file:
        while block := packed.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise ValueError("a file is too long")
            file.write(block)
    return target
