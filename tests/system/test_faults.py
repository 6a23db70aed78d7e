"""Faults done to a running server: the student is told in a sentence, and all others work on.

Nothing stored is lost or damaged by any of them. What takes a real browser is in
tests/browser/test_faults.py.

| fault                                 | what the student sees                                  |
| ------------------------------------- | ------------------------------------------------------ |
| the disk is full                      | a warning that the model could not be stored; it works |
| the models' folder cannot be written  | the same                                               |
| the models' folder is deleted         | nothing; the next model makes it again                 |
| a stored model is damaged             | a warning that names the file; it is trained again     |
| MNIST's files are damaged             | a warning that names them; generated digits            |
| the download of MNIST is cut half-way | that it failed, and "Try again"; generated digits      |
| it is slow                            | how far it is, and "Stop"; generated digits meanwhile  |
| it is another page's bytes            | that it failed, and "Try again"; generated digits      |
| the clock jumps ten years, to and fro | nothing                                                |
| 200 moves of the threshold at once    | the last one                                           |
| the connection is cut and comes back  | what was there before                                  |
| two pages of one browser              | each its own                                           |
| messages that no browser would send   | what was there before, or that the drawing is blank    |
"""

import asyncio
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from anomaly.data.mnist import MNIST_FILES, mnist_file
from anomaly.storage import store
from anomaly.text import english, t
from anomaly.training.plan import TrainingPlan
from tests.support.app import PROJECT, running_app
from tests.support.mirror import Mirror, cut_half_way, trickle, wrong_bytes
from tests.support.session import Session
from tests.support.widgets import Stroke

ONE: Stroke = [(0.5, 0.15), (0.5, 0.85)]
SEVEN: Stroke = [(0.25, 0.2), (0.75, 0.2), (0.4, 0.85)]
TEN_YEARS = 10 * 365 * 24 * 3600


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that all faults are done to which leave it as it was."""
    with running_app(tmp_path_factory.mktemp("server")) as address:
        yield address


@asynccontextmanager
async def page(address: str, query: str = "") -> AsyncIterator[Session]:
    """Open a page; whatever happens, it shows no traceback."""
    async with Session(address, query) as session:
        await session.until(lambda: session.finished and session.has("verdict_sentence"))
        yield session
        assert session.exceptions == []


def answer_of(session: Session) -> Any:
    """Return what the page was last told of the digit and the threshold."""
    return session.data_of("verdict_sentence")["answer"]


async def score_of(session: Session, *strokes: Stroke) -> float:
    """Draw something else than what is there, and return the score in the verdict."""

    def score() -> Any:
        return answer_of(session)["score"]

    before = score()
    await session.draw(*strokes)
    await session.until(lambda: score() not in (None, before))
    return float(score())


@asynccontextmanager
async def neighbour(address: str) -> AsyncIterator[None]:
    """Somebody else who draws before and after something happens, and gets the same scores."""
    async with page(address) as session:
        before = await score_of(session, ONE)
        yield
        assert await score_of(session, SEVEN) > before
        assert await score_of(session, ONE) == before


def tells(session: Session, key: str) -> bool:
    """Whether a sentence is on the page, with whatever stands in its gaps."""
    pattern = re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(english.SENTENCES[key]))
    texts = session.sentences() + [text.body for text in session.elements("markdown")]
    return any(re.search(pattern, text, re.DOTALL) for text in texts)


def stored_whole(folder: Path) -> int:
    """Return how many models lie in a folder, all of them whole."""
    return len([store.load(path) for path in folder.glob("[!.]*.safetensors")])


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Put a disk of forty megabytes in a folder's place."""
    command = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk takes root's rights")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def test_a_full_disk_and_one_that_cannot_be_written(tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    with small_disk(models), running_app(tmp_path) as address:
        async with neighbour(address), page(address) as session:
            filler = models / "filler"
            with pytest.raises(OSError, match="space"):
                filler.write_bytes(bytes(100_000_000))
            await session.train(501)
            await session.until(lambda: tells(session, "store.unwritable"))
            assert stored_whole(models) == 0
            await session.turn_to("", "threshold")
            await score_of(session, ONE)  # it is in memory, and works
            filler.unlink()
            await session.train(502)
            assert stored_whole(models) == 1
            assert not tells(session, "store.unwritable")
            subprocess.run(["mount", "-o", "remount,ro", str(models)], check=True)
            await session.train(503)
            await session.until(lambda: tells(session, "store.unwritable"))
            assert stored_whole(models) == 1


