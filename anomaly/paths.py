"""Where things lie on disk."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

_PACKAGE = Path(__file__).resolve().parent
# A wheel has the checkout's app.py, .streamlit/ and assets/ in a folder of the package.
_BUNDLED = _PACKAGE / "bundled"
_IS_CHECKOUT = not _BUNDLED.is_dir()

PROJECT = _PACKAGE.parent
APP = (PROJECT if _IS_CHECKOUT else _BUNDLED) / "app.py"
ASSETS = APP.parent / "assets"


def _user_folder() -> Path:
    """Return the folder to write into: the checkout, or the user's own for an installed wheel."""
    if _IS_CHECKOUT:
        return PROJECT
    from platformdirs import user_data_path

    return user_data_path("anomaly", appauthor=False)


HOME = _user_folder()
DATA = Path(os.environ.get("ANOMALY_DATA") or HOME / "data")


def model_folder() -> Path:
    """Return the folder of trained detectors: ``$ANOMALY_MODELS``, else ``models/``."""
    return Path(os.environ.get("ANOMALY_MODELS") or HOME / "models")


def benchmark_folder(source: str) -> Path:
    """Return the folder of benchmark results on the digits called `source`."""
    return HOME / "benchmark" / source


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
