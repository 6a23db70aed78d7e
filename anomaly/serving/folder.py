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

    Its file `lock` is locked until this process ends, however it ends.
    """
    with tempfile.TemporaryDirectory(prefix=PREFIX) as name:
        folder = Path(name)
        with (folder / "new").open("wb") as lock:
            _lock(lock.fileno())
            (folder / "new").rename(folder / "lock")  # one without a lock is not looked at
            yield folder


def remove_abandoned() -> None:
    """Remove folders whose process was killed, and kill what still works in them.

    That is what was killed together with the guard that should have ended it.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # another user's, or in use
            if folder.lstat().st_uid != os.getuid():
                continue
            with (folder / "lock").open("rb+") as lock:
                _lock(lock.fileno())
                _kill_those_in(folder)
                shutil.rmtree(folder)


def _lock(file: int) -> None:
    """Lock a file.

    Raises
    ------
    OSError
        If another process has locked it.
    """
    import fcntl  # Windows has none

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


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
