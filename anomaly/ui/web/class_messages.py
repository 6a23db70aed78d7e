"""News of a class as messages to screens; a student's has nothing that is not theirs to know."""

from typing import Any

from anomaly.classroom.classes import Class
from anomaly.classroom.news import News
from anomaly.classroom.seats import Seat
from anomaly.classroom.sent import ClassDrawing
from anomaly.classroom.tasks import Task


def for_teacher(news: News) -> dict[str, Any]:
    """Return all that is new."""
    return {
        "state": _state(news.state),
        "seats": [_seat(seat) for seat in news.seats],
        "tasks": [_task(task) | {"answer": task.answer} for task in news.tasks],
        "drawings": [_drawing(each) for each in news.drawings],
        "answers": [
            {"task": each.task, "seat": each.seat, "value": each.value} for each in news.answers
        ],
        "guessed": news.guessed,
        "answered": news.answered,
    }


def for_student(news: News, seat: Seat) -> dict[str, Any]:
    """Return what a student may know: others' nicknames, guesses and hidden drawings apart."""
    own = seat.number
    return {
        "state": _state(news.state),
        "seat": _seat(seat),
        "tasks": [
            _task(task) | {"answer": task.answer if task.is_shown else None} for task in news.tasks
        ],
        "drawings": [
            _drawing(each) | {"seat": own if each.seat == own else 0}
            for each in news.drawings
            if each.seat == own or not each.is_hidden
        ],
        "gone": [each.id for each in news.drawings if each.is_hidden and each.seat != own],
        "answers": [
            {"task": each.task, "value": each.value} for each in news.answers if each.seat == own
        ],
        "guessed": news.guessed,
    }


def _state(state: Class) -> dict[str, Any]:
    return {
        "id": state.id,
        "counter": state.counter,
        "code": state.code,
        "task": state.task,
        "frozen": state.is_frozen,
        "view": state.view,
        "open": state.is_open,
    }


def _seat(seat: Seat) -> dict[str, Any]:
    return {"number": seat.number, "nickname": seat.nickname, "hidden": seat.is_hidden}


def _task(task: Task) -> dict[str, Any]:
    return {
        "number": task.number,
        "kind": task.kind,
        "content": dict(task.content),
        "shown": task.is_shown,
    }


def _drawing(each: ClassDrawing) -> dict[str, Any]:
    return {
        "id": each.id,
        "seat": each.seat,
        "task": each.task,
        "drawing": each.message,  # making JSON of its numbers anew would take fifteen times as long
        "score": each.score,
        "scored_by": each.scored_by,
        "hidden": each.is_hidden,
    }