async def test_the_models_folder_is_deleted(tmp_path: Path) -> None:
    with running_app(tmp_path) as address:
        async with neighbour(address), page(address) as session:
            await session.train(504)
            shutil.rmtree(tmp_path / "models")
            await session.train(505)
            assert session.sentences() == []
            assert stored_whole(tmp_path / "models") == 1


async def test_a_stored_model_is_damaged(tmp_path: Path) -> None:
    plan = TrainingPlan(normal=(7,))
    with running_app(tmp_path) as address:
        async with neighbour(address):
            async with page(address, "normal=7") as session:
                assert session.sentences() == []
            (path,) = (tmp_path / "models").glob("autoencoder-7-*.safetensors")
            assert path.name == store.file_name(plan, store.key_of(path))
    with path.open("r+b") as file:
        file.seek(-1000, 2)
        file.write(bytes(1000))
    with running_app(tmp_path) as address:
        async with neighbour(address), page(address, "normal=7") as session:
            assert any(path.name in sentence for sentence in session.sentences())
            ends = session.finished
            await session.rerun()
            await session.settled(ends)
            assert any(path.name in sentence for sentence in session.sentences())
            await score_of(session, ONE)
    assert stored_whole(tmp_path / "models") == 1


async def test_damaged_files_of_mnist(tmp_path: Path) -> None:
    for name in MNIST_FILES:
        path = mnist_file(tmp_path / "mnist", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(1000))
    where = {"MNIST_ROOT": str(tmp_path / "mnist"), "ANOMALY_DATA": str(tmp_path / "data")}
    with running_app(tmp_path, **where) as address:
        async with neighbour(address), page(address) as session:
            assert tells(session, "data.damaged")
            assert any("generated" in text.body for text in session.elements("markdown"))
    assert mnist_file(tmp_path / "mnist", "train-labels-idx1-ubyte").read_bytes() == bytes(1000)


@pytest.mark.parametrize(
    ("answer", "key"),
    [(cut_half_way, "fetch.unreachable"), (wrong_bytes, "fetch.unreachable"), (trickle, "")],
    ids=["cut half-way", "wrong bytes", "slow"],
)
async def test_a_mirror_that_answers_badly(
    tmp_path: Path, answer: Callable[..., None], key: str
) -> None:
    mirror = Mirror()
    mirror.answer = answer
    where = {"MNIST_ROOT": "", "ANOMALY_DATA": str(tmp_path), "MNIST_MIRROR": mirror.address}
    try:
        with running_app(tmp_path, **where) as address:
            async with neighbour(address), page(address) as session:
                if key:
                    await session.until(lambda: tells(session, key))
                    asked = len(mirror.asked)
                    await session.press(t("sidebar.retry"))
                    await session.until(lambda: len(mirror.asked) > asked)
                else:
                    await session.until(lambda: session.has(t("sidebar.stop")))
                    await session.press(t("sidebar.stop"))
                    await session.until(lambda: tells(session, "fetch.cancelled"))
    finally:
        mirror.close()
    assert not mnist_file(tmp_path, "train-images-idx3-ubyte").exists()


