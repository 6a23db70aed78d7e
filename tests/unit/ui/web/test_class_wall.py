"""What a class's wall asks of a detector: scores, pictures, measures and questions."""

import asyncio
import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from anomaly.classroom.database import VARIABLE
from anomaly.classroom.secrets import VARIABLE as KEY_VARIABLE
from anomaly.classroom.tasks import GUESS
from anomaly.ui.session.classroom import classroom
from tests.support.class_screen import Screen

KEY = "the key"
ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}
ZERO = {"strokes": [[60, 40, 200, 40, 200, 220, 60, 220, 60, 40]], "widths": [18]}
DOT = {"strokes": [[3, 3]], "widths": [1]}
IDS = [f"{number:032x}" for number in range(4)]


@pytest.fixture(autouse=True)
def of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path}/classes.sqlite")
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    classroom.forget()
    yield
    classroom().database.close()
    classroom.forget()


@pytest.fixture
def wall() -> tuple[Screen, Screen, str]:
    """A teacher and a student, who has drawn a 1, a 0 and a dot; and their class."""

    async def begin() -> tuple[Screen, Screen, str]:
        teacher, student = Screen(), Screen()
        await teacher.done("let in", key=KEY)
        begun = await teacher.done("begin")
        await student.done("join", code=begun["code"])
        about = {"class": begun["class"], "kind": "draw_digit", "content": {"digit": 1}}
        task = (await teacher.done("give", **about))["task"]
        for name, drawing in zip(IDS, (ONE, ZERO, DOT), strict=False):
            await student.done("draw", task=task, id=name, drawing=drawing)
        return teacher, student, begun["class"]

    with ThreadPoolExecutor(1) as thread:  # a browser's tests have the loop of this one
        return thread.submit(asyncio.run, begin()).result()


async def test_a_wall_has_drawings_scored_and_all_are_told(
    wall: tuple[Screen, Screen, str], model: str
) -> None:
    teacher, student, of = wall
    asked = {"class": of, "model": model, "ids": [*IDS, "no drawing"]}
    scores = (await teacher.done("score", **asked))["scores"]
    assert set(scores) == set(IDS[:3])
    assert scores[IDS[0]] < scores[IDS[1]], "a 1 is normal"
    assert scores[IDS[2]] is None, "there is no digit in a dot"
    heard = await student.hear()
    told = {each["id"]: each for each in heard["drawings"]}
    assert [told[name]["score"] for name in IDS[:3]] == [scores[name] for name in IDS[:3]]
    assert [told[name]["scored_by"] for name in IDS[:3]] == [model] * 3, "the dot need not wait"
    await teacher.done("score", **asked)
    assert (await student.hear())["state"] == heard["state"], "nothing is new"


async def test_a_drawing_opens_into_its_three_pictures(
    wall: tuple[Screen, Screen, str], model: str
) -> None:
    teacher, _, of = wall
    asked = {"class": of, "model": model}
    shown = await teacher.done("pictures", id=IDS[0], **asked)
    assert [len(base64.b64decode(picture)) for picture in shown["pictures"]] == [784] * 3
    assert "no digit" in await teacher.refused("pictures", id=IDS[2], **asked)
    assert "not kept" in await teacher.refused("pictures", id=IDS[3], **asked)


async def test_a_wall_measures_what_it_shows(wall: tuple[Screen, Screen, str]) -> None:
    teacher, _, of = wall
    asked = {"class": of, "normal": [[1, 1], [2, 1], [3.5, 2], [6, 3]]}
    measured = (await teacher.done("measure", anomalous=[[5, 2], [7, 3]], **asked))["measured"]
    assert measured["auroc"] == pytest.approx(7 / 8)
    assert 0 <= measured["low"] < measured["auroc"] < measured["high"] <= 1
    assert (await teacher.done("measure", anomalous=[], **asked))["measured"] is None


@pytest.mark.parametrize("kind", GUESS)
async def test_students_get_the_answer_once_it_is_shown(
    wall: tuple[Screen, Screen, str], model: str, kind: str
) -> None:
    teacher, student, of = wall
    asked = {"model": model, "threshold": 30.0, "anomalous": [7, 9]}
    task = (await teacher.done("give", kind=kind, content=asked, **{"class": of}))["task"]
    [before] = [each for each in (await student.hear())["tasks"] if each["number"] == task]
    assert before["content"]
    assert before["answer"] is None
    await teacher.done("show", task=task, **{"class": of})
    [after] = [each for each in (await student.hear())["tasks"] if each["number"] == task]
    assert after["answer"]["value"] is not None


@pytest.mark.parametrize(
    ("do", "values"),
    [("score", {"model": "no model", "ids": IDS}), ("score", {"model": [], "ids": []}),
     ("score", {"model": "", "ids": [IDS[0]] * 101}), ("score", {"ids": "many"}),
     ("pictures", {"model": 1, "id": {}}), ("measure", {"normal": [[True, 1]], "anomalous": []}),
     ("measure", {"normal": [[1, 1]], "anomalous": [[float("nan"), 1]]}),
     ("measure", {"normal": [[1, 1]], "anomalous": [[2, 1000]]}),
     ("measure", {"normal": "1", "anomalous": [[2, 0.5]]}),
     ("give", {"kind": "guess_verdict"}), ("give", {"kind": "guess_verdict", "content": [1]}),
     ("give", {"kind": "guess_misses", "content": {"model": None}}),
     ("give", {"kind": "guess_misses", "content": {"model": "no model", "threshold": 1}})],
)  # fmt: skip
async def test_nonsense_is_refused_with_a_sentence(
    wall: tuple[Screen, Screen, str], do: str, values: dict[str, object]
) -> None:
    teacher, student, of = wall
    assert await teacher.refused(do, **{"class": of}, **values)
    assert "Only the teacher" in await student.refused(do, **{"class": of}, **values)
