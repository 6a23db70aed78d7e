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
| a page is left while it is drawn      | the other page                                         |
| messages that no browser would send   | what was there before, or that it is no drawing        |
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.error import HTTPError

import pytest
from websockets.exceptions import ConnectionClosed

from anomaly.data.mnist import MNIST_FILES, mnist_file
from anomaly.preprocessing.drawing import MAX_POINTS, MAX_STROKES
from anomaly.text import t
from anomaly.ui.session.widget_keys import CANVAS
from anomaly.ui.web.questions import MAX_BYTES
from tests.support.mirror import Mirror, cut_half_way, trickle, wrong_bytes
from tests.support.server import running_app
from tests.support.session import PEN, Session
from tests.support.student import ONE, SEVEN, answer_of, neighbour, page, score_of, tells


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that all faults are done to which leave it as it was."""
    folder = tmp_path_factory.mktemp("server")
    with running_app(folder) as address:
        yield address
    assert "Traceback" not in (folder / "server.log").read_text()


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
        for session, detector in ((one, "autoencoder"), (other, "pca")):
            await session.until(partial(has_detector, session, detector))


def has_detector(session: Session, name: str) -> bool:
    """Whether the address names a detector, as it does after the answer."""
    return session.query_value("detector") == name


def with_strokes(strokes: str, widths: str = "[18]") -> str:
    return f'{{"strokes": {strokes}, "widths": {widths}, "sequence": 7}}'


NOT_A_DRAWING, TOO_MUCH = "drawing.unreadable", "drawing.too_much"


@pytest.mark.parametrize("name", ["train", "compare", "evaluate", "runs"])
async def test_a_page_is_left_while_it_is_drawn(server: str, name: str) -> None:
    async with neighbour(server), page(server) as session:
        score = await score_of(session, SEVEN)
        await session.keep(PEN, json.dumps({"brush": "fat"}))
        for there in range(0, 40, 5):
            begins, ends = session.begun, session.finished
            await session.choose(name)
            await session.until(partial(has_drawn, session, begins, ends, there))
            await session.turn_to("", "threshold")
            assert session.exceptions == []
            assert answer_of(session)["score"] == score


@pytest.mark.parametrize("name", ["train", "compare", "evaluate"])
async def test_what_a_browser_tells_of_a_page_before_it_forgets_it_is_not_lost(
    server: str, name: str
) -> None:
    async with page(server) as session:
        told, ends = session.widgets, session.finished
        await session.choose(name)
        await session.settled(ends)
        forgotten, session.widgets = session.widgets, told
        await session.turn_to("", "threshold", forgets=forgotten)
        await score_of(session, SEVEN)
        assert answer_of(session)["with_limits"]


def has_drawn(session: Session, begins: int, ends: int, count: int) -> bool:
    """Whether a run has begun and drawn enough, or has ended already."""
    return session.finished > ends or (session.begun > begins and session.drawn >= count)


@pytest.mark.parametrize(
    ("drawing", "key"),
    [(with_strokes(json.dumps([[7] * 200_000])), TOO_MUCH),
     (with_strokes(json.dumps([[1, 2]] * 10_000), json.dumps([18] * 10_000)), TOO_MUCH),
     (with_strokes("[[NaN, 1]]"), NOT_A_DRAWING), (with_strokes("[[1e308, 1]]"), NOT_A_DRAWING),
     (with_strokes("[[Infinity, 1]]"), NOT_A_DRAWING), (with_strokes("[[]]"), NOT_A_DRAWING),
     (with_strokes("[[-1, 5]]"), NOT_A_DRAWING), (with_strokes("[[1, 2, 3]]"), NOT_A_DRAWING),
     (with_strokes('[["1", "2"]]'), NOT_A_DRAWING), (with_strokes("[[[1, 2]]]"), NOT_A_DRAWING),
     (with_strokes("[[0.5, 1]]"), NOT_A_DRAWING), (with_strokes("[[true, 1]]"), NOT_A_DRAWING),
     (with_strokes("7", "{}"), NOT_A_DRAWING), ('{"sequence": 7}', NOT_A_DRAWING)],
    ids=lambda value: value[:40],
)  # fmt: skip
async def test_drawings_that_no_browser_sends(server: str, drawing: str, key: str) -> None:
    async with neighbour(server), page(server) as session:
        await session.keep("answer", f'{{"drawing": {drawing}}}')
        await session.until(lambda: answer_of(session)["drawing"] == 7)
        answer, session.drawings = answer_of(session), 7
        sentence = t(key, strokes=MAX_STROKES, points=MAX_POINTS)
        assert answer["score"] is None
        assert answer["reason"].endswith(sentence)
        await score_of(session, ONE)


async def test_a_million_points_are_not_even_read(server: str) -> None:
    points = json.dumps([[7] * 2_000_000], separators=(",", ":"))
    async with neighbour(server), page(server) as session:
        with suppress(ConnectionClosed):  # before it is sent whole
            await session.keep("answer", f'{{"drawing": {with_strokes(points)}}}')
        await session.until_cut()


@pytest.mark.parametrize(
    "state",
    ["[]", "7", '"x"', "{}", '{"drawing": 7}', '{"drawing": [], "brush": {}}', '{"brush": "huge"}',
     '{"drawing": {"strokes": [], "widths": []}}', '{"drawing": {"sequence": 1e400}}',
     '{"drawing": {"sequence": "x"}}', '{"drawing": {"sequence": -1}}'],
)  # fmt: skip
@pytest.mark.parametrize("key", ["pen", "answer"])
async def test_states_that_no_browser_sends(server: str, key: str, state: str) -> None:
    async with neighbour(server), page(server) as session:
        before, ends = answer_of(session)["score"], session.finished
        await session.keep(key, state)
        await session.settled(ends)
        assert answer_of(session)["score"] == before
        await score_of(session, ONE)


@pytest.mark.parametrize(
    "question",
    [b"", b"7", b"[]", b"{}", b"{", b"\xff\xfe", b"[" * 50_000, b'{"strokes": [[NaN, 1e400]]}',
     b"7" * 90_000, b'{"strokes": [[1, 2]], "widths": [18], "moments": {}}'],
    ids=lambda question: repr(question)[:20],
)  # fmt: skip
async def test_questions_that_no_browser_asks(server: str, question: bytes) -> None:
    async with neighbour(server), page(server, "detector=gradients") as session:
        reply = json.loads(await asyncio.to_thread(session.post_question, question))
        assert (reply["score"], reply["digit"], reply["scores"]) == (None, None, [])
        assert reply["reason"].startswith("Nothing to judge")
        assert (await session.ask(SEVEN))["score"] == await score_of(session, SEVEN)
        assert len((await session.ask(SEVEN, along=True))["scores"]) > 50


async def test_a_question_longer_than_any_is_refused(server: str) -> None:
    async with neighbour(server), page(server) as session:
        with pytest.raises(HTTPError, match="413"):
            await asyncio.to_thread(session.post_question, bytes(2 * MAX_BYTES))
        assert (await session.ask(ONE))["score"] == await score_of(session, ONE)


@pytest.mark.parametrize(
    "told",
    ["[]", "7", '"x"', "{}", '{"drawing": 7}', '{"drawing": {"raw": [], "data": 5}}',
     '{"drawing": {"raw": {"objects": {"a": 1}}, "data": "data:image/png;base64,AAAA"}}',
     '{"drawing": {"raw": {"objects": [1, null, {}]}, "data": "no picture"}}',
     '{"drawing": [1]}', '{"backgroundFit": {}}', '{"backgroundFit": 7}'],
)  # fmt: skip
async def test_canvas_messages_that_no_browser_sends(server: str, told: str) -> None:
    async with neighbour(server), page(server) as session:
        ends = session.finished
        await session.keep(CANVAS, told)
        await session.settled(ends)
        for event, value in json.loads(told).items() if told.startswith('{"') else ():
            ends = session.finished
            await session.trigger(CANVAS, event, value)
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
        if component == "sample_grid":
            await session.open_tab(t("tab.sample"), component)
        before = answer_of(session)["score"]
        ends = session.finished
        await session.trigger(component, event, value)
        await session.settled(ends)
        assert answer_of(session)["score"] == before
        await score_of(session, ONE)
