"""Load digits, MNIST or the bundled generated sample, and split them for one-class learning."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from anomaly.data.class_archive import read_class
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.data.mnist import find_mnist, mnist_roots, read_mnist
from anomaly.errors import UserError
from anomaly.paths import ASSETS

LABELS = tuple(range(10))
CALIBRATION_SHARE = 0.15

MNIST_FINGERPRINT = "mnist"  # its checksums allow for one MNIST only
SHEETS = {"train": ASSETS / "digits-train.png", "test": ASSETS / "digits-test.png"}
SHEET_COLUMNS = 100


@dataclass(frozen=True)
class LabelledImages:
    """Images with their labels.

    Attributes
    ----------
    pixels : Tensor
        uint8 (N, 28, 28), ink bright on dark.
    labels : Tensor
        int64 (N,), 0-9.
    """

    pixels: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: Tensor) -> "LabelledImages":
        return LabelledImages(self.pixels[index], self.labels[index])

    @property
    def images(self) -> Tensor:
        """The images as float32 (N, 1, 28, 28), intensity in [0, 1]; a new tensor each time."""
        return self.pixels.unsqueeze(1).float().div_(255)


@dataclass(frozen=True)
class Digits:
    """A data set of digits with its published split.

    Attributes
    ----------
    train, test : LabelledImages
    source : str
        ``"mnist"``, ``"generated"`` or ``"class"``.
    fingerprint : str
        Identifies the pixels and labels.
    """

    train: LabelledImages
    test: LabelledImages
    source: str
    fingerprint: str


@dataclass(frozen=True)
class OneClassSplit:
    """One-class view of `Digits`.

    Attributes
    ----------
    normal : tuple of int
        The digits that count as normal, ascending.
    fit, calibration : LabelledImages
        Disjoint parts of the normal training digits; networks are fitted on the first, into which
        anomalies may be mixed, thresholds and percentiles come from the second.
    anomalous : LabelledImages
        The same share of the other training digits, held out for rules that use labels.
    test : LabelledImages
        The whole test set, normal and anomalous.
    """

    normal: tuple[int, ...]
    fit: LabelledImages
    calibration: LabelledImages
    anomalous: LabelledImages
    test: LabelledImages

    @cached_property
    def is_anomaly(self) -> Tensor:
        """Mask of the anomalies in `test`, bool (N,)."""
        return ~torch.isin(self.test.labels, torch.tensor(self.normal))


def check_labels(labels: Iterable[int]) -> tuple[int, ...]:
    """Return `labels` ascending and without repeats.

    Raises
    ------
    UserError
        If one is not a digit from 0 to 9.
    """
    labels = tuple(labels)
    for label in labels:
        if isinstance(label, bool) or label not in LABELS:
            raise UserError("data.unknown_label", label=str(label)[:20])
    return tuple(sorted({int(label) for label in labels}))


def all_others(normal: Iterable[int]) -> tuple[int, ...]:
    """Return the digits that are not in `normal`, ascending."""
    return tuple(sorted(set(LABELS) - set(normal)))


def check_normal(normal: Iterable[int]) -> tuple[int, ...]:
    """Return the normal digits ascending, at least one and fewer than ten.

    Raises
    ------
    UserError
        If there is none, if all ten are normal, or if one is not a digit.
    """
    checked = check_labels(normal)
    if not checked:
        raise UserError("data.no_normal")
    if len(checked) == len(LABELS):
        raise UserError("data.all_normal")
    return checked


def split_one_class(
    digits: Digits,
    normal: Sequence[int] = (1,),
    calibration_share: float = CALIBRATION_SHARE,
    seed: int = 0,
    most_digits: int | None = None,
    contamination: float = 0.0,
) -> OneClassSplit:
    """Split digits for one-class learning.

    Parameters
    ----------
    digits : Digits
    normal : sequence of int
        Digits that count as normal.
    calibration_share : float
        Share of the training digits held out for thresholds, in (0, 1).
    seed : int
        Chooses which digits are held out.
    most_digits : int, optional
        How many normal digits to fit on at most.
    contamination : float
        Share of anomalies, unknown to the detector, among the digits to fit on, in [0, 0.3].

    Raises
    ------
    UserError
        If `normal` is empty, holds all ten digits or something that is not a digit, if there are
        fewer than two normal training digits, or if the contamination asks for more anomalies than
        there are, or rounds to none.
    """
    normal = check_normal(normal)
    is_normal = torch.isin(digits.train.labels, torch.tensor(normal))
    order, others = (_shuffled(rows.nonzero()[:, 0], seed) for rows in (is_normal, ~is_normal))
    if len(order) < 2:
        raise UserError("data.too_few", count=len(order))
    held_out = min(max(1, round(len(order) * calibration_share)), len(order) - 1)
    held_out_others = round(len(others) * calibration_share)
    to_fit = order[held_out:][:most_digits]
    mixed_in = _mixed_in(others[held_out_others:], len(to_fit), contamination)
    return OneClassSplit(
        normal=normal,
        fit=digits.train[torch.cat([to_fit, mixed_in])],
        calibration=digits.train[order[:held_out]],
        anomalous=digits.train[others[:held_out_others]],
        test=digits.test,
    )


def _mixed_in(others: Tensor, normal: int, contamination: float) -> Tensor:
    """Return the rows of `others` that are a share `contamination` when added to `normal` rows."""
    wanted = round(normal * contamination / (1 - contamination))
    if contamination and not wanted:
        raise UserError("data.contamination_none", share=contamination, count=normal)
    if wanted > len(others):
        raise UserError(
            "data.contamination_short", share=contamination, wanted=wanted, there=len(others)
        )
    return others[:wanted]


def _shuffled(rows: Tensor, seed: int) -> Tensor:
    return rows[torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))]


def load_mnist(root: Path) -> Digits:
    """Read MNIST from the files under `root`.

    Raises
    ------
    UserError
        If a file is missing, damaged or unreadable.
    """
    train, test = (LabelledImages(*read_mnist(root, train=half)) for half in (True, False))
    return Digits(train, test, source="mnist", fingerprint=MNIST_FINGERPRINT)


def load_generated() -> Digits:
    """Read the bundled sample of generated digits.

    A sheet is a picture of 100 columns; each of the ten digits has as many rows, 0 on top.

    Raises
    ------
    UserError
        If a sheet is missing or damaged.
    """
    halves, digest, side = {}, hashlib.sha256(), IMAGE_SIDE
    for half, path in SHEETS.items():
        try:
            with Image.open(path, formats=("PNG",)) as picture:
                sheet = torch.from_numpy(np.array(picture.convert("L")))
        except OSError as error:
            raise UserError("data.sheet_damaged", file=path.name) from error
        rows = sheet.shape[0] // side
        if tuple(sheet.shape) != (rows * side, SHEET_COLUMNS * side) or rows % len(LABELS):
            raise UserError("data.sheet_damaged", file=path.name)
        pixels = sheet.view(rows, side, SHEET_COLUMNS, side).transpose(1, 2).reshape(-1, side, side)
        labels = torch.arange(len(LABELS)).repeat_interleave(len(pixels) // len(LABELS))
        halves[half] = LabelledImages(pixels, labels)
        digest.update(sheet.numpy().tobytes())
    return Digits(**halves, source="generated", fingerprint=f"generated-{digest.hexdigest()[:16]}")


def load_class(path: Path) -> Digits:
    """Read the digits that a class drew, from the ZIP that it was downloaded as.

    Raises
    ------
    UserError
        If it is no such file, or is damaged.
    """
    halves, fingerprint = read_class(path)
    train, test = (LabelledImages(*half) for half in halves)
    return Digits(train, test, source="class", fingerprint=f"class-{fingerprint}")


def load_digits(source: str | Path = "auto") -> Digits:
    """Load digits from disk, without touching the network.

    Parameters
    ----------
    source : {"auto", "mnist", "generated"} or Path
        ``"auto"`` is MNIST where `find_mnist` finds it, else the generated sample; a path is a
        folder with MNIST, or the ZIP of a class. `anomaly.data.download.MnistFetch` downloads
        MNIST.

    Raises
    ------
    UserError
        If ``"mnist"`` or a folder is asked for and has no complete MNIST, or if the sample or a
        class's ZIP is damaged.
    """
    if source == "generated":
        return load_generated()
    if source not in ("auto", "mnist"):
        path = Path(source)
        return load_class(path) if path.suffix.lower() == ".zip" else _load_folder(path)
    root, _ = find_mnist()
    if root is None and source == "mnist":
        root = mnist_roots()[0]  # so that what is wrong there is raised
    return load_generated() if root is None else load_mnist(root)


def _load_folder(root: Path) -> Digits:
    try:
        is_folder = root.is_dir()
    except OSError:
        is_folder = False
    if not is_folder:
        raise UserError("data.unknown_source", source=str(root)[:80])
    return load_mnist(root)
