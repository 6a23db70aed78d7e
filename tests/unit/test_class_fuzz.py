"""Random input from strangers to a class, as in `test_fuzz`: messages, news, names, codes, ZIPs.

FUZZ_CASES=10000 python -m pytest tests/unit/test_class_fuzz.py
"""

import asyncio
import json
import zipfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from anomaly.classroom import seats, secrets, tasks
from anomaly.classroom.classes import MAX_OPEN
from anomaly.classroom.secrets import ALPHABET, CODE_LENGTH, read_code
from anomaly.classroom.tasks import KINDS
from anomaly.data import class_archive
from anomaly.data.class_archive import images_file, labels_file, read_class
from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.ui.session.classroom import classroom
from anomaly.ui.web import class_acts
from anomaly.ui.web import classroom as addresses
from tests.support.class_screen import Screen
from tests.support.web import request
from tests.unit.test_fuzz import damaged, fuzz, near, values

Result = TypeVar("Result")
KEY = "the key"
IDS = [f"{number:032x}" for number in range(3)]
ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}
FOREIGN = "10.6.6.6"  # whose wrong codes and keys are not counted with those of others
LONGEST = 60  # changes of a class, after which another is faster to read
HALF = "\ud800"  # of a character, which no text may have


class Room:
    """A class with a teacher and two students, made anew once it was ended or deleted."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)  # a browser's tests have the loop of this one
        self.teacher = Screen()
        self.run(self.teacher.done("let in", key=KEY))
        self.students: list[Screen] = []
        self.id = self.code = ""

    def run(self, what: Coroutine[Any, Any, Result]) -> Result:
        return self._thread.submit(asyncio.run, what).result()

    async def enter(self) -> None:
        """See to it that the class is open, and a task under way."""
        now = (await self.teacher.hear(0, self.id)).get("state", {})
        if not now.get("open") or now["counter"] > LONGEST:
            await self._begin()
        elif now["frozen"]:
            await self.teacher.done("freeze", **{"class": self.id}, frozen=False)
        if not now.get("task"):
            await self.teacher.say("give", **{"class": self.id}, kind="draw_fooling")

    async def _begin(self) -> None:
        for found in await asyncio.to_thread(all_ids):
            await self.teacher.done("delete", **{"class": found})
        begun = await self.teacher.done("begin")
        self.id, self.code = begun["class"], begun["code"]
        self.students = [Screen(), Screen()]
        for student in self.students:
            await student.done("join", code=self.code)


def all_ids() -> list[str]:
    from anomaly.classroom import classes

    found = classes.all_classes(classroom().database)
    assert len([each for each in found if each.is_open]) <= MAX_OPEN
    return [each.id for each in found]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("classes")
        patch.setenv("ANOMALY_DATABASE", f"sqlite:///{folder / 'classes.sqlite'}")
        patch.setenv(secrets.VARIABLE, KEY)
        patch.setattr(addresses, "LONGEST_WAIT", 0.0)
        classroom.forget()
        yield Room()
        classroom().database.close()
        classroom.forget()


@cache
def detector() -> str:
    """Return the key of a detector that is there."""
    return store.key_of(next(store.BUNDLED.glob("autoencoder-1-*.safetensors")))


texts = some.text(max_size=30) | some.sampled_from([HALF, "\x00", "'; DROP TABLE seats", *IDS])
numbers = some.integers(-1, 5) | some.sampled_from([2**63, 10**400])
flags = some.booleans()
contents = values | near(
    {"digit": some.integers(-1, 10), "picture": texts, "edges": some.lists(some.floats())}
)
drawings = some.just(ONE) | near(
    {
        "strokes": some.lists(some.lists(some.integers(-1, 256), max_size=6), max_size=3),
        "widths": some.lists(some.integers(-1, 41), max_size=3),
    }
)
fields: dict[str, some.SearchStrategy[Any]] = {
    "class": some.just("its own") | texts,
    "code": some.just("its own") | texts,
    "key": texts,
    "nickname": texts,
    "task": numbers,
    "seat": numbers,
    "id": texts,
    "ids": some.lists(texts, max_size=4),
    "drawing": drawings,
    "value": some.booleans() | some.floats() | numbers,
    "kind": some.sampled_from(KINDS),
    "content": contents,
    "hidden": flags,
    "frozen": flags,
    "view": texts,
    "model": texts | some.deferred(lambda: some.just(detector())),
    "threshold": some.floats(),
    "normal": some.lists(some.floats(), max_size=4),
    "anomalous": some.lists(some.floats() | some.integers(0, 9), max_size=4),
}
acts = sorted([*class_acts._STUDENTS, *class_acts._TEACHERS])


@fuzz
@given(
    act=some.sampled_from(acts) | values,
    sent=near(fields),
    sender=some.sampled_from(["teacher", "student", "nobody"]),
)
def test_messages(room: Room, act: object, sent: dict[str, Any], sender: str) -> None:
    room.run(_say(room, act, sent, sender))


async def _say(room: Room, act: object, sent: dict[str, Any], sender: str) -> None:
    """Send a message: it is done or refused with a sentence, and no student does a teacher's."""
    await room.enter()
    sent = {name: value for name, value in sent.items() if name != "do"}
    own = {"class": room.id, "code": room.code}
    sent |= {name: own[name] for name in own if sent.get(name) == "its own"}
    screen = Screen(client=FOREIGN)
    if sender == "teacher":
        other = Screen()  # which may be let go
        await other.done("let in", key=KEY)
        screen.cookies = other.cookies
    elif sender == "student":
        screen.cookies = dict(room.students[0].cookies)
    before = await room.teacher.hear(0, room.id)
    status, reply = await screen.say(act, **sent)
    assert status in (200, 409), (status, reply)
    if status == 409:
        assert reply["reason"].strip()
        assert reply["again"] is False
    if sender == "teacher":
        return
    after = await room.teacher.hear(0, room.id)
    assert {**after["state"], "counter": 0} == {**before["state"], "counter": 0}
    assert after["tasks"] == before["tasks"]
    if sender == "student":
        of_others = [each for each in after["drawings"] if each["seat"] != 1]
        assert of_others == [each for each in before["drawings"] if each["seat"] != 1]
        assert all(len(seat["nickname"]) <= seats.MAX_NICKNAME for seat in after["seats"])