async def test_the_clock_jumps(tmp_path: Path) -> None:
    offset = tmp_path / "offset"
    offset.write_text("0")
    clock = {
        "PYTHONPATH": str(PROJECT / "tests" / "support" / "clock"),
        "CLOCK_OFFSET": str(offset),
    }
    with running_app(tmp_path, **clock) as address:
        async with neighbour(address), page(address) as session:
            for number, jump in enumerate((TEN_YEARS, -TEN_YEARS, 0)):
                offset.write_text(str(jump))
                told = await asyncio.to_thread(_clock_of_a_child, clock)
                assert abs(told - time.time() - jump) < 60
                await score_of(session, [(0.5, 0.2 + number / 10), (0.5, 0.8)])
                await session.train(600 + number)
                assert session.sentences() == []
                await session.turn_to("", "threshold")
    assert stored_whole(tmp_path / "models") == 3


def _clock_of_a_child(environment: dict[str, str]) -> float:
    """Return what a program started like the server takes the time to be."""
    command = [sys.executable, "-c", "import time; print(time.time())"]
    return float(subprocess.check_output(command, env=environment))


async def test_two_hundred_moves_at_once(server: str) -> None:
    async with neighbour(server), page(server) as session:
        for turn in range(1, 201):
            move = {"threshold": turn / 10, "rule": None, "sequence": turn}
            await session.trigger("threshold", "moved", move)
        await session.until(lambda: answer_of(session)["sequence"] == 200)
        assert answer_of(session)["threshold"] == 20
        await score_of(session, ONE)


async def test_a_connection_that_is_cut_and_comes_back(server: str) -> None:
    async with neighbour(server), page(server) as session:
        score = await score_of(session, SEVEN)
        await session.trigger("threshold", "moved", {"threshold": 33, "rule": None, "sequence": 1})
        await session.until(lambda: session.query_value("threshold") == "33")
        session.cut()
        await session.until_cut()
        await session.connect()
        ends = session.finished
        await session.rerun()
        await session.settled(ends)
        verdict = answer_of(session)
        assert (verdict["score"], verdict["threshold"]) == (score, 33)


async def test_two_pages_of_one_browser(server: str) -> None:
    async with page(server) as one, page(server, "normal=1&detector=pca") as other:
        first, second = await asyncio.gather(score_of(one, ONE), score_of(other, SEVEN))
        assert answer_of(one)["score"] == first
        assert answer_of(other)["score"] == second
        assert (one.query_value("detector"), other.query_value("detector")) == (
            "autoencoder",
            "pca",
        )


@pytest.mark.parametrize(
    "told",
    ["[]", "7", '"x"', "{}", '{"drawing": 7}', '{"drawing": {"raw": [], "data": 5}}',
     '{"drawing": {"raw": {"objects": {"a": 1}}, "data": "data:image/png;base64,AAAA"}}',
     '{"drawing": {"raw": {"objects": [1, null, {}]}, "data": "no picture"}}',
     '{"backgroundFit": {}}'],
)  # fmt: skip
async def test_canvas_messages_that_no_browser_sends(server: str, told: str) -> None:
    async with neighbour(server), page(server) as session:
        ends = session.finished
        await session.tell_canvas(told)
        await session.settled(ends)
        ends = session.finished
        await session.press(t("canvas.clear"))
        await session.settled(ends)
        await score_of(session, ONE)


@pytest.mark.parametrize(
    ("component", "event", "value"),
    [("threshold", "moved", 7), ("threshold", "moved", {"threshold": "x", "sequence": []}),
     ("threshold", "moved", {"rule": {}, "settings": [1]}), ("threshold", "bar", "x"),
     ("threshold", "bar", 10**9), ("sample_grid", "chosen", {"a": 1}),
     ("sample_grid", "chosen", -1), ("sample_grid", "chosen", None)],
)  # fmt: skip
async def test_component_messages_that_no_browser_sends(
    server: str, component: str, event: str, value: object
) -> None:
    async with neighbour(server), page(server) as session:
        before = answer_of(session)["score"]
        ends = session.finished
        await session.trigger(component, event, value)
        await session.settled(ends)
        assert answer_of(session)["score"] == before
        await score_of(session, ONE)
