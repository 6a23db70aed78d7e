"""The folder in which nginx works, and those that a killed `serve` left behind."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "anomaly-serve-"
KILL_TIMEOUT = 5.0  # seconds in which killed processes must be gone


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yield a new folder that is removed after the block.

    It is locked until this process ends, however it ends.
    """
    folder, lock = _make_locked()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def remove_abandoned() -> None:
    """Remove folders whose process was killed, and kill what still works in them.

    That is what was killed together with the guard that should have ended it.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # in use, for example
            if folder.lstat().st_uid == os.getuid():
                _remove(folder)


def _remove(folder: Path) -> None:
    lock = _lock(folder)
    try:
        _kill_those_in(folder)
        shutil.rmtree(folder)
    finally:
        os.close(lock)


def _make_locked() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        with suppress(BlockingIOError, FileNotFoundError):  # another start found it unlocked
            lock = _lock(folder)
            if folder.exists():
                return folder, lock
            os.close(lock)


def _lock(folder: Path) -> int:
    """Lock a folder, and return the descriptor that holds the lock.

    Raises
    ------
    OSError
        If another process has locked it.
    """
    import fcntl  # Windows has none

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _kill_those_in(folder: Path) -> None:
    """Kill the processes that work in a folder, where the system lists them (Linux)."""
    deadline = time.monotonic() + KILL_TIMEOUT
    while (found := _working_in(folder)) and time.monotonic() < deadline:
        for process in found:
            os.kill(process, signal.SIGKILL)
        time.sleep(0.02)


def _working_in(folder: Path) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # another user's, or it has ended
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
    return found
