"""The lesson from its first step to its last in Japanese; the other tests do so in English."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from anomaly.text import japanese
from anomaly.ui.lesson.steps import STEPS
from tests.browser.test_language import no_english
from tests.support.app import TIMEOUT
from tests.support.lesson import Lesson, drag


def find_odd_one(lesson: Lesson, figure: Locator) -> None:
    for tile in figure.get_by_role("button").all():
        tile.click()
        if "odd" in (tile.get_attribute("class") or ""):
            return


def unroll_sheet(lesson: Lesson, figure: Locator) -> None:
    drag(lesson.page, figure.locator("canvas"), (0.3, 0.5), (0.5, 0.6))
    lesson.choose("thin_sheet", "off")
    figure.get_by_role("slider").press("End")


def squeeze_points(lesson: Lesson, figure: Locator) -> None:
    canvas, told = figure.locator("canvas"), figure.locator(".squeeze-told")
    figure.get_by_role("button", name=lesson.say("squeeze_train")).click()
    expect(told).to_have_text(lesson.say("squeeze_answer_first"), timeout=TIMEOUT)
    lesson.choose("squeeze", "line")
    drag(lesson.page, canvas, (0.2, 0.4), (0.5, 0.45))
    astray = lesson.say("squeeze_state_astray").rpartition("}")[2]
    for _ in range(16):  # down into the gap between the branches
        canvas.press("ArrowDown")
        if astray in told.inner_text():
            break
    figure.get_by_role("button", name="2", exact=True).click()


def choose_size(lesson: Lesson, figure: Locator) -> None:
    sample(lesson, figure, "nine")
    lesson.choose("layers", "8")
    figure.locator(".layers-sizes button").first.click()
    figure.get_by_role("tab").last.click()
    figure.get_by_role("slider", name=str(japanese.SENTENCES["latent.point"])).press("ArrowUp")


def watch_epochs(lesson: Lesson, figure: Locator) -> None:
    choice = lesson.say("epochs_choice_smear")
    figure.get_by_role("button", name=choice, exact=True).click(timeout=TIMEOUT)
    sample(lesson, figure, "nine")
    figure.get_by_role("slider").press("Home")
    figure.get_by_role("slider").press("End")


def add_up(lesson: Lesson, figure: Locator) -> None:
    lesson.choose("one_number", "far")
    sample(lesson, figure, "one")
    figure.get_by_role("slider", name=lesson.say("one_number_place")).press("Home")


def draw_line(lesson: Lesson, figure: Locator) -> None:
    drag(lesson.page, figure.locator(".line-plot"), (0.5, 0.5), (0.3, 0.5))
    lesson.choose("line", "costs")
    figure.locator(".line-costs input").first.fill("20")
    figure.locator(".line-total button").click()


def make_it_fail(lesson: Lesson, figure: Locator) -> None:
    lesson.choose("failures", "passes")
    relative = figure.get_by_label(lesson.say("failures_eights_relative"))
    relative.check(timeout=TIMEOUT)
    figure.get_by_role("tab").nth(1).click()
    figure.locator(".failures-share input").press("End")
    figure.get_by_role("tab").last.click()
    figure.get_by_role("button", name=lesson.say("failures_taught_sample"), exact=True).click()
    figure.get_by_role("button", name=lesson.say("failures_taught_teach")).click()


def look_beyond(lesson: Lesson, figure: Locator) -> None:
    lesson.choose("beyond", "search")
    said = figure.locator(".lesson-said")
    for name, steps in (("AnoGAN", 60), ("EfficientGAN", 29), ("AnoVAEGAN", 29)):
        figure.get_by_role("tab", name=name).click()
        expect(said).to_contain_text(f"{steps}回中{steps}回目", timeout=TIMEOUT)


def sample(lesson: Lesson, figure: Locator, name: str) -> None:
    """Take a digit in place of drawing one."""
    tools = figure.locator(".lesson-tools")
    tools.get_by_role("button", name=lesson.say(f"sketch_{name}"), exact=True).click()


DOES: dict[str, Callable[[Lesson, Locator], None]] = {
    "odd_one_out": find_odd_one,
    "thin_sheet": unroll_sheet,
    "squeeze": squeeze_points,
    "layers": choose_size,
    "epochs": watch_epochs,
    "one_number": add_up,
    "line": draw_line,
    "failures": make_it_fail,
    "beyond": look_beyond,
}


def test_the_lesson_is_walked_to_its_end_in_japanese(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    lesson = Lesson(page, "ja").open(address, STEPS[0].name)
    for step in STEPS:
        lesson.expect_step(step.name)
        DOES[step.name](lesson, lesson.figure(step.name))
        lesson.expect_finished(step.name)
        no_english(page)
        if step is not STEPS[-1]:
            page.get_by_role("button", name=lesson.say("next"), exact=True).click()
