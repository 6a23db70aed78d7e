"""The file of a SQLite database, which may be deleted while processes work with it."""

import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from anomaly.paths import DATA

VARIABLE = "ANOMALY_DATABASE"
FILE = "classes.sqlite"
BESIDE = ("-wal", "-shm")  # of the files that SQLite has beside that of a database


def is_any_database() -> bool:
    """Return whether there may be classes, without opening their database."""
    return bool(os.environ.get(VARIABLE)) or (DATA / FILE).exists()


class DatabaseFile:
    """The file of a database, held open, so that its content outlives the file's name.

    Parameters
    ----------
    path : Path
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._held: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None

    def hold(self) -> None:
        """Hold the file that is there now, which has tables."""
        self.close()
        self._held = sqlite3.connect(self.path, check_same_thread=False)
        self._held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._inode = self._inode_now()

    def restore_if_deleted(self) -> bool:
        """Write the file anew where it was deleted, and return whether it is another than held.

        Of several processes one writes it; all held the same.
        """
        if self._inode_now() == self._inode:
            return False
        with self._lock:
            if self._inode_now() is None:
                self._restore()
            return self._inode_now() != self._inode

    def close(self) -> None:
        """Let go of the file."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _inode_now(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino

    def _restore(self) -> None:
        if self._held is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.path.parent) as folder:
            copy = Path(folder) / self.path.name
            with closing(sqlite3.connect(copy)) as target:
                self._held.backup(target)
            for suffix in BESIDE:
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            with suppress(FileExistsError):  # another process was first
                os.link(copy, self.path)
