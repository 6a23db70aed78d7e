"""Pictures that a person has given and not trained on yet, where a page loaded again finds them.

A file's name is a hash of its content. So no two sessions write the same file with other content,
and whoever opens a link with a draft's key goes on with a copy.
"""

import hashlib
import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.paths import by_mtime, model_folder
from anomaly.preprocessing.drawing import Drawing, parse, to_message
from anomaly.tensor_file import digest, read_tensors, write_tensors
from anomaly.training.signs import MAX_SIGNS

FORMAT = "anomaly-draft-1"
KEY = re.compile(r"[0-9a-f]{16}")
SUFFIX = ".safetensors"
MAX_PICTURES = 2 * MAX_SIGNS  # of a draft, which may be those that a detector was made from
MAX_NAME = 20  # characters
MAX_FILES = 2000  # a class that draws a sign each leaves some 600
MAX_BYTES = 300_000_000  # of all
MAX_AGE = 7 * 24 * 3600.0  # seconds


@dataclass(frozen=True, eq=False)
class Example:
    """A picture that a person has given.

    Attributes
    ----------
    pixels : ndarray
        uint8 (28, 28), ink bright on dark.
    is_anomaly : bool
        Whether it shows what is not normal.
    drawing : Drawing or None
        Its strokes, where it was drawn.
    """

    pixels: NDArray[np.uint8]
    is_anomaly: bool = False
    drawing: Drawing | None = None


@dataclass(frozen=True, eq=False)
class Draft:
    """The examples given so far, and what they are called."""

    examples: tuple[Example, ...] = ()
    name: str = ""


def short_name(text: str) -> str:
    """Return a name as a person may give one: printable, in one line, of `MAX_NAME` characters."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:MAX_NAME].strip()


def save_draft(draft: Draft, folder: Path | None = None) -> str:
    """Write a draft atomically, unless it is there, and return its key.

    Drafts older than a week, and the oldest beyond `MAX_FILES` or `MAX_BYTES`, are deleted.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    folder = _folder() if folder is None else folder
    shape = (len(draft.examples), IMAGE_SIDE, IMAGE_SIDE)
    pixels = np.array([example.pixels for example in draft.examples], np.uint8).reshape(shape)
    tensors = {"pixels": torch.from_numpy(pixels)}
    record = {
        "name": draft.name,
        "is_anomaly": [example.is_anomaly for example in draft.examples],
        "drawings": [
            None if example.drawing is None else to_message(example.drawing)
            for example in draft.examples
        ],
    }
    content = f"{json.dumps(record, sort_keys=True)}{digest(tensors)}"
    key = hashlib.sha256(content.encode()).hexdigest()[:16]
    path = folder / f"{key}{SUFFIX}"
    if path.exists():
        with suppress(OSError):
            path.touch()  # it is as young as its last use
    else:
        write_tensors(path, FORMAT, tensors, record)
    _delete_old(folder)
    return key


def load_draft(key: str, folder: Path | None = None) -> Draft | None:
    """Return the draft with a key, parsed as untrusted input; None if it is gone or damaged."""
    if not KEY.fullmatch(key):
        return None
    path = (_folder() if folder is None else folder) / f"{key}{SUFFIX}"
    try:
        record, tensors = read_tensors(path, FORMAT)
        return _unpack(record, tensors["pixels"])
    except (UserError, LookupError, TypeError, ValueError):
        return None


def _folder() -> Path:
    return model_folder() / "drafts"


def _unpack(record: dict[str, Any], pixels: torch.Tensor) -> Draft:
    name, kinds, drawings = record["name"], record["is_anomaly"], record["drawings"]
    shape = (len(kinds), IMAGE_SIDE, IMAGE_SIDE)
    if pixels.dtype != torch.uint8 or tuple(pixels.shape) != shape or len(kinds) > MAX_PICTURES:
        raise ValueError("the pictures are not what they should be")
    if not isinstance(name, str) or name != short_name(name):
        raise ValueError("the name is not what it should be")
    if not all(isinstance(kind, bool) for kind in kinds):
        raise TypeError("a flag is neither true nor false")
    return Draft(
        tuple(
            Example(picture, kind, None if drawing is None else parse(drawing))
            for picture, kind, drawing in zip(pixels.numpy(), kinds, drawings, strict=True)
        ),
        name,
    )


def _delete_old(folder: Path) -> None:
    """Delete drafts that nobody has come back to; one that is deleted meanwhile is ignored."""
    total = 0
    for index, path in enumerate(by_mtime(folder.glob(f"[!.]*{SUFFIX}"))):
        try:
            found = path.stat()
            total += found.st_size
            is_old = time.time() - found.st_mtime > MAX_AGE
            if index >= MAX_FILES or total > MAX_BYTES or is_old:
                path.unlink()
        except OSError:
            continue
