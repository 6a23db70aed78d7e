"""Faults done to a running server: the student is told in a sentence, and all others work on.

Nothing stored is lost or damaged by any of them. The disk, the stored models and the clock are in
test_stored_faults.py; what takes a real browser is in tests/browser/test_faults.py.

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
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from anomaly.data.mnist import MNIST_FILES, mnist_file
from anomaly.text import t
from tests.support.mirror import Mirror, cut_half_way, trickle, wrong_bytes
from tests.support.server import running_app
from tests.support.student import ONE, SEVEN, answer_of, neighbour, page, score_of, tells


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that all faults are done to which leave it as it was."""
    with running_app(tmp_path_factory.mktemp("server")) as address:
        yield address


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
