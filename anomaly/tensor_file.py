"""Tensors with a JSON record in one safetensors file, parsed as untrusted input.

A digest in the header covers the tensors. Nothing is unpickled, and files are written atomically.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
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


def read_tensors(
    path: Path, kind: str, *older: str, keep: Callable[[str], bool] = lambda name: True
) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Return the record and the tensors of a file that `write_tensors` wrote.

    Parameters
    ----------
    path : Path
    kind : str
        Name and version of the layout.
    *older : str
        Layouts that are read as well.
    keep : callable
        Returns whether to return the tensor of this name. All are checked by the digest, with one
        of the others in memory at a time.

    Raises
    ------
    UserError
        If it is missing, damaged, too large, of another kind or of another version.
    """
    try:
        if path.stat().st_size > MAX_BYTES or _header_bytes(path) > MAX_HEADER:
            raise UserError("store.foreign", file=path.name)
        with safe_open(path, framework="pt") as file:
            _check_kind(path, file, kind, older)
            record = json.loads((file.metadata() or {})["record"])
            tensors, seal = _read_sealed(file, keep)
            is_intact = record["digest"] == seal
    except (OSError, SafetensorError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise UserError("store.damaged", file=path.name) from error
    if not is_intact:
        raise UserError("store.damaged", file=path.name)
    return record, tensors


def _check_kind(path: Path, file: Any, kind: str, older: tuple[str, ...]) -> None:
    """Refuse an open file of another layout."""
    found = (file.metadata() or {}).get("format", "")
    is_foreign = found.rpartition("-")[0] != kind.rpartition("-")[0]
    if is_foreign or len(file.keys()) > MAX_TENSORS:
        raise UserError("store.foreign", file=path.name)
    if found not in (kind, *older):
        raise UserError("store.newer", file=path.name)


def _read_sealed(file: Any, keep: Callable[[str], bool]) -> tuple[dict[str, Tensor], str]:
    """Return some tensors of an open file, and the digest of all."""
    total, tensors = hashlib.sha256(), {}
    for name in sorted(file.keys()):
        value = file.get_tensor(name)
        _seal(total, name, value)
        if keep(name):
            tensors[name] = value
    return tensors, total.hexdigest()


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
        _seal(total, name, tensors[name])
    return total.hexdigest()


def _seal(total: Any, name: str, value: Tensor) -> None:
    """Add a tensor to a digest, without a copy of it."""
    total.update(f"{name}{value.dtype}{tuple(value.shape)}".encode())
    total.update(value.numpy().reshape(-1).data)
