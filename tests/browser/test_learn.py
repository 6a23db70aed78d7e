"""The lesson, walked by doing what its steps ask."""

import re

from playwright.sync_api import Page, expect

from anomaly.ui.lesson.steps import STEPS
from tests.support.app import TIMEOUT
from tests.support.lesson import Lesson, drag, picture_of


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
        expect(tile).to_have_text(lesson.say("odd_one_out_is_normal"))
    expect(lesson.answer).to_contain_text(lesson.say("odd_one_out_answer"))
    lesson.expect_finished("odd_one_out")
    page.reload()
    lesson.expect_step("odd_one_out")
    expect(lesson.answer).to_have_text(lesson.say("odd_one_out_answer"))
    page.get_by_role("button", name=lesson.say("try")).click()
    expect(page.locator(".scores-plot .line")).to_be_visible(timeout=TIMEOUT)


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
    expect(lesson.answer).to_contain_text(lesson.say("other"))
    expect(figure).to_contain_text("→ 6 now")
    slider.press("End")
    expect(figure).to_contain_text("→ 64 now")
    lesson.expect_finished("thin_sheet")


def test_a_network_learns_the_curve_and_a_point_is_pulled_off_it(page: Page, address: str) -> None:
    lesson = Lesson(page, "ja").open(address, "squeeze")
    figure = lesson.figure("squeeze")
    canvas, told = figure.locator("canvas"), figure.locator(".squeeze-told")

    def ending(state: str) -> str:
        return lesson.say(f"squeeze_state_{state}").rpartition("}")[2]

    figure.get_by_role("button", name=lesson.say("squeeze_train")).click()
    expect(told).to_have_text(lesson.say("squeeze_answer_first"), timeout=TIMEOUT)
    lesson.choose("squeeze", "line")
    expect(told).to_contain_text(ending("in"))
    drag(page, canvas, (0.2, 0.4), (0.5, 0.45))
    expect(told).to_contain_text(ending("out"))
    for _ in range(16):  # down into the gap between the branches
        canvas.press("ArrowDown")
        if ending("astray") in told.inner_text():
            break
    expect(told).to_contain_text(ending("astray"))
    figure.get_by_role("button", name="2", exact=True).click()
    expect(told).to_contain_text(ending("two"), timeout=TIMEOUT)
    lesson.expect_finished("squeeze")


def test_steps_are_gone_through_by_keys_and_dots_and_back(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "odd_one_out")
    page.keyboard.press("ArrowRight")
    lesson.expect_step(STEPS[1].name)
    expect(page).to_have_url(re.compile("step=2"), timeout=TIMEOUT)
    page.get_by_role("button", name=lesson.say("next")).click()
    lesson.expect_step(STEPS[2].name)
    expect(page).to_have_url(re.compile("step=3"), timeout=TIMEOUT)
    page.locator(".lesson-dots button").first.click()
    lesson.expect_step("odd_one_out")
    expect(page).to_have_url(re.compile("step=1"), timeout=TIMEOUT)
    page.go_back()
    lesson.expect_step(STEPS[2].name)
    page.keyboard.press("ArrowLeft")
    lesson.expect_step(STEPS[1].name)


def test_at_the_end_what_was_answered_can_be_printed(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "thin_sheet")
    lesson.choose("thin_sheet", "near")
    page.locator(".lesson-dots button").last.click()
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name=lesson.say("print")).click()
    page.emulate_media(media="print")
    printed = page.locator(".lesson-printed section")
    expect(printed.nth(0)).to_contain_text(lesson.say("print_none"))
    expect(printed.nth(1)).to_contain_text(lesson.say("thin_sheet_choice_near"))
    expect(printed.nth(1)).to_contain_text(lesson.say("thin_sheet_answer"))
    expect(printed.nth(1)).not_to_contain_text(lesson.say("thin_sheet_next"))
    expect(page.locator(".lesson-title")).to_be_hidden()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(printed).to_have_count(0)
    page.emulate_media(media="screen")
