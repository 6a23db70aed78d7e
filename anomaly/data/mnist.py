"""MNIST on disk: where it may lie, whether it is sound, and reading it."""

import hashlib
import os
from pathlib import Path

from torch import Tensor

from anomaly.errors import UserError
from anomaly.paths import DATA

# SHA-256 of the four unpacked files as published by LeCun, Cortes and Burges.
MNIST_FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def mnist_roots() -> tuple[Path, ...]:
    """Return the folders MNIST is looked for in: ``$MNIST_ROOT`` if set, then ``data/``."""
    root = os.environ.get("MNIST_ROOT")
    return (Path(root), DATA) if root else (DATA,)


def damaged_files(root: Path) -> list[str]:
    """Return the names of MNIST's files under `root` that are missing, unreadable or altered."""
    return [
        name for name, digest in MNIST_FILES.items() if _sha256(mnist_file(root, name)) != digest
    ]


def mnist_file(root: Path, name: str) -> Path:
    """Return where torchvision's layout keeps the file called `name`."""
    return root / "MNIST" / "raw" / name


def find_mnist() -> tuple[Path | None, list[UserError]]:
    """Look for a complete MNIST.

    Returns
    -------
    root : Path or None
        The first folder of `mnist_roots` whose four files are all sound.
    problems : list of UserError
        One for each folder passed over that holds MNIST only in part.
    """
    problems: list[UserError] = []
    for root in mnist_roots():
        damaged = damaged_files(root)
        if not damaged:
            return root, problems
        try:
            any_there = any(_exists(mnist_file(root, name)) for name in MNIST_FILES)
        except OSError:
            problems.append(UserError("data.unreadable", folder=root))
            continue
        if any_there:
            problems.append(UserError("data.damaged", folder=root, files=", ".join(damaged)))
        elif root != DATA:
            problems.append(UserError("data.no_mnist", folder=root))
    return None, problems


def read_mnist(root: Path, *, train: bool) -> tuple[Tensor, Tensor]:
    """Read one half of MNIST through torchvision, from its raw files alone.

    Parameters
    ----------
    root : Path
        A folder whose files `find_mnist` has checked.
    train : bool
        The 60,000 training digits, or the 10,000 test digits.

    Returns
    -------
    pixels : Tensor
        uint8 (N, 28, 28), ink bright on dark.
    labels : Tensor
        int64 (N,).

    Raises
    ------
    UserError
        If a file went away or cannot be read.
    """
    from torchvision.datasets import MNIST  # here because importing it costs over a second

    class RawMNIST(MNIST):  # type: ignore[misc]
        """MNIST without the pickles that older torchvisions left beside the raw files."""

        raw_folder = str(root / "MNIST" / "raw")

        def _check_legacy_exist(self) -> bool:
            return False

    try:
        half = RawMNIST(root, train=train)
    except (OSError, RuntimeError, ValueError) as error:
        raise UserError("data.unreadable", folder=root) from error
    return half.data, half.targets


def _exists(path: Path) -> bool:
    """Tell whether a file is there; unlike `Path.exists`, on any system fail if that is hidden."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
