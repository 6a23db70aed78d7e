"""Where things lie on disk."""

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
    """Return those of the files that are there, the last written first."""
    written = {}
    for path in paths:
        try:
            written[path] = path.stat().st_mtime
        except OSError:  # deleted meanwhile, or not for us
            continue
    return sorted(written, key=lambda path: written[path], reverse=True)


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a temporary path whose file takes the place of `path` when the block succeeds.

    Readers see the old file or the whole new one, never a part; a failed block leaves nothing.

    Raises
    ------
    OSError
        If the folder cannot be made or written.
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
