"""The lesson, walked by doing what its steps ask."""

import re

from playwright.sync_api import Locator, Page, expect

from anomaly.text import t
from anomaly.ui.lesson.steps import STEPS
from tests.support.app import TIMEOUT

NUMBERS = {step.name: number for number, step in enumerate(STEPS, 1)}


class Lesson:
    """The lesson as a learner meets it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answer = page.locator(".lesson-answer")

    def open(self, address: str, name: str) -> "Lesson":
        self.page.goto(f"{address}/learn?step={NUMBERS[name]}")
        return self.expect_step(name)

    def expect_step(self, name: str) -> "Lesson":
        """Wait until a step is in view."""
        expect(self.figure(name)).to_be_visible(timeout=TIMEOUT)
        expect(self.page.locator(".lesson-title")).to_have_text(t(f"lesson.{name}_title"))
        return self

    def figure(self, name: str) -> Locator:
        return self.page.locator(f".lesson-{name}")

    def choose(self, name: str, choice: str) -> None:
        """Answer the question of a step, which has had no answer so far."""
        expect(self.answer).to_be_empty()
        self.page.get_by_role("button", name=t(f"lesson.{name}_choice_{choice}")).click()
        expect(self.answer).to_contain_text(t(f"lesson.{name}_answer"))

    def expect_finished(self, name: str) -> None:
        """Wait until the step's dot is ticked, and the address has heard of it."""
        dot = self.page.locator(".lesson-dots button").nth(NUMBERS[name] - 1)
        expect(dot).to_have_class(re.compile("done"))
        expect(self.page).to_have_url(re.compile(rf"done=\d*{NUMBERS[name]}"), timeout=TIMEOUT)


def test_the_odd_one_out_is_found_and_stays_so_in_the_link(page: Page, address: str) -> None:
    page.goto(f"{address}/learn")
    lesson = Lesson(page).expect_step("odd_one_out")
    tiles = lesson.figure("odd_one_out").get_by_role("button")
    expect(tiles).to_have_count(12)
    for tile in tiles.all():
        expect(lesson.answer).to_be_empty()
        tile.click()
        if "odd" in (tile.get_attribute("class") or ""):
            break
        expect(tile).to_have_text(t("lesson.odd_one_out_is_normal"))
    expect(lesson.answer).to_contain_text(t("lesson.odd_one_out_answer"))
    lesson.expect_finished("odd_one_out")
    page.reload()
    lesson.expect_step("odd_one_out")
    expect(lesson.answer).to_have_text(t("lesson.odd_one_out_answer"))
    page.get_by_role("button", name=t("lesson.try")).click()
    expect(page.locator(".scores-plot .line")).to_be_visible(timeout=TIMEOUT)
