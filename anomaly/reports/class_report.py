"""The page that sums up a class, as the ZIP of it has it."""

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anomaly.classroom.archive import as_png
from anomaly.classroom.news import News
from anomaly.classroom.pictures import DrawnDigits, pixels_of
from anomaly.classroom.sent import ClassDrawing
from anomaly.classroom.tasks import Task
from anomaly.reports.templates import render
from anomaly.text import format_score, t

MAX_PICTURES = 500  # of a task; the ZIP has all of them


@dataclass(frozen=True)
class DrawnDigit:
    """A drawing on the page.

    Attributes
    ----------
    picture : str
        A data address.
    seat : int
    score : str
        Empty where there is none.
    """

    picture: str
    seat: int
    score: str


@dataclass(frozen=True)
class TaskSummary:
    """A task on the page.

    Attributes
    ----------
    title : str
    counts : str
        A sentence on how many have sent something.
    drawings : list of DrawnDigit
        By score; those without one last.
    guesses : list of (str, int, bool)
        What was guessed, how often, and whether it is the answer.
    """

    title: str
    counts: str
    drawings: list[DrawnDigit]
    guesses: list[tuple[str, int, bool]]


def class_page(news: News, digits: DrawnDigits) -> str:
    """Return the page about a class: its tasks, what was drawn, and what was guessed.

    Parameters
    ----------
    news : News
        All of the class.
    digits : mapping
        As `anomaly.classroom.pictures.digits_of` returns them of its drawings.
    """
    return render(
        "class",
        title=t("class_report.title", date=date_of(news.state.begun)),
        counts=t("class_report.counts", students=len(news.seats), drawings=len(news.drawings)),
        tasks=[_sum_up(task, news, digits) for task in news.tasks],
    )


def date_of(seconds: float) -> str:
    """Return the day of a time in seconds since 1970, as ISO 8601 writes it."""
    return f"{datetime.fromtimestamp(seconds):%Y-%m-%d}"


def task_title(task: Task) -> str:
    """Return what a task asks for."""
    return t(f"class_desk.{task.kind}").replace("{digit}", str(task.content.get("digit", "")))


def _sum_up(task: Task, news: News, digits: DrawnDigits) -> TaskSummary:
    shown = [each for each in news.drawings if each.task == task.number and not each.is_hidden]
    answers = [each for each in news.answers if each.task == task.number]
    students = {each.seat for each in shown} | {each.seat for each in answers}
    shown.sort(key=lambda each: (each.score is None, each.score))
    return TaskSummary(
        t("class_report.task", number=task.number, title=task_title(task)),
        _counts(task, len(students), len(shown)),
        [drawn for each in shown[:MAX_PICTURES] if (drawn := _drawn(each, digits)) is not None],
        _guesses([each.value for each in answers], task),
    )


def _counts(task: Task, students: int, drawings: int) -> str:
    if task.kind.startswith("draw"):
        return t("class_report.sent", students=students, drawings=drawings)
    return t("class_report.guessed", students=students)


def _drawn(each: ClassDrawing, digits: DrawnDigits) -> DrawnDigit | None:
    digit = digits[each.id]
    if digit is None:
        return None
    address = f"data:image/png;base64,{b64encode(as_png(pixels_of(digit))).decode()}"
    return DrawnDigit(address, each.seat, "" if each.score is None else format_score(each.score))


def _guesses(values: list[Any], task: Task) -> list[tuple[str, int, bool]]:
    """Return each guess, and the answer, with how often it was made.

    Thresholds are rounded to whole numbers.
    """
    answer = (task.answer or {}).get("value")
    right = _written(answer, task.kind)
    counts = Counter(_written(value, task.kind) for value in values)
    known = sorted(values if answer is None else [*values, answer])
    guesses = dict.fromkeys(_written(value, task.kind) for value in known)
    return [(guess, counts[guess], guess == right) for guess in guesses]


def _written(value: Any, kind: str) -> str:
    if isinstance(value, bool):
        return t("class_report.anomaly" if value else "class_report.normal")
    if value is None:
        return ""
    return str(value + 1 if kind == "guess_rebuilt" else round(value))
