"""Processes that end with their parent, whichever of them is killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
import pytest

from anomaly.serving import process as process_module
from anomaly.serving.process import GuardedProcess, free_port
from tests.support.server import PROJECT

LIMIT = 60.0  # seconds for anything here
TREE = ["sh", "-c", "sleep 1000 & sleep 1000"]  # a program that starts another
# In place of Streamlit: it is ready in a moment, and has a child as the app has its worker.
APP = """
import http.server, subprocess, sys

subprocess.Popen(["sleep", "1000"])


class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


port = int(sys.argv[sys.argv.index("--server.port") + 1])
http.server.ThreadingHTTPServer(("127.0.0.1", port), Health).serve_forever()
"""


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def running(processes: Sequence[psutil.Process]) -> list[psutil.Process]:
    """Return those that run; one whose parent was killed may never be waited for."""
    found = []
    for process in processes:
        try:
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def below(process: int, count: int) -> list[psutil.Process]:
    """Return the processes below one, once there are so many."""
    parent = psutil.Process(process)
    until(lambda: len(parent.children(recursive=True)) == count)
    return parent.children(recursive=True)


@pytest.fixture
def guarded() -> Iterator[GuardedProcess]:
    process = GuardedProcess(TREE)
    yield process
    process.kill()


def test_what_is_asked_to_end_takes_along_what_it_started(guarded: GuardedProcess) -> None:
    processes = below(guarded.pid, 3)
    guarded.request_end()
    guarded.wait()
    until(lambda: not running(processes))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_program_that_is_killed_or_stopped_counts_as_ended(
    guarded: GuardedProcess, number: signal.Signals
) -> None:
    processes = below(guarded.pid, 3)
    next(one for one in processes if one.ppid() == guarded.pid).send_signal(number)
    until(guarded.has_ended)
    until(lambda: not running(processes))


def test_a_killed_guard_leaves_nothing(guarded: GuardedProcess) -> None:
    processes = below(guarded.pid, 3)
    psutil.Process(guarded.pid).kill()
    until(guarded.has_ended)
    guarded.kill()
    until(lambda: not running(processes))


def test_a_program_that_does_not_end_by_itself_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "TERMINATE_TIMEOUT", 0.1)
    guarded = GuardedProcess(["sh", "-c", "trap '' TERM; sleep 1000; sleep 1000"])
    processes = below(guarded.pid, 2)
    guarded.request_end()
    guarded.wait()
    until(lambda: not running(processes))


class Served:
    """A running `serve` whose replicas are small programs."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "log"
        self.temporary = folder / "temporary"
        package = folder / "path" / "streamlit"
        for new in (self.temporary, package):
            new.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(APP)
        self._environment = os.environ | {
            "PYTHONPATH": f"{PROJECT}{os.pathsep}{package.parent}",
            "TMPDIR": str(self.temporary),
        }

    def start(self) -> None:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "anomaly", "serve", "--port", str(self.port)],
                stderr=log,
                env=self._environment,
            )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}", timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def all(self) -> list[psutil.Process]:
        """Return the processes below it."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def nginx(self) -> psutil.Process:
        """Return nginx's master."""
        return next(process for process in self.all() if "master" in " ".join(process.cmdline()))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        pytest.skip("nginx is not installed")
    served = Served(tmp_path_factory.mktemp("served"))
    served.start()
    until(lambda: "ready at" in served.log.read_text())
    yield served
    served.process.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_nginx_is_started_again(served: Served, number: signal.Signals) -> None:
    master = served.nginx()
    workers = master.children()
    told = served.log.read_text().count("started again")
    master.send_signal(number)
    until(lambda: served.log.read_text().count("started again") > told)
    assert not running([master, *workers])
    until(served.answers)


def test_killed_serve_leaves_nothing_running_and_the_next_one_tidies_up(served: Served) -> None:
    processes = served.all()
    served.process.kill()
    served.process.wait()
    until(lambda: not running(processes))
    assert not served.answers()
    assert len(list(served.temporary.iterdir())) == 1
    served.start()
    until(lambda: "ready at" in served.log.read_text())
    assert len(list(served.temporary.iterdir())) == 1

    # Killed together with its guard and its master, nginx's worker is left to the next one.
    nginx = served.nginx().children()
    for process in [psutil.Process(served.process.pid), *served.all()]:
        if process not in nginx:
            process.kill()
    served.process.wait()
    served.start()
    until(lambda: "ready at" in served.log.read_text())
    assert not running(nginx)


def test_repeated_signals_end_it_in_order(served: Served) -> None:
    processes = served.all()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGINT):
        served.process.send_signal(number)
    assert served.process.wait(LIMIT) == 0
    assert not running(processes)
    assert "Traceback" not in served.log.read_text()
    assert not list(served.temporary.iterdir())


def test_it_can_be_ended_while_it_starts(served: Served) -> None:
    served.start()
    until(lambda: len(served.all()) > 1)
    processes = served.all()
    served.process.terminate()
    assert served.process.wait(LIMIT) == 0
    until(lambda: not running(processes))
    assert served.log.read_text() == ""
    assert not list(served.temporary.iterdir())
