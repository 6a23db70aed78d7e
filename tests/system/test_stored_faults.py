"""Faults done to what a server stores, and to its clock: the table is in test_faults.py."""

import asyncio
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from anomaly.storage import store
from anomaly.text import escape_markdown
from anomaly.training.plan import TrainingPlan
from tests.support.disk import small_disk
from tests.support.server import PROJECT, running_app
from tests.support.student import ONE, neighbour, page, score_of, tells

TEN_YEARS = 10 * 365 * 24 * 3600


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server's models folder is."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """A server for the faults that it recovers from."""
    with running_app(folder) as address:
        yield address


def stored_whole(folder: Path) -> int:
    """Return how many models lie in a folder, all of them whole."""
    return len([store.load(path) for path in folder.glob("[!.]*.safetensors")])


async def test_a_full_disk_and_one_that_cannot_be_written(tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    with small_disk(models, "40m"), running_app(tmp_path) as address:
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


async def test_the_models_folder_is_deleted(folder: Path, server: str) -> None:
    async with neighbour(server), page(server) as session:
        await session.train(504)
        shutil.rmtree(folder / "models")
        await session.train(505)
        assert session.sentences() == []
        assert stored_whole(folder / "models") == 1


async def test_a_stored_model_is_damaged(tmp_path: Path, folder: Path, server: str) -> None:
    plan = TrainingPlan(normal=(7, 8))
    async with neighbour(server), page(server, "normal=78") as session:
        assert session.sentences() == []
    (path,) = (folder / "models").glob("autoencoder-78-*.safetensors")
    assert path.name == store.file_name(plan, store.key_of(path))
    (tmp_path / "models").mkdir()
    path = Path(shutil.copy(path, tmp_path / "models"))
    with path.open("r+b") as file:
        file.seek(-1000, 2)
        file.write(bytes(1000))
    with running_app(tmp_path) as address:
        async with neighbour(address), page(address, "normal=78") as session:
            assert any(escape_markdown(path.name) in sentence for sentence in session.sentences())
            ends = session.finished
            await session.rerun()
            await session.settled(ends)
            assert any(escape_markdown(path.name) in sentence for sentence in session.sentences())
            await score_of(session, ONE)
    assert stored_whole(tmp_path / "models") == 1


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
