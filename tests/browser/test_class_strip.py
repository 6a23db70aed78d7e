"""The strip of a class: a student's tasks on a phone, and a page that follows the teacher's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from tests.support.app import Playground, boxes, settle
from tests.support.browser_class import open_class, say

DOWN = [(0.5, 0.2), (0.5, 0.8)]
# Whether a finger meets the canvas in its middle and at its lower edge, and not the strip.
IS_FREE = """
canvas => [0.5, 0.98].every(share => {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + share * height);
  return found !== null && found.closest(".class-strip") === null;
})
"""
# Whether nothing of the page is to be seen or touched, since a dialog fills the window.
IS_COVERED = """
() => {
  const dialog = document.querySelector("dialog:modal");
  const { width, height } = dialog?.getBoundingClientRect() ?? {};
  const isOpaque = getComputedStyle(dialog).backgroundColor.startsWith("rgb(");
  return width >= innerWidth && height >= innerHeight && isOpaque;
}
"""


@dataclass(frozen=True)
class Lesson:
    """A class whose teacher has the laptop."""

    page: Page
    address: str
    begun: dict[str, str]

    def lead(self, do: str, **values: object) -> dict[str, Any]:
        """Say something in it as the teacher."""
        values["class"] = self.begun["class"]
        return say(self.page.context, self.address, do, **values)

    def join(self, phone: Page) -> Playground:
        """Come in by its link."""
        phone.goto(f"{self.address}/?class={self.begun['code']}")
        welcome = phone.locator(".class-welcome")
        expect(welcome).to_contain_text(words("welcome", number=1))
        expect(welcome).to_contain_text("a day after the class has ended")
        welcome.get_by_label(words("nickname")).fill("Ada")
        welcome.get_by_role("button", name=words("start")).click()
        expect(phone.locator(".class-seat")).to_have_text(f"{words('number', number=1)} Ada")
        settle(phone)
        return Playground(phone)


@pytest.fixture
def lesson(page: Page, address: str) -> Iterator[Lesson]:
    with open_class(page.context, address) as begun:
        yield Lesson(page, address, begun)


def words(name: str, **values: object) -> str:
    """Return words of the strip, filled as the page does."""
    return re.sub(r"\{(\w+)\}", lambda blank: str(values[blank[1]]), t(f"class_strip.{name}"))


def test_a_drawing_is_sent_from_the_canvas_also_over_a_cut_connection(
    lesson: Lesson, phone: Page
) -> None:
    playground = lesson.join(phone)
    before = boxes(playground.canvas, playground.verdict)
    lesson.lead("give", kind="draw_digit", content={"digit": 9})
    strip = phone.locator(".class-strip")
    expect(strip).to_contain_text(words("draw_digit", digit=9))
    assert boxes(playground.canvas, playground.verdict) == before
    assert playground.canvas.evaluate(IS_FREE)

    send = strip.get_by_role("button", name=words("send"))
    expect(send).to_be_disabled()
    playground.draw_at_once([DOWN])
    send.click()
    expect(strip).to_contain_text(words("sent", count=1))
    expect(send).to_be_disabled()

    phone.context.set_offline(True)
    playground.draw_at_once([DOWN])
    send.click()
    expect(strip).to_contain_text(words("waiting", count=1))
    phone.context.set_offline(False)
    expect(strip).to_contain_text(words("sent", count=2))
    expect(strip).not_to_contain_text(words("waiting", count=1))
    lesson.lead("end")
    expect(strip).to_contain_text(words("ended"))


def test_a_students_page_follows_the_teachers_and_the_guess_stands_beside_the_answer(
    lesson: Lesson, phone: Page, trained: TrainedDetector
) -> None:
    lesson.join(phone)
    teacher = Playground(lesson.page).open(lesson.address)
    bar, strip = (each.locator(".class-strip") for each in (lesson.page, phone))
    expect(bar).to_contain_text(words("seats", seats=1))
    phone.evaluate("window.isSame = true")
    bar.get_by_role("button", name=words("follow")).click()
    teacher.digits.tap(3)
    phone.wait_for_url("**/?*normal=3*")
    assert phone.evaluate("window.isSame"), "it was loaded again"
    expect(strip).to_contain_text(words("following"))

    asked = {"model": trained.key, "threshold": 40}
    task = lesson.lead("give", kind="guess_verdict", content=asked)["task"]
    question = phone.get_by_role("dialog", name=words("guess_verdict"))
    expect(question.get_by_role("heading")).to_be_focused()
    assert phone.evaluate(IS_COVERED), "it would give the answer away"
    guess = question.get_by_role("button", name=words("anomaly"), exact=True)
    guess.click()
    expect(guess).to_have_attribute("aria-pressed", "true")
    expect(bar).to_contain_text(words("answered", count=1, seats=1))
    lesson.lead("show", task=task)
    expect(question).to_be_hidden()
    expect(strip.locator(".class-lines")).to_contain_text(words("your_guess", value="Anomaly"))

    lesson.lead("give", kind="guess_misses", content=asked)
    send = phone.get_by_role("dialog").get_by_role("button", name=words("send"))
    expect(send).to_be_disabled()
    phone.get_by_label(words("your_count")).press("ArrowRight")
    send.click()
    expect(bar).to_contain_text(words("answered", count=1, seats=1))

    freeze, frozen = (
        bar.get_by_role("button", name=words("freeze")),
        phone.get_by_text(words("frozen")),
    )
    freeze.click()
    expect(frozen).to_be_visible()
    freeze.click()
    expect(frozen).to_be_hidden()


def test_a_teachers_second_click_does_not_wait_for_the_class(lesson: Lesson, phone: Page) -> None:
    lesson.join(phone)
    Playground(lesson.page).open(lesson.address)
    bar, frozen = lesson.page.locator(".class-strip"), phone.get_by_text(words("frozen"))
    expect(bar).to_contain_text(words("seats", seats=1))
    said: list[bool] = []

    def note(request: Request) -> None:
        message = request.post_data_json if request.method == "POST" else None
        if isinstance(message, dict) and message.get("do") == "freeze":
            said.append(message["frozen"])

    lesson.page.on("request", note)
    freeze = bar.get_by_role("button", name=words("freeze"))
    freeze.evaluate("button => { for (let click = 0; click < 3; click++) button.click(); }")
    expect(frozen).to_be_visible()
    freeze.click()
    expect(freeze).to_have_attribute("aria-pressed", "false")
    expect(frozen).to_be_hidden()
    assert said == [True, False, True, False]

    lesson.page.goto(f"{lesson.address}/classroom")
    lesson.page.locator(".desk-fill").click()
    freeze = lesson.page.locator(".desk-freeze")
    freeze.dblclick()
    freeze.click()
    expect(frozen).to_be_visible()
    freeze.click()
    expect(frozen).to_be_hidden()
    assert said[4:] == [True, False, True, False]
