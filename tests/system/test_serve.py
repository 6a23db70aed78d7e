"""Several processes behind nginx, one of which is killed."""

import asyncio
import json
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path

import psutil
import pytest

from anomaly.classroom.secrets import VARIABLE
from anomaly.cli.main import main
from anomaly.serving.gate import KEY_HEADER, REPLICA_KEY
from anomaly.serving.process import free_port, is_healthy
from anomaly.serving.reach import NGINX_AT
from anomaly.serving.source import PER_ADDRESS
from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from anomaly.text import t
from anomaly.text.language import use_language
from tests.support.class_lesson import Lesson
from tests.support.outgoing import calls_of, watched
from tests.support.server import PROJECT, environment_for
from tests.support.session import Session
from tests.support.student import ONE, SEVEN, answer_of, page, score_of
from tests.support.uploading import Uploader

START = 90.0  # seconds
SHARE = 60  # connections of an address


class Served:
    """A running `serve` with two processes."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.address = f"http://localhost:{port}"
        self.log = log = folder / "serve.log"
        own = {PER_ADDRESS: str(SHARE), VARIABLE: ""}
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "anomaly", "serve", "--replicas", "2", "--port", str(port)],
                cwd=PROJECT,
                env=environment_for(folder) | own | watched(folder),
                stderr=file,
            )
        end = time.monotonic() + START
        while "with the key" not in log.read_text():
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.2)

    def replicas(self) -> dict[str, psutil.Process]:
        """Return the processes by the addresses that they answer at themselves."""
        found = {}
        for child in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):  # ended just now, or killed and not looked after yet
                words = child.cmdline()
            if words[1:3] == ["-m", "streamlit"]:
                found[f"http://localhost:{words[words.index('--server.port') + 1]}"] = child
        return found

    def proof(self) -> dict[str, str]:
        """Return what nginx proves itself with to the processes."""
        one = next(iter(self.replicas().values()))
        return {KEY_HEADER: one.environ()[REPLICA_KEY]}

    def teachers_key(self) -> str:
        """Return the key that the terminal shows."""
        found = re.search(r"/classroom with the key (\S+)", self.log.read_text())
        assert found
        return found[1]

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
    assert calls_of(served.log.parent) == []


async def opened(address: str) -> Session:
    """Open a page in a browser of its own."""
    session = Session(address)
    await session.connect()
    await session.rerun()
    await session.until(lambda: session.finished)
    return session


def wait_for_both(served: Served) -> None:
    """Wait until a process that was killed has been started again."""
    end = time.monotonic() + START
    while len(served.replicas()) < 2 or not all(map(_is_well, served.replicas())):
        assert time.monotonic() < end, "it was not started again"
        time.sleep(0.2)


async def reconnect(session: Session) -> None:
    """Connect as a browser does by itself."""
    await session.connect()
    ends = session.finished
    await session.rerun()
    await session.settled(ends)


def test_the_key_that_the_terminal_shows_lets_teachers_in_at_each_process(served: Served) -> None:
    body = json.dumps({"do": "let in", "key": served.teachers_key()}).encode()
    for address in served.replicas():
        asked = urllib.request.Request(f"{address}/class", body, served.proof())
        with urllib.request.urlopen(asked, timeout=20) as answer:
            assert "anomaly_teacher" in answer.headers["Set-Cookie"]


async def test_a_class_goes_on_while_one_process_is_killed(served: Served) -> None:
    lesson = await Lesson(served.address, served.teachers_key()).begin()
    students = await lesson.students(4)
    await lesson.draw_all(students)
    assert len({student.cookies["replica"] for student in students}) == 2
    hearing = [
        asyncio.create_task(student.until(lambda told: told["state"]["frozen"]))
        for student in students
    ]
    next(iter(served.replicas().values())).kill()
    await lesson.draw_all(students)
    await lesson.check()
    await lesson.lead("freeze", frozen=True)
    await asyncio.gather(*hearing)
    await lesson.lead("end")
    await asyncio.to_thread(wait_for_both, served)


async def test_a_killed_process_leaves_its_students_to_the_other(served: Served) -> None:
    before = served.replicas()
    assert len(before) == 2
    sessions = [await opened(served.address) for _ in range(6)]
    scores = []
    for session in sessions:
        scores.append(await score_of(session, SEVEN))
        move = {"threshold": 33, "rule": None, "sequence": 1}
        await session.trigger("threshold", "moved", move)
        await session.until(lambda one=session: one.query_value("threshold") == "33")  # type: ignore[misc]
    next(iter(before.values())).kill()
    await asyncio.sleep(2)  # until the others' connections have been seen to hold
    lost = [session for session in sessions if not session.connected]
    assert 0 < len(lost) < len(sessions)  # the other's have noticed nothing
    for session, score in zip(sessions, scores, strict=True):
        if session in lost:
            await reconnect(session)
        verdict = answer_of(session)
        assert (verdict["score"], verdict["threshold"]) == (score, 33)
        assert session.exceptions == []
        await score_of(session, ONE)
    wait_for_both(served)
    assert "started again" in served.log.read_text()
    for session in lost:  # it stays with the one that it came to
        name = session.name
        session.cut()
        await session.until_cut()
        await reconnect(session)
        assert session.name == name
    for session in sessions:
        await session.close()


def _is_well(address: str) -> bool:
    return is_healthy(int(address.rpartition(":")[2]))


async def test_a_process_that_hangs_is_started_again(served: Served) -> None:
    sessions = [await opened(served.address) for _ in range(4)]
    scores = [await score_of(session, SEVEN) for session in sessions]
    address, hanging = next(iter(served.replicas().items()))
    hanging.suspend()
    await asyncio.to_thread(hanging.wait, START)
    await asyncio.sleep(2)  # until the others' connections have been seen to hold
    lost = [session for session in sessions if not session.connected]
    assert 0 < len(lost) < len(sessions)
    for session, score in zip(sessions, scores, strict=True):
        if session in lost:
            await reconnect(session)
        assert answer_of(session)["score"] == score
        await score_of(session, ONE)
        await session.close()
    end = time.monotonic() + START
    while not _is_well(address):
        assert time.monotonic() < end, "it was not started again"
        await asyncio.sleep(0.2)


async def test_what_one_process_has_trained_the_other_shows(served: Served) -> None:
    one, other = served.replicas()
    async with page(one, headers=served.proof()) as session:
        await session.train(701)
        key = session.query_value("model")
    async with page(other, f"model={key}", served.proof()) as session:
        assert session.sentences() == []
        assert session.query_value("model") == key
        assert answer_of(session)["content_key"].startswith(key)


async def test_a_browser_keeps_its_process(served: Served) -> None:
    for _ in range(4):
        session = await opened(served.address)
        name, score = session.name, await score_of(session, ONE)
        session.cut()
        await session.until_cut()
        await reconnect(session)
        assert session.name == name  # it is only known where it began
        assert answer_of(session)["score"] == score
        await session.close()


async def test_a_question_is_answered_by_the_process_of_its_page(served: Served) -> None:
    """Also where somebody has just sent one that is far too long."""
    async with AsyncExitStack() as stack:
        pages = [await opened(served.address) for _ in range(4)]
        for session in pages:
            stack.push_async_callback(session.close)
        for session in pages:
            with pytest.raises(urllib.error.HTTPError, match="413") as refused:
                await asyncio.to_thread(session.post_question, bytes(5_000_000))
            assert "Set-Cookie" not in refused.value.headers
            for asking in pages:
                assert (await asking.ask(ONE))["score"] == await score_of(asking, ONE)


async def test_refused_uploads_leave_the_processes_to_their_students(served: Served) -> None:
    """A process that hung up on them would be taken for a broken one."""
    uploader = Uploader(served.address)
    session = await opened(served.address)
    for _ in range(4):
        assert await asyncio.to_thread(uploader.put, "nobody", bytes(20_000_000)) == 404
        assert await session.ask(ONE)
    await session.close()


async def test_a_page_gets_the_weights_of_its_detector(served: Served) -> None:
    """From the process that it is of: the other one was told of none."""
    path = next(store.BUNDLED.glob("pca-1-*"))
    for _ in range(4):
        async with page(served.address, f"model={store.key_of(path)}") as session:
            content, headers = await asyncio.to_thread(session.weights)
        assert content == chain_file(store.load(path).detector)
        assert "immutable" in headers["Cache-Control"]


def test_replicas_are_told_where_browsers_reach_them(served: Served) -> None:
    port = served.address.rpartition(":")[2]
    told = [process.environ()[NGINX_AT] for process in served.replicas().values()]
    assert told == 2 * [f"127.0.0.1:{port}"]


def status_of(address: str, **headers: str) -> tuple[int, str, str]:
    """Return the status of an answer, its text and its policy."""
    asked = urllib.request.Request(address, headers=headers)
    try:
        answer = urllib.request.urlopen(asked)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        policy = answer.headers["Content-Security-Policy"]
        return answer.status, answer.read().decode(), policy


def test_a_page_of_another_site_and_a_foreign_name_are_refused(served: Served) -> None:
    assert status_of(served.address, Origin=served.address)[0] == 200
    status, text, policy = status_of(served.address, Origin="http://elsewhere.example")
    assert (status, text) == (403, t("door.origin"))
    assert "frame-ancestors 'none'" in policy
    status, text, _ = status_of(served.address, Host="evil.example")
    assert (status, text) == (421, t("door.host", host="evil.example"))


def test_figures_of_a_process_are_for_this_machine_alone(served: Served) -> None:
    metrics = f"{served.address}/_stcore/metrics"
    assert status_of(metrics)[0] == 200
    for forged in ("127.0.0.1", "203.0.113.7"):  # a proxy on this machine passes it on
        assert status_of(metrics, **{"X-Forwarded-For": forged})[0] == 403


def test_an_address_has_its_share_of_connections(served: Served) -> None:
    held = []
    place = ("127.0.0.1", int(served.address.rpartition(":")[2]))
    begun = (
        b"POST /questions/x HTTP/1.1\r\nHost: localhost\r\n"
        b"Accept-Language: fr, ja;q=0.5\r\nContent-Length: 9\r\n\r\n"
    )
    with ExitStack() as stack:
        for _ in range(SHARE + 1):
            connection = socket.create_connection(place, 20, ("127.0.0.9", 0))
            held.append(stack.enter_context(connection))
            connection.sendall(begun)  # nginx waits for the rest
        ready, _, _ = select.select(held, [], [], 20)
        answer = ready[0].recv(4096)
        assert answer.startswith(b"HTTP/1.1 429 ")
        with use_language("ja"):
            assert t("door.many").encode() in answer
        assert b"X-Frame-Options: DENY" in answer
        assert status_of(served.address)[0] == 200


def test_a_process_answers_nginx_alone(served: Served) -> None:
    for address in served.replicas():
        assert status_of(address)[:2] == (421, t("door.replica"))
        assert status_of(f"{address}/_stcore/health")[0] == 200
        assert status_of(address, **served.proof())[0] == 200


def test_a_port_in_use_and_a_missing_nginx_are_told(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = served.address.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 2
    assert port in capsys.readouterr().err
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert main(["serve"]) == 2
    assert "nginx is not installed" in capsys.readouterr().err
