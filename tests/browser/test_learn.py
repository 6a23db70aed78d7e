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


def test_the_sheet_is_turned_and_after_the_question_unrolled(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "thin_sheet")
    figure = lesson.figure("thin_sheet")
    canvas, slider = figure.locator("canvas"), figure.get_by_role("slider")
    expect(slider).to_be_disabled()
    pictures = [picture_of(canvas)]
    drag(page, canvas, (0.3, 0.5), (0.5, 0.6))
    pictures.append(picture_of(canvas))
    canvas.press("ArrowLeft")  # turns the sheet, and does not leave the step
    pictures.append(picture_of(canvas))
    assert len(set(pictures)) == 3
    lesson.choose("thin_sheet", "near")
    expect(lesson.answer).to_contain_text(t("lesson.other"))
    expect(figure).to_contain_text("6 straight")
    slider.press("End")
    expect(figure).to_contain_text("64 straight")
    lesson.expect_finished("thin_sheet")


def test_a_network_learns_the_curve_and_a_point_is_pulled_off_it(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "squeeze")
    figure = lesson.figure("squeeze")
    canvas, told = figure.locator("canvas"), figure.locator(".squeeze-told")
    figure.get_by_role("button", name=t("lesson.squeeze_train")).click()
    expect(told).to_have_text(t("lesson.squeeze_answer_first"), timeout=TIMEOUT)
    lesson.choose("squeeze", "line")
    expect(told).to_contain_text("normal")
    drag(page, canvas, (0.2, 0.4), (0.5, 0.45))
    expect(told).to_contain_text("anomaly")
    for _ in range(16):  # down into the gap between the branches
        canvas.press("ArrowDown")
        if "left its branch" in told.inner_text():
            break
    expect(told).to_contain_text("left its branch")
    figure.get_by_role("button", name="2", exact=True).click()
    expect(told).to_contain_text("nearly everything is rebuilt", timeout=TIMEOUT)
    lesson.expect_finished("squeeze")


def test_steps_are_gone_through_by_keys_and_dots_and_back(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "odd_one_out")
    page.keyboard.press("ArrowRight")
    lesson.expect_step(STEPS[1].name)
    expect(page).to_have_url(re.compile("step=2"), timeout=TIMEOUT)
    page.get_by_role("button", name=t("lesson.next")).click()
    lesson.expect_step(STEPS[2].name)
    expect(page).to_have_url(re.compile("step=3"), timeout=TIMEOUT)
    page.locator(".lesson-dots button").first.click()
    lesson.expect_step("odd_one_out")
    expect(page).to_have_url(re.compile("step=1"), timeout=TIMEOUT)
    page.go_back()
    lesson.expect_step(STEPS[2].name)
    page.keyboard.press("ArrowLeft")
    lesson.expect_step(STEPS[1].name)
