"""Download MNIST in the background, with progress, time-outs and checksums."""

import gzip
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from anomaly.data.mnist import damaged_files, mnist_file, mnist_problem
from anomaly.errors import UserError
from anomaly.paths import DATA, atomic_write

STALL_TIMEOUT = 10.0  # seconds without a byte before a mirror is given up
TOTAL_TIMEOUT = 300.0  # seconds; 11.6 MB at 40 kB/s
BLOCK = 1 << 14  # bytes between two checks of the clock
PACKED_BYTES = {  # sizes of the compressed files, for the progress bar
    "train-images-idx3-ubyte": 9_912_422,
    "train-labels-idx1-ubyte": 28_881,
    "t10k-images-idx3-ubyte": 1_648_877,
    "t10k-labels-idx1-ubyte": 4_542,
}


class _Stopped(Exception):
    """Signal that the fetch was cancelled or ran out of time."""


class MnistFetch:
    """One download of MNIST, on a thread of its own.

    Parameters
    ----------
    root : Path
        Folder for torchvision's layout; sound files in it are kept.
    stall_timeout, total_timeout : float
        Seconds without a byte before a mirror is given up, and for everything.
    on_failure : callable, optional
        Called with the problem, once, in any thread.

    Attributes
    ----------
    status : {"running", "done", "failed"}
    problem : UserError or None
        Why it failed.
    """

    def __init__(
        self,
        root: Path = DATA,
        stall_timeout: float = STALL_TIMEOUT,
        total_timeout: float = TOTAL_TIMEOUT,
        on_failure: Callable[[UserError], None] = lambda problem: None,
    ) -> None:
        self.root = root
        self._on_failure = on_failure
        self.problem: UserError | None = None
        self._status = "running"
        self._stall_timeout = stall_timeout
        self._deadline = time.monotonic() + total_timeout
        self._stop = threading.Event()
        self._received = 0
        self._expected = sum(PACKED_BYTES.values())
        self._thread = threading.Thread(target=self._run, name="mnist-fetch", daemon=True)
        self._thread.start()

    @property
    def status(self) -> str:
        # A DNS look-up can hang outside every socket time-out, so the clock is read here as well.
        if self._status == "running" and time.monotonic() > self._deadline + self._stall_timeout:
            self._fail(UserError("fetch.too_slow"))
        return self._status

    @property
    def progress(self) -> float:
        """Share of the bytes received, in [0, 1]."""
        return min(1.0, self._received / max(1, self._expected))

    def cancel(self) -> None:
        """Fail at once; the thread ends with the block it is waiting for."""
        self._fail(UserError("fetch.cancelled"))

    def wait(self, seconds: float) -> str:
        """Wait until it ends, at most `seconds`, and return the status."""
        self._thread.join(seconds)
        return self.status

    def _run(self) -> None:
        try:
            missing = damaged_files(self.root)
            self._expected = sum(PACKED_BYTES[name] for name in missing)
            target = mnist_file(self.root, "")
            target.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=target, prefix=".fetch-") as folder:
                for name in missing:
                    self._fetch(name, Path(folder))
            problem = mnist_problem(self.root)
            if problem is not None:
                self._fail(problem)
            elif self._status == "running":
                self._status = "done"
        except UserError as problem:
            self._fail(problem)
        except _Stopped:
            self._fail(UserError("fetch.too_slow"))
        except OSError as error:
            self._fail(UserError("fetch.disk", folder=self.root, reason=error.strerror or "?"))
        except Exception:  # whatever a mirror sent, the status must become final
            self._fail(UserError("fetch.unreachable"))
            raise

    def _fail(self, problem: UserError) -> None:
        """End with the first problem."""
        if self._status == "running":
            self.problem = problem
            self._status = "failed"
            self._on_failure(problem)
        self._stop.set()

    def _fetch(self, name: str, folder: Path) -> None:
        """Download, check and unpack one file from the first mirror with a sound copy."""
        import pooch  # here because a server whose MNIST is on disk needs neither
        import requests

        pooch.get_logger().setLevel("WARNING")
        urls, digest = _addresses(name)
        received = self._received
        for url in urls:
            try:
                packed = pooch.retrieve(
                    url,
                    known_hash=f"md5:{digest}",
                    fname=f"{name}.gz",
                    path=folder,
                    downloader=pooch.HTTPDownloader(
                        timeout=self._stall_timeout, progressbar=_Meter(self), chunk_size=BLOCK
                    ),
                )
                with atomic_write(mnist_file(self.root, name)) as path:
                    _unpack(Path(packed), path)
                return
            except (requests.RequestException, ValueError):
                self._received = received
        raise UserError("fetch.unreachable")


def _unpack(packed: Path, path: Path) -> None:
    with gzip.open(packed) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)


class _Meter:
    """Progress bar for pooch: counts bytes, and stops a download that must end."""

    total = 0

    def __init__(self, fetch: MnistFetch) -> None:
        self._fetch = fetch
        self._before = fetch._received

    def update(self, block: int) -> None:
        if self._fetch._stop.is_set() or time.monotonic() > self._fetch._deadline:
            raise _Stopped
        self._fetch._received += block

    def reset(self) -> None:
        """Start the file's count again; pooch does so once, to report the exact total."""
        self._fetch._received = self._before

    def close(self) -> None:
        """Do nothing; pooch expects the method."""


def _addresses(name: str) -> tuple[list[str], str]:
    """Return the addresses of a packed file, and its MD5, from torchvision's own list."""
    from torchvision.datasets import MNIST

    own = os.environ.get("MNIST_MIRROR")
    mirrors = [own.rstrip("/") + "/"] if own else MNIST.mirrors
    packed = f"{name}.gz"
    return [mirror + packed for mirror in mirrors], dict(MNIST.resources)[packed]
