"""Who has a class's strip on the page, and what it is told."""

from types import SimpleNamespace
from typing import Any

import pytest

from anomaly.classroom import classes
from anomaly.classroom.database import Database
from anomaly.ui.components.class_strip import StripMessage
from anomaly.ui.panels import class_strip as panel
from anomaly.ui.session import classroom
from anomaly.ui.session.class_role import SEAT_COOKIE, TEACHER_COOKIE, ClassRole
from anomaly.ui.session.session import Session


class Page:
    """A page as a browser with some cookies opens it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.cookies: set[str] = set()
        self.query: dict[str, str] = {}
        self.session = Session()
        self.shown: list[StripMessage] = []
        pages: Any = {name: SimpleNamespace(url_path=name) for name in ("playground", "train")}
        self.session.navigation.pages = pages
        patch.setattr(panel, "session", lambda: self.session)
        patch.setattr(panel, "has_cookie", self.cookies.__contains__)
        patch.setattr("streamlit.query_params", self.query)
        patch.setattr(panel, "show_strip", lambda message, on_page: self.shown.append(message))
        patch.setattr(panel, "current_role", lambda: ClassRole(TEACHER_COOKIE in self.cookies))

    def draw(self) -> StripMessage | None:
        self.shown.clear()
        self.is_drawn = panel.class_strip(self.session.navigation.pages["train"])
        return self.shown[0] if self.shown else None


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(monkeypatch)


def test_most_browsers_have_none_and_open_no_database(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "from_environment", lambda: pytest.fail("opened"))
    assert page.draw() is None
    page.cookies.add(SEAT_COOKIE)  # the page itself finds out what it is worth
    message = page.draw()
    assert message is not None
    assert (message["role"], message["page"], message["has_seat"]) == ("student", "train", True)
    assert (message["canvas"], message["classroom"]) == ("playground", "")


def test_a_links_code_is_kept_though_the_address_changes(page: Page) -> None:
    page.query["class"] = "ABCDEF"
    page.draw()
    del page.query["class"]
    message = page.draw()
    assert message is not None
    assert (message["role"], message["code"], message["has_seat"]) == ("student", "ABCDEF", False)


def test_a_teachers_bar_is_there_while_a_class_is_open(
    page: Page, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path}/classes.sqlite")
    monkeypatch.setattr(classroom, "classroom", lambda: SimpleNamespace(database=database))
    page.cookies.add(TEACHER_COOKIE)
    assert page.draw() is None
    first, second = classes.begin(database), classes.begin(database)
    page.session.class_id = first.id
    message = page.draw()
    assert message is not None
    assert message["role"] == "teacher"
    assert [each["id"] for each in message["classes"]] == [first.id, second.id]
    for each in (first, second):
        classes.end(database, each.id)
    assert page.draw() is None
    database.close()


@pytest.mark.parametrize("told", ["", "playground"])
def test_a_page_that_is_loaded_again_is_drawn_only_where_nobody_is_let_in(
    page: Page, told: str
) -> None:
    page.query["class"] = "ABCDEF"
    page.draw()
    assert not page.is_drawn
    panel._ask_for_page(told)  # the code was refused, or the server does not answer
    page.draw()
    assert page.is_drawn


def test_who_has_a_seat_sees_the_page_at_once(page: Page) -> None:
    page.query["class"] = "ABCDEF"
    page.cookies.add(SEAT_COOKIE)
    page.draw()
    assert page.is_drawn


@pytest.mark.parametrize(("told", "wanted"), [("train", "train"), ("evil", ""), (7, ""), ({}, "")])
def test_the_strip_opens_pages_alone(page: Page, told: object, wanted: str) -> None:
    panel._ask_for_page(told)
    assert page.session.navigation.wanted == wanted
