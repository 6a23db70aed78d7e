"""Find MNIST on disk, however it was put there, check it and read it."""

import os
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from anomaly.data.idx import read_idx, unpacked_digest
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.paths import DATA
from anomaly.text import t

# SHA-256 of the four unpacked files as published by LeCun, Cortes and Burges.
MNIST_FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
MAX_DIGITS = 60_000
MAX_BYTES = 16 + MAX_DIGITS * IMAGE_SIDE * IMAGE_SIDE  # of the largest file, unpacked
FOLDERS = ("MNIST/raw", "MNIST", "raw", ".")  # below a root, torchvision's layout first


def mnist_roots() -> tuple[Path, ...]:
    """Return the folders MNIST is looked for in: ``$MNIST_ROOT`` if set, then ``data/``."""
    root = os.environ.get("MNIST_ROOT")
    return (Path(root), DATA) if root else (DATA,)


def mnist_file(root: Path, name: str) -> Path:
    """Return where torchvision's layout keeps the file called `name`."""
    return root / "MNIST" / "raw" / name


def damaged_files(root: Path) -> list[str]:
    """Return the names of MNIST's files under `root` that are missing, unreadable or altered."""
    sound = _search(root).sound
    return [name for name in MNIST_FILES if name not in sound]


def mnist_problem(root: Path) -> UserError | None:
    """Return what is wrong with the MNIST under `root`; None if its four files are sound."""
    search = _search(root)
    if len(search.sound) == len(MNIST_FILES):
        return None
    if search.unreadable is not None:
        return UserError("data.unreadable", folder=search.unreadable)
    paths = [*search.sound.values(), *search.damaged.values()]
    if not paths:
        return UserError("data.no_mnist", folder=root, files=", ".join(MNIST_FILES))
    files = [
        t("data.file_damaged", file=search.damaged[name].name)
        if name in search.damaged
        else t("data.file_missing", file=name)
        for name in MNIST_FILES
        if name not in search.sound
    ]
    return UserError("data.damaged", folder=paths[0].parent, files=", ".join(files))


def find_mnist() -> tuple[Path | None, list[UserError]]:
    """Look for a complete MNIST.

    Returns
    -------
    root : Path or None
        The first folder of `mnist_roots` whose four files are all sound.
    problems : list of UserError
        One for each folder searched in vain; a ``data/`` without any MNIST file is not reported.
    """
    problems: list[UserError] = []
    for root in mnist_roots():
        problem = mnist_problem(root)
        if problem is None:
            return root, problems
        if root != DATA or problem.key != "data.no_mnist":
            problems.append(problem)
    return None, problems


def read_mnist(root: Path, *, train: bool) -> tuple[Tensor, Tensor]:
    """Read one half of MNIST and check it against its checksums.

    torchvision can read these files as well, but not packed ones, and importing it takes 130 MB
    and over a second.

    Parameters
    ----------
    root : Path
        As `find_mnist` returned it.
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
        If a file went away, was altered or cannot be read.
    """
    half = "train" if train else "t10k"
    pixels = _read(root, f"{half}-images-idx3-ubyte", (MAX_DIGITS, IMAGE_SIDE, IMAGE_SIDE))
    return pixels, _read(root, f"{half}-labels-idx1-ubyte", (MAX_DIGITS,)).long()


def _read(root: Path, name: str, max_shape: tuple[int, ...]) -> Tensor:
    """Return the first file of this name that is sound, as a tensor."""
    try:
        for path in _candidates(root)[name]:
            try:
                values, digest = read_idx(path, max_shape)
            except ValueError:
                continue
            if digest == MNIST_FILES[name]:
                return torch.from_numpy(values)
    except OSError as error:
        raise UserError("data.unreadable", folder=root) from error
    raise mnist_problem(root) or UserError("data.unreadable", folder=root)


@dataclass
class _Search:
    """Paths of the files that may be MNIST's, by their names."""

    sound: dict[str, Path]
    damaged: dict[str, Path]
    unreadable: Path | None = None


def _search(root: Path) -> _Search:
    """Check all files under `root` that may be MNIST's; of each name, one sound file suffices."""
    search = _Search({}, {})
    try:
        candidates = _candidates(root)
    except OSError:
        search.unreadable = root
        return search
    for name, paths in candidates.items():
        for path in paths:
            try:
                is_sound = unpacked_digest(path, MAX_BYTES) == MNIST_FILES[name]
            except OSError:
                search.unreadable = path
                continue
            (search.sound if is_sound else search.damaged).setdefault(name, path)
            if is_sound:
                break
    return search


def _candidates(root: Path) -> dict[str, list[Path]]:
    """Return the files under `root` that are named like one of MNIST's, by the published name.

    Copies of MNIST differ in the folders around the files, in a dot for the first dash of
    ``-idx3-``, and in being packed. Which one is used does not matter: it must have the checksum.

    Raises
    ------
    OSError
        If a folder is there and cannot be listed.
    """
    paths: dict[str, list[Path]] = {name: [] for name in MNIST_FILES}
    for folder in (root / below for below in FOLDERS):
        try:
            with os.scandir(folder) as entries:
                files = sorted(entry.name for entry in entries if entry.is_file())
        except (FileNotFoundError, NotADirectoryError):
            continue
        for file in files:
            name = file.lower().removesuffix(".gz").replace(".idx", "-idx")
            if name in paths:
                paths[name].append(folder / file)
    return paths
