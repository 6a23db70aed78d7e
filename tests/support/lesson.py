"""The lesson in a browser."""

import re

from playwright.sync_api import Locator, Page, expect

from anomaly.text import english, japanese
from anomaly.ui.lesson.steps import STEPS
from tests.support.app import TIMEOUT

SENTENCES = {"en": english.SENTENCES, "ja": japanese.SENTENCES}
NUMBERS = {step.name: number for number, step in enumerate(STEPS, 1)}


class Lesson:
    """The lesson as a learner meets it."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page = page
        self.language = language
        self.answer = page.locator(".lesson-answer")

    def open(self, address: str, name: str) -> "Lesson":
        self.page.goto(f"{address}/learn?step={NUMBERS[name]}&lang={self.language}")
        return self.expect_step(name)

    def say(self, key: str) -> str:
        """Return a sentence of the lesson in its language, with its blanks."""
        return str(SENTENCES[self.language][f"lesson.{key}"])

    def expect_step(self, name: str) -> "Lesson":
        """Wait until a step is in view."""
        expect(self.figure(name)).to_be_visible(timeout=TIMEOUT)
        expect(self.page.locator(".lesson-title")).to_have_text(self.say(f"{name}_title"))
        return self

    def figure(self, name: str) -> Locator:
        return self.page.locator(f".lesson-{name}")

    def choose(self, name: str, choice: str) -> None:
        """Answer the question of a step, which has had no answer so far."""
        expect(self.answer).to_be_empty()
        self.page.get_by_role("button", name=self.say(f"{name}_choice_{choice}")).click()
        expect(self.answer).to_contain_text(self.say(f"{name}_answer"))

    def expect_finished(self, name: str) -> None:
        """Wait until the step's dot is ticked, and the address has heard of it."""
        dot = self.page.locator(".lesson-dots button").nth(NUMBERS[name] - 1)
        expect(dot).to_have_class(re.compile("done"))
        expect(self.page).to_have_url(re.compile(rf"done=\d*{NUMBERS[name]}"), timeout=TIMEOUT)


def drag(page: Page, part: Locator, *places: tuple[float, float]) -> None:
    """Drag over a part of the page, by places in shares of its width and height."""
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    assert box is not None
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=4)
    page.mouse.up()


def picture_of(canvas: Locator) -> str:
    """Return what a canvas shows."""
    picture: str = canvas.evaluate(
        "canvas => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame("
        "() => resolve(canvas.toDataURL()))))"
    )
    return picture
