"""The acts of students and teachers in a class, by name."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from anomaly.classroom import classes, seats, tasks, teachers, work
from anomaly.classroom.secrets import read_code
from anomaly.errors import UserError
from anomaly.ui.session import class_detector
from anomaly.ui.session.class_lessons import class_lessons, delete_class
from anomaly.ui.web.class_asker import Asker

Message = Mapping[str, Any]


@dataclass(frozen=True)
class Done:
    """The result of a message.

    Attributes
    ----------
    reply : dict
        What the screen is told.
    seat_token, teacher_token : str or None
        What the browser is to keep from now on; empty to forget it.
    """

    reply: Mapping[str, Any]
    seat_token: str | None = None
    teacher_token: str | None = None


NOTHING = Done({})


def carry_out(asker: Asker, message: Message) -> Done:
    """Do what a message says.

    Raises
    ------
    UserError
        If it is not theirs to do, or makes no sense; nothing has changed then.
    """
    name = message.get("do")
    if isinstance(name, str) and name in _STUDENTS:
        return _STUDENTS[name](asker, message)
    if isinstance(name, str) and name in _TEACHERS:
        asker.check_teacher()
        return _TEACHERS[name](asker, message)
    raise UserError("class.no_answer")


def _join(asker: Asker, message: Message) -> Done:
    """Take a seat; a browser that has one in the class keeps it."""
    database = asker.classroom.database
    with asker.classroom.attempts.attempt(asker.address):
        found = classes.find(database, read_code(message.get("code")))
    own = seats.find(database, asker.seat_token) if asker.seat_token else None
    if own is not None and own.class_id == found.id:
        return Done({"seat": own.number})
    with asker.classroom.shares.one_more(found.id, asker.address):
        seat, token = seats.take(database, found.id)
    return Done({"seat": seat.number}, seat_token=token)


def _draw(asker: Asker, message: Message) -> Done:
    task, drawing_id = message.get("task"), message.get("id")
    work.draw(asker.classroom.database, asker.seat, task, drawing_id, message.get("drawing"))
    return NOTHING


def _guess(asker: Asker, message: Message) -> Done:
    work.answer(asker.classroom.database, asker.seat, message.get("task"), message.get("value"))
    return NOTHING


def _name(asker: Asker, message: Message) -> Done:
    shown = seats.rename(asker.classroom.database, asker.seat, message.get("nickname"))
    return Done({"nickname": shown})


def _leave(asker: Asker, message: Message) -> Done:
    return Done({}, seat_token="")


def _let_in(asker: Asker, message: Message) -> Done:
    """Let a teacher in."""
    classroom = asker.classroom
    with classroom.attempts.attempt(asker.address):
        token = teachers.let_in(classroom.database, message.get("key"), classroom.key)
    return Done({}, teacher_token=token)


def _begin(asker: Asker, message: Message) -> Done:
    begun = classes.begin(asker.classroom.database)
    return Done({"class": begun.id, "code": begun.code})


def _give(asker: Asker, message: Message) -> Done:
    """Give a task; a question about a detector is made of the digits in use, with its answer."""
    kind, content, answer = str(message.get("kind")), message.get("content", {}), None
    if kind in tasks.GUESS:
        if not isinstance(content, dict) or "model" not in content:
            raise UserError("class.no_task")
        content, answer = class_detector.question(kind, content)
    task = tasks.give(asker.classroom.database, _class_of(message), kind, content, answer)
    return Done({"task": task.number, **_counter(asker, message)})


def _score(asker: Asker, message: Message) -> Done:
    asked = _class_of(message), message.get("model"), message.get("ids")
    scored = class_detector.score_drawings(asker.classroom.database, *asked)
    return Done({"scores": scored["scores"], "learned": scored["learned"]})


def _show_pictures(asker: Asker, message: Message) -> Done:
    asked = _class_of(message), message.get("model"), message.get("id")
    return Done(class_detector.pictures_of(asker.classroom.database, *asked))


def _teach(asker: Asker, message: Message) -> Done:
    database = asker.classroom.database
    return Done(class_lessons().begin(database, _class_of(message), message.get("model")))


def _tell_taught(asker: Asker, message: Message) -> Done:
    return Done(class_lessons().progress(_class_of(message)))


def _stop_teaching(asker: Asker, message: Message) -> Done:
    class_lessons().stop(_class_of(message))
    return NOTHING


def _measure(asker: Asker, message: Message) -> Done:
    measured = class_detector.measure(message.get("normal"), message.get("anomalous"))
    return Done({"measured": measured})


def _let_go(asker: Asker, message: Message) -> Done:
    teachers.leave(asker.classroom.database, asker.teacher_token)
    return Done({}, teacher_token="")


def _on_class(change: Callable[..., None], *kinds: tuple[str, type]) -> Callable[..., Done]:
    """Return what makes a change of a class, with values of a message that have these types."""

    def make(asker: Asker, message: Message) -> Done:
        values = [message.get(name) for name, _ in kinds]
        if any(type(value) is not kind for value, (_, kind) in zip(values, kinds, strict=True)):
            raise UserError("class.no_answer")
        change(asker.classroom.database, _class_of(message), *values)
        return Done(_counter(asker, message))

    return make


def _counter(asker: Asker, message: Message) -> Mapping[str, int]:
    """Return the counter of the class that was changed, up to which the screen asks at once.

    Where it cannot be read, the screen hears of the change with all others.
    """
    with suppress(UserError), asker.classroom.database.reading() as connection:
        return {"counter": classes.get(connection, _class_of(message)).counter}
    return {}


def _delete(asker: Asker, message: Message) -> Done:
    delete_class(asker.classroom.database, _class_of(message))
    return NOTHING


def _class_of(message: Message) -> str:
    """Return the class that a teacher's message is about."""
    name = message.get("class")
    if not isinstance(name, str):
        raise UserError("class.gone")
    return name


_STUDENTS: dict[str, Callable[[Asker, Message], Done]] = {
    "join": _join,
    "draw": _draw,
    "guess": _guess,
    "name": _name,
    "leave": _leave,
    "let in": _let_in,
}
_TEACHERS: dict[str, Callable[[Asker, Message], Done]] = {
    "begin": _begin,
    "give": _give,
    "let go": _let_go,
    "score": _score,
    "pictures": _show_pictures,
    "measure": _measure,
    "teach": _teach,
    "taught": _tell_taught,
    "stop teaching": _stop_teaching,
    "show": _on_class(tasks.show, ("task", int)),
    "stop": _on_class(tasks.stop),
    "freeze": _on_class(classes.freeze, ("frozen", bool)),
    "lead": _on_class(classes.lead, ("view", str)),
    "hide drawing": _on_class(work.hide, ("id", str), ("hidden", bool)),
    "hide nickname": _on_class(seats.hide, ("seat", int), ("hidden", bool)),
    "end": _on_class(classes.end),
    "delete": _delete,
}
