"""Paths of the program's files, and atomic writes."""

import errno
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
SCRIPT = _PACKAGE / "ui" / "web" / "main_script.py"  # what APP has Streamlit run for each session


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


def benchmark_folder(source: str, protocol: str = "") -> Path:
    """Return the folder of benchmark results on the digits called `source`.

    Those of another protocol than the standard one have a folder of their own.
    """
    return HOME / "benchmark" / (f"{source}-{protocol}" if protocol else source)


def by_mtime(paths: Iterable[Path]) -> list[Path]:
    """Return the existing files among `paths`, the last written first."""
    mtimes = {}
    for path in paths:
        try:
            mtimes[path] = path.stat().st_mtime
        except OSError:  # deleted meanwhile, or not readable
            continue
    return sorted(mtimes, key=lambda path: mtimes[path], reverse=True)


def check_writable(path: Path) -> None:
    """Check that `atomic_write` could write a file, before the work that fills it.

    Its folder is created where there is none.

    Raises
    ------
    OSError
        If the folder cannot be created or written, or a folder stands at `path`.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-"):
        pass


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
