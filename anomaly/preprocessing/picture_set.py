"""Read many pictures of a person's own: which are normal, which are not, and what was left out."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.picture_files import PictureFile, Source, find_files, shown_name
from anomaly.preprocessing.pipeline import trace
from anomaly.text import t

MAX_PICTURES = 1000  # of each kind; reading so many takes half a minute
NORMAL_FOLDERS = frozenset({"normal", "normals", "good", "ok"})
ANOMALY_FOLDERS = frozenset({"anomaly", "anomalies", "anomalous", "abnormal", "bad", "defect"})
# By the end of their names files are taken for pictures, among them those of formats that are not
# read, which is said of each; a name without an end may be a picture.
PICTURE_ENDS = frozenset({
    "", "png", "jpg", "jpeg", "jpe", "jfif", "webp", "heic", "heif", "hif", "gif", "bmp", "tif",
    "tiff", "avif", "svg", "jp2", "jxl",
})  # fmt: skip
DIFFERENT_SIZES = 4  # the largest picture's longer side over the smallest one's, from which on
MAX_SHOWN = 4  # folders that are named in a sentence


class Skipped(NamedTuple):
    """A picture that was left out: its name, and the sentence that says why."""

    name: str
    reason: str


@dataclass(frozen=True, eq=False)
class PictureSet:
    """Pictures as detectors take them.

    Attributes
    ----------
    normal, anomalous : ndarray
        float32 (N, 28, 28) and (M, 28, 28) in [0, 1], ink bright on dark.
    names, anomalous_names : tuple of str
        Names of the files, in the same order.
    problems : tuple of Skipped
        Pictures that could not be used, and those that are there twice.
    notices : tuple of str
        Sentences on what should be known of the set as a whole.
    """

    normal: Floats
    anomalous: Floats
    names: tuple[str, ...]
    anomalous_names: tuple[str, ...] = ()
    problems: tuple[Skipped, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass
class _Reading:
    """Pictures and problems so far."""

    digits: list[Floats] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    problems: list[Skipped] = field(default_factory=list)
    seen: dict[bytes, str] = field(default_factory=dict)
    sides: list[int] = field(default_factory=list)
    uneven: int = 0


def read_pictures(
    source: Source | Sequence[Source],
    *,
    most: int = MAX_PICTURES,
    seed: int = 0,
    needs_normal: bool = True,
    on_read: Callable[[int, int], object] = lambda done, total: None,
) -> PictureSet:
    """Read pictures of one's own from a folder, a ZIP or files.

    Sub-folders called ``normal`` and ``anomaly`` say which is which; without them all pictures are
    normal. Each becomes 28x28 pixels with all its marks, as `trace` makes them with `is_whole`.

    Parameters
    ----------
    source : str, path-like, (str, bytes), or a sequence of these
        A folder, a ZIP file or a picture; or a file's name and content.
    most : int
        Of more pictures of a kind so many are read, drawn at random.
    seed : int
        Of the draw.
    needs_normal : bool
        Whether pictures of anomalies alone are refused.
    on_read : callable
        Called after each picture with how many were read, and how many there are to read.

    Raises
    ------
    UserError
        If `source` is nothing of this, there is no such folder or file, it is damaged or much too
        large, or no normal picture is in it.

    Examples
    --------
    >>> pictures = anomaly.read_pictures("screws.zip")  # doctest: +SKIP
    >>> pictures.normal.shape, len(pictures.problems)  # doctest: +SKIP
    ((24, 28, 28), 1)
    """
    reading = _Reading()

    def skip(name: str, problem: UserError) -> None:
        reading.problems.append(Skipped(name, str(problem)))

    with ExitStack() as opened:
        files = find_files(source, opened, skip)
        pictures = [file for file in files if _end(file) in PICTURE_ENDS]
        kinds, notices = _sorted_by_kind(pictures)
        if len(files) > len(pictures):
            notices.append(t("pictures.no_pictures", count=len(files) - len(pictures)))
        chosen = [_chosen(kind, most, seed, notices) for kind in kinds]
        total, counts = sum(map(len, chosen)), [0]
        if not total and not reading.problems:
            raise UserError("pictures.none")
        if total and needs_normal and not chosen[0]:
            raise UserError("pictures.none_normal")
        for file in (*chosen[0], *chosen[1]):
            _read(file, reading)
            counts.append(len(reading.digits))
            on_read(len(counts) - 1, total)
    normal = counts[len(chosen[0])]
    if not (normal if needs_normal else counts[-1]):
        first, count = reading.problems[0], len(reading.problems)
        raise UserError("pictures.all_skipped", count=count, name=first.name, reason=first.reason)
    digits = np.stack(reading.digits)  # (N + M, 28, 28)
    names = tuple(reading.names)
    return PictureSet(
        normal=digits[:normal],
        anomalous=digits[normal:].reshape(-1, IMAGE_SIDE, IMAGE_SIDE),
        names=names[:normal],
        anomalous_names=names[normal:],
        problems=tuple(reading.problems),
        notices=(*notices, *_notices(reading)),
    )


def _end(file: PictureFile) -> str:
    _, dot, end = file.parts[-1].rpartition(".")
    return end.lower() if dot else ""


def _sorted_by_kind(files: Sequence[PictureFile]) -> tuple[list[list[PictureFile]], list[str]]:
    """Return normal and anomalous pictures by their folders, and sentences on those left out."""
    depth = _wrapping(files)
    folders = [file.parts[depth].lower() if len(file.parts) > depth + 1 else "" for file in files]
    there = Counter(folders)
    normal_folders = NORMAL_FOLDERS & there.keys()
    if not normal_folders:
        normal_folders = frozenset({""}) & there.keys()
    if not normal_folders and there and not ANOMALY_FOLDERS & there.keys():
        named = ", ".join(map(shown_name, sorted(there)[:MAX_SHOWN]))
        raise UserError("pictures.unclear_folders", count=len(there), names=named)
    kinds = [
        [file for file, folder in zip(files, folders, strict=True) if folder in known]
        for known in (normal_folders, ANOMALY_FOLDERS)
    ]
    left_out = len(files) - sum(map(len, kinds))
    return kinds, [t("pictures.elsewhere", count=left_out)] if left_out else []


def _wrapping(files: Sequence[PictureFile]) -> int:
    """Return how many folders all files are in, one in another, before those that say the kind."""
    depth, known = 0, NORMAL_FOLDERS | ANOMALY_FOLDERS
    while files and all(len(file.parts) > depth + 1 for file in files):
        names = {file.parts[depth].lower() for file in files}
        if len(names) > 1 or names & known:
            break
        depth += 1
    return depth


def _chosen(
    files: list[PictureFile], most: int, seed: int, notices: list[str]
) -> list[PictureFile]:
    """Return at most so many files, in their order; a sentence says if there were more."""
    if len(files) <= most:
        return files
    notices.append(t("pictures.subset", count=len(files), most=most))
    rows = np.random.default_rng(seed).choice(len(files), most, replace=False)
    return [files[row] for row in sorted(rows)]


def _read(file: PictureFile, reading: _Reading) -> None:
    """Read a picture, or note why it is left out."""
    try:
        picture = read_picture(file.read())
        traced = trace(picture, is_file=True, is_whole=True)
    except UserError as problem:
        reading.problems.append(Skipped(file.name, str(problem)))
        return
    if traced.digit is None:
        reason = t(traced.problem or "picture.blank")
        reading.problems.append(Skipped(file.name, reason))
        return
    content = (traced.digit * 255).round().astype(np.uint8).tobytes()
    if content in reading.seen:
        reason = t("pictures.duplicate", name=reading.seen[content])
        reading.problems.append(Skipped(file.name, reason))
        return
    reading.seen[content] = file.name
    reading.digits.append(traced.digit)
    reading.names.append(file.name)
    reading.sides.append(max(picture.shape[:2]))
    reading.uneven += "ground" in traced.notices


def _notices(reading: _Reading) -> list[str]:
    notices = []
    low, high = min(reading.sides), max(reading.sides)
    if high >= DIFFERENT_SIZES * low:
        notices.append(t("pictures.sizes", low=low, high=high))
    if reading.uneven:
        notices.append(t("pictures.uneven", count=reading.uneven))
    return notices
