"""Tasks, and the drawings and guesses sent for them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from anomaly.classroom import classes, seats, tasks, work
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.news import news_since
from anomaly.classroom.seats import Seat
from anomaly.classroom.tasks import MAX_THRESHOLD
from anomaly.errors import UserError

ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}


def id_of(number: int) -> str:
    return f"{number:032x}"


def test_a_drawing_is_kept_for_the_task_under_way(
    database: Database, lesson: Class, seat: Seat
) -> None:
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1})
    work.draw(database, seat, task.number, id_of(1), ONE)
    [kept] = news_since(database, lesson.id, 0).drawings
    assert (kept.seat, kept.task, kept.score) == (seat.number, task.number, None)
    assert kept.drawing.strokes == (((140, 20), (140, 250)),)


def test_what_is_sent_twice_is_kept_once(database: Database, lesson: Class, seat: Seat) -> None:
    task = tasks.give(database, lesson.id, "draw_fooling", {})
    work.draw(database, seat, task.number, id_of(1), ONE)
    classes.freeze(database, lesson.id, True)  # the answer to the first was lost on its way
    work.draw(database, seat, task.number, id_of(1), ONE)
    assert len(news_since(database, lesson.id, 0).drawings) == 1


def test_nobody_takes_the_place_of_anothers_drawing(
    database: Database, lesson: Class, seat: Seat
) -> None:
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1})
    other, _ = seats.take(database, lesson.id)
    work.draw(database, seat, task.number, id_of(1), ONE)
    with pytest.raises(UserError):
        work.draw(database, other, task.number, id_of(1), ONE)


@pytest.mark.parametrize(
    ("hinder", "says"),
    [(lambda database, lesson: classes.freeze(database, lesson.id, True), "stopped the class"),
     (lambda database, lesson: tasks.stop(database, lesson.id), "over"),
     (lambda database, lesson: tasks.show(database, lesson.id, 1), "over"),
     (lambda database, lesson: tasks.give(database, lesson.id, "draw_digit", {"digit": 9}), "over"),
     (lambda database, lesson: classes.end(database, lesson.id), "has ended"),
     (lambda database, lesson: classes.remove(database, lesson.id), "not kept")],
)  # fmt: skip
def test_what_comes_at_the_wrong_time_is_refused_with_a_sentence(
    database: Database, lesson: Class, seat: Seat, hinder: Callable[..., object], says: str
) -> None:
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1})
    hinder(database, lesson)
    with pytest.raises(UserError, match=says):
        work.draw(database, seat, task.number, id_of(1), ONE)


def test_a_student_and_a_class_send_only_so_much(
    database: Database, lesson: Class, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MAX_OF_TASK", 2)
    monkeypatch.setattr(work, "MAX_OF_SEAT", 3)
    monkeypatch.setattr(work, "MAX_OF_CLASS", 4)
    first = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    work.draw(database, seat, first, id_of(1), ONE)
    work.draw(database, seat, first, id_of(2), ONE)
    with pytest.raises(UserError, match="for this task"):
        work.draw(database, seat, first, id_of(3), ONE)
    second = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    work.draw(database, seat, second, id_of(4), ONE)
    with pytest.raises(UserError, match="in this class"):
        work.draw(database, seat, second, id_of(5), ONE)
    other, _ = seats.take(database, lesson.id)
    work.draw(database, other, second, id_of(6), ONE)
    with pytest.raises(UserError, match="The class has sent 4"):
        work.draw(database, other, second, id_of(7), ONE)


def test_a_student_sends_only_so_many_points(
    database: Database, lesson: Class, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MAX_SIZE_OF_SEAT", 50)  # characters; `ONE` has 44
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    work.draw(database, seat, task, id_of(1), ONE)
    work.draw(database, seat, task, id_of(2), ONE)
    with pytest.raises(UserError, match="as many points"):
        work.draw(database, seat, task, id_of(3), ONE)
    other, _ = seats.take(database, lesson.id)
    work.draw(database, other, task, id_of(4), ONE)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [("guess_verdict", True, 1), ("guess_threshold", -42.5, float("nan")), ("guess_misses", 3, 3.5),
     ("guess_rebuilt", 0, -1)],
)  # fmt: skip
def test_the_last_guess_counts(
    database: Database, lesson: Class, seat: Seat, kind: str, right: object, wrong: object
) -> None:
    number = tasks.give(database, lesson.id, kind, {}).number
    for value in (right, right):
        work.answer(database, seat, number, value)
    with pytest.raises(UserError):
        work.answer(database, seat, number, wrong)
    [kept] = news_since(database, lesson.id, 0).answers
    assert (kept.seat, kept.task, kept.value) == (seat.number, number, right)


def test_a_guess_is_no_drawing(database: Database, lesson: Class, seat: Seat) -> None:
    guess = tasks.give(database, lesson.id, "guess_verdict", {}).number
    with pytest.raises(UserError):
        work.draw(database, seat, guess, id_of(1), ONE)
    drawing = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    with pytest.raises(UserError):
        work.answer(database, seat, drawing, True)


def test_a_screen_gets_only_what_is_new(database: Database, lesson: Class, seat: Seat) -> None:
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    work.draw(database, seat, task, id_of(1), ONE)
    seen = news_since(database, lesson.id, 0).state.counter
    work.draw(database, seat, task, id_of(2), ONE)
    news = news_since(database, lesson.id, seen)
    assert [each.id for each in news.drawings] == [id_of(2)]
    assert (len(news.seats), len(news.tasks), len(news.answers)) == (0, 0, 0)
    work.hide(database, lesson.id, id_of(1), True)
    work.score(database, lesson.id, "key", {id_of(2): 12.5})
    changed = {
        each.id: each for each in news_since(database, lesson.id, news.state.counter).drawings
    }
    assert changed[id_of(1)].is_hidden
    assert (changed[id_of(2)].score, changed[id_of(2)].scored_by) == (12.5, "key")
    last = news_since(database, lesson.id, 0).state.counter
    assert news_since(database, lesson.id, last).drawings == []


def test_a_screen_gets_many_drawings_in_parts(
    database: Database, lesson: Class, seat: Seat
) -> None:
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    for number in range(5):
        work.draw(database, seat, task, id_of(number), ONE)
    work.score(database, lesson.id, "key", {id_of(number): 1.0 for number in (0, 1)})
    seen, parts = 0, []
    while (news := news_since(database, lesson.id, seen, most=1)).state.counter != seen:
        parts.append([each.id for each in news.drawings])
        seen = news.state.counter
    assert parts == [[id_of(2)], [id_of(3)], [id_of(4)], [id_of(0), id_of(1)]]
    assert seen == news_since(database, lesson.id, 0).state.counter


@pytest.mark.parametrize(
    ("kind", "content", "label"),
    [("draw_digit", {"digit": 1}, False), ("draw_digit", {"digit": 9}, True),
     ("draw_other", {"digit": 1}, True), ("draw_other", {"digit": 2}, None),
     ("draw_fooling", {}, None)],
)  # fmt: skip
def test_a_task_says_what_its_drawings_are(
    database: Database, lesson: Class, kind: str, content: dict[str, int], label: bool | None
) -> None:
    assert tasks.give(database, lesson.id, kind, content).label_of((1,)) is label


@pytest.mark.parametrize(
    ("kind", "content"),
    [("draw_digit", {}), ("draw_digit", {"digit": 10}), ("draw_digit", {"digit": True}),
     ("eat", {}), ("draw_fooling", []), ("draw_fooling", {"a": "x" * 12_000}),
     ("guess_verdict", {"a": float("inf")}), ("guess_verdict", {"a": {1, 2}})],
)  # fmt: skip
def test_what_is_no_task_is_refused(
    database: Database, lesson: Class, kind: str, content: Any
) -> None:
    with pytest.raises(UserError, match="no such task"):
        tasks.give(database, lesson.id, kind, content)
    assert news_since(database, lesson.id, 0).tasks == []


anything = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=40),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=9), inner),
    max_leaves=8,
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database for all examples of a test."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path_factory.mktemp('classes') / 'classes.sqlite'}")
    else:
        database = Database(request.getfixturevalue("postgres").url_of_new())
    yield database
    database.close()


@settings(max_examples=50)
@given(
    task=anything,
    name=anything,
    sent=anything | some.builds(lambda widths: {**ONE, "widths": widths}, anything),
)
def test_whatever_is_sent_is_kept_or_refused_with_a_sentence(
    shared: Database, task: object, name: object, sent: object
) -> None:
    lesson = classes.begin(shared)
    seat, _ = seats.take(shared, lesson.id)
    for kind in ("draw_fooling", "guess_threshold"):
        asked = tasks.give(shared, lesson.id, kind, {}).number
        for number, drawing_id in [(task, id_of(1)), (asked, name), (asked, id_of(1))]:
            with suppress(UserError):
                work.draw(shared, seat, number, drawing_id, sent)
            with suppress(UserError):
                work.answer(shared, seat, number, sent)
    news = news_since(shared, lesson.id, 0)
    classes.remove(shared, lesson.id)
    assert len(news.drawings) <= 1
    assert all(abs(answer.value) <= MAX_THRESHOLD for answer in news.answers)
