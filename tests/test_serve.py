"""Several processes behind nginx, one of which is killed."""

import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from anomaly.__main__ import main
from anomaly.commands import serve
from tests.e2e.app import PROJECT, environment_for, free_port
from tests.session import Session
from tests.test_faults import ONE, SEVEN, page, score_of

pytestmark = pytest.mark.anyio
START = 90.0  # seconds


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


class Served:
    """A running `serve` with two processes."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.address = f"http://localhost:{port}"
        log = folder / "serve.log"
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "anomaly", "serve", "--replicas", "2", "--port", str(port)],
                cwd=PROJECT,
                env=environment_for(folder),
                stderr=file,
            )
        end = time.monotonic() + START
        while str(port) not in log.read_text():
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)

    def replicas(self) -> dict[str, psutil.Process]:
        """Return the processes by the addresses that they answer at themselves."""
        found = {}
        for child in psutil.Process(self.process.pid).children():
            if child.status() == psutil.STATUS_ZOMBIE:  # killed, and not looked after yet
                continue
            words = child.cmdline()
            if "--server.port" in words:
                found[f"http://localhost:{words[words.index('--server.port') + 1]}"] = child
        return found

    def end(self) -> None:
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0
        assert psutil.wait_procs(children, 20)[1] == []


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        pytest.skip("nginx is not installed")
    served = Served(tmp_path_factory.mktemp("served"))
    yield served
    served.end()


def seats(count: int) -> list[dict[str, str]]:
    """Return cookies of that many browsers."""
    return [{"Cookie": f"seat=browser-{number}"} for number in range(count)]


async def test_a_killed_process_leaves_its_students_to_the_other(served: Served) -> None:
    before = served.replicas()
    assert len(before) == 2
    sessions = [Session(served.address, headers=seat) for seat in seats(8)]
    scores = []
    for session in sessions:
        await session.connect()
        await session.rerun()
        await session.until(lambda one=session: one.finished)  # type: ignore[misc]
        scores.append(await score_of(session, SEVEN))
        move = {"threshold": 33, "rule": None, "turn": 1}
        await session.trigger("threshold", "moved", move)
        await session.until(lambda one=session: one.query_value("threshold") == "33")  # type: ignore[misc]
    next(iter(before.values())).kill()
    await sessions[0].until(lambda: sum(not one.connected for one in sessions) > 0)
    lost = [session for session in sessions if not session.connected]
    assert 0 < len(lost) < len(sessions)  # the other's have noticed nothing
    for session, score in zip(sessions, scores, strict=True):
        if session in lost:
            await session.connect()
            ends = session.finished
            await session.rerun()
            await session.settled(ends)
        verdict = session.data_of("verdict_sentence")["now"]
        assert (verdict["score"], verdict["threshold"]) == (score, 33)
        assert session.exceptions == []
        await score_of(session, ONE)
        await session.close()
    end = time.monotonic() + START
    while not all(map(_is_well, served.replicas())) or served.replicas() == before:
        assert time.monotonic() < end, "it was not started again"
        time.sleep(0.2)


def _is_well(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


async def test_what_one_process_has_trained_the_other_shows(served: Served) -> None:
    one, other = served.replicas()
    async with page(one) as session:
        await session.train(701)
        key = session.query_value("model")
    async with page(other, f"model={key}") as session:
        assert session.sentences() == []
        assert session.query_value("model") == key
        assert session.data_of("verdict_sentence")["now"]["of"].startswith(key)


async def test_a_browser_keeps_its_process(served: Served) -> None:
    with urllib.request.urlopen(served.address) as answer:
        assert answer.headers["Set-Cookie"].startswith("seat=")
    known = urllib.request.Request(served.address, headers={"Cookie": "seat=mine"})
    with urllib.request.urlopen(known) as answer:
        assert not [value for value in answer.headers.get_all("Set-Cookie", []) if "seat" in value]
    for seat in seats(3):  # a session is only known where it began
        session = Session(served.address, headers=seat)
        await session.connect()
        await session.rerun()
        await session.until(lambda one=session: one.finished)  # type: ignore[misc]
        score = await score_of(session, ONE)
        session.cut()
        await session.until_cut()
        await session.connect()
        ends = session.finished
        await session.rerun()
        await session.settled(ends)
        assert session.data_of("verdict_sentence")["now"]["score"] == score
        await session.close()


def test_a_port_in_use_and_a_missing_nginx_are_told(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = served.address.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 2
    assert port in capsys.readouterr().err
    monkeypatch.setattr(serve.shutil, "which", lambda *_, **__: None)
    assert main(["serve"]) == 2
    assert "nginx is not installed" in capsys.readouterr().err
