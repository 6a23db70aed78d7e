"""Tensors with a JSON record in one safetensors file, parsed as untrusted input.

A digest in the header covers the tensors. Nothing is unpickled, and files are written atomically.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from anomaly.errors import UserError
from anomaly.paths import atomic_write

MAX_BYTES = 100_000_000
# Bytes of the record and the tensors' names. The longest valid one, of 20,000 epochs, has 4 MB; a
# crafted header can expand twentyfold in memory.
MAX_HEADER = 4_500_000
MAX_TENSORS = 2000


def write_tensors(
    path: Path, kind: str, tensors: Mapping[str, Tensor], record: Mapping[str, Any]
) -> None:
    """Write a file atomically.

    Parameters
    ----------
    path : Path
    kind : str
        Name and version of the layout, as in ``"anomaly-detector-5"``.
    tensors : mapping of str to Tensor
    record : mapping
        Plain values for JSON.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    ready = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    sealed = {**record, "digest": digest(ready)}
    try:
        with atomic_write(path) as temporary:
            save_file(ready, temporary, {"format": kind, "record": json.dumps(sealed)})
    except (OSError, SafetensorError) as error:
        raise UserError("store.unwritable", folder=path.parent, reason=_reason(error)) from error


def read_tensors(path: Path, kind: str, *older: str) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Return the record and the tensors of a file that `write_tensors` wrote.

    Parameters
    ----------
    path : Path
    kind : str
        Name and version of the layout.
    *older : str
        Layouts that are read as well.

    Raises
    ------
    UserError
        If it is missing, damaged, too large, of another kind or of another version.
    """
    try:
        if path.stat().st_size > MAX_BYTES or _header_bytes(path) > MAX_HEADER:
            raise UserError("store.foreign", file=path.name)
        with safe_open(path, framework="pt") as file:
            if len(file.keys()) > MAX_TENSORS:
                raise UserError("store.foreign", file=path.name)
            header = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise UserError("store.damaged", file=path.name) from error
    family = kind.rpartition("-")[0]
    if header.get("format", "").rpartition("-")[0] != family:
        raise UserError("store.foreign", file=path.name)
    if header["format"] not in (kind, *older):
        raise UserError("store.newer", file=path.name)
    try:
        record = json.loads(header["record"])
        is_intact = record["digest"] == digest(tensors)
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise UserError("store.damaged", file=path.name) from error
    if not is_intact:
        raise UserError("store.damaged", file=path.name)
    return record, tensors


def _header_bytes(path: Path) -> int:
    """Return the length of the header that a safetensors file states."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(8), "little")


def _reason(error: Exception) -> str:
    """Return the operating system's words for an error."""
    if isinstance(error, OSError):
        return error.strerror or "?"
    found = re.search(r"I/O error: (.*?) \(os error", str(error))
    return found[1] if found else str(error)


def digest(tensors: Mapping[str, Tensor]) -> str:
    """Return a SHA-256 over names, types, shapes and values of tensors on the CPU."""
    total = hashlib.sha256()
    for name in sorted(tensors):
        value = tensors[name]
        total.update(f"{name}{value.dtype}{tuple(value.shape)}".encode())
        total.update(value.numpy().tobytes())
    return total.hexdigest()
