"""Paths of the program's files, and atomic writes."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

PROJECT = Path(__file__).resolve().parent.parent
ASSETS = PROJECT / "assets"
DATA = Path(os.environ.get("ANOMALY_DATA") or PROJECT / "data")


def model_folder() -> Path:
    """Return the folder of trained detectors: ``$ANOMALY_MODELS``, else ``models/``."""
    return Path(os.environ.get("ANOMALY_MODELS") or PROJECT / "models")


def benchmark_folder(source: str) -> Path:
    """Return the folder of benchmark results on the digits called `source`."""
    return PROJECT / "benchmark" / source


def by_mtime(paths: Iterable[Path]) -> list[Path]:
    """Return the existing files among `paths`, the last written first."""
    mtimes = {}
    for path in paths:
        try:
            mtimes[path] = path.stat().st_mtime
        except OSError:  # deleted meanwhile, or not readable
            continue
    return sorted(mtimes, key=lambda path: mtimes[path], reverse=True)


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Yield a temporary path whose file replaces `path` when the block succeeds.

    Readers see the old file or the complete new one; a failed block leaves nothing.

    Raises
    ------
    OSError
        If the folder cannot be created or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        temporary = Path(file.name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
