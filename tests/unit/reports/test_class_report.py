"""The page that sums up a class."""

import re

import pytest

from anomaly.classroom.classes import Class
from anomaly.classroom.news import News
from anomaly.classroom.pictures import digits_of
from anomaly.classroom.seats import Seat
from anomaly.classroom.sent import Answer, ClassDrawing
from anomaly.classroom.tasks import Task
from anomaly.detectors.progress import drain
from anomaly.reports.class_report import class_page
from anomaly.text.language import use_language

ONE = '{"strokes": [[140, 20, 140, 250]], "widths": [18]}'
DOT = '{"strokes": [[3, 3]], "widths": [1]}'


@pytest.fixture
def news() -> News:
    tasks = [
        Task(1, "draw_digit", {"digit": 1}, False),
        Task(2, "guess_verdict", {}, True, {"value": True}),
        Task(3, "guess_threshold", {}, True, {"value": 30.2}),
        Task(4, "guess_misses", {}, True, {"value": 7}),
    ]
    drawings = [
        ClassDrawing("a", 1, 1, ONE, 21.5, "key", False),
        ClassDrawing("b", 2, 1, ONE, 12.5, "key", False),
        ClassDrawing("c", 3, 1, ONE, 99.0, "key", True),
        ClassDrawing("d", 4, 1, DOT, None, "", False),
    ]
    answers = [Answer(2, 1, True), Answer(2, 2, True), Answer(2, 3, False), Answer(3, 1, 29.8)]
    answers += [Answer(4, 1, 12), Answer(4, 2, 5)]
    seats = [Seat("id", 1, "<b>Ada", False)]
    state = Class("id", "", 9, 9, 0, False, "", 1e9, 1e9 + 60)
    return News(state, seats, tasks, drawings, answers, {}, 0)


def test_it_has_each_task_with_what_was_sent(news: News) -> None:
    page = class_page(news, drain(digits_of(news.drawings)))
    assert "A class on 2001-09-" in page
    assert page.count("<img") == 2, "one has no ink, one is hidden"
    assert page.index("12.5 (2)") < page.index("21.5 (1)")
    assert "99.0" not in page
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in page.split("<tr>")]
    assert ["an anomaly", "2", "✓ the answer"] in rows
    assert ["normal", "1", ""] in rows
    assert ["30", "1", "✓ the answer"] in rows
    misses = [["5", "1", ""], ["7", "0", "✓ the answer"], ["12", "1", ""]]
    assert [row for row in rows if row in misses] == misses, "the answer among what was guessed"
    assert "Students who guessed: 2." in page
    assert "Ada" not in page


def test_it_is_in_the_language_in_force(news: News) -> None:
    with use_language("ja"):
        assert "2001-09-09のクラス" in class_page(news, drain(digits_of(news.drawings)))