@fuzz
@given(
    some.binary(max_size=200)
    | damaged(some.just(json.dumps({"do": "draw", "id": IDS[0], "drawing": ONE}).encode()))
)
def test_bodies(room: Room, body: bytes) -> None:
    cookies = f"anomaly_teacher={room.teacher.cookies['anomaly_teacher']}"
    answer = room.run(request("/class", method="POST", body=[body], cookies=cookies))
    assert answer.status in (200, 409)
    assert json.loads(answer.body)


@fuzz
@given(
    query=near({"seen": numbers, "class": texts, "own": texts, "x": texts}),
    seat=texts,
    teacher=texts,
    has_seat=flags,
)
def test_questions_for_news(
    room: Room, query: dict[str, Any], seat: str, teacher: str, has_seat: bool
) -> None:
    async def ask() -> None:
        await room.enter()
        screen = Screen()
        screen.cookies = {"anomaly_seat": _safe(seat), "anomaly_teacher": _safe(teacher)}
        if has_seat:
            screen.cookies["anomaly_seat"] = room.students[1].cookies["anomaly_seat"]
        words = "&".join(f"{name}={_quoted(value)}" for name, value in query.items())
        answer = await screen._request(f"/class/news?{words}")
        assert answer.status in (200, 204, 409)
        if answer.status == 200:
            told = json.loads(answer.body)
            assert has_seat
            assert told["seat"]["number"] == 2

    room.run(ask())


def _quoted(value: object) -> str:
    return quote(str(value).encode("utf-8", "surrogatepass"))


def _safe(text: str) -> str:
    """Return what a cookie may be, as a server gets it: any bytes, but for those that end it."""
    return "".join(char for char in text if char.isprintable() and char != ";")[:200]


@fuzz
@given(values | some.text(alphabet=ALPHABET.lower() + " -" + ALPHABET, max_size=30))
def test_codes(typed: object) -> None:
    code = read_code(typed)
    assert code == "" or (len(code) == CODE_LENGTH and set(code) <= set(ALPHABET))
    assert read_code(code) == code


@fuzz
@given(values | some.text(max_size=60))
def test_nicknames(typed: object) -> None:
    try:
        name = seats.read_nickname(typed)
    except UserError:
        return
    assert len(name) <= seats.MAX_NICKNAME
    assert seats.read_nickname(name) == name
    name.encode()


@fuzz
@given(kind=some.sampled_from(KINDS) | values, content=contents)
def test_contents_of_tasks(kind: Any, content: object) -> None:
    try:
        kept = tasks._checked(str(kind), content)
    except UserError:
        return
    assert isinstance(json.loads(kept), dict)
    json.dumps(json.loads(kept), allow_nan=False)


@cache
def whole_class() -> bytes:
    """Return the ZIP of a class, with what is read of it alone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for half in ("train", "t10k"):
                archive.writestr(images_file(half), _idx(np.zeros((2, 28, 28), np.uint8)))
                archive.writestr(labels_file(half), _idx(np.array([1, 9], np.uint8)))
        return path.read_bytes()


def _idx(values: "np.ndarray[Any, np.dtype[np.uint8]]") -> bytes:
    shape = np.array(values.shape, ">u4").tobytes()
    return bytes([0, 0, 8, values.ndim]) + shape + values.tobytes()


parts = some.binary(max_size=40) | damaged(some.just(_idx(np.array([1, 9], np.uint8))))
names = some.sampled_from(
    [name(half) for name in (images_file, labels_file) for half in ("train", "t10k")]
) | some.sampled_from(["../../evil", "/etc/passwd", "summary.html"])


@fuzz
@given(
    damaged(some.deferred(lambda: some.just(whole_class())))
    | some.binary(max_size=200)
    | some.dictionaries(names, parts, max_size=5)
)
def test_classes_as_data(content: bytes | dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            with zipfile.ZipFile(path, "w") as archive:
                for name, part in content.items():
                    archive.writestr(name, part)
        try:
            halves, _ = read_class(path)
        except UserError:
            halves = []
        for pixels, labels in halves:
            assert pixels.shape == (len(labels), 28, 28)
            assert 0 < len(labels) <= class_archive.MAX_DIGITS
            assert int(labels.min()) >= 0
            assert int(labels.max()) <= 9
        assert list(Path(folder).iterdir()) == [path]
