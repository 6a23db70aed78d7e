"""The verdict's sentence, and what stands beside it, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, Playground, Stroke, settle, wait_for_pictures
from tests.support.pen import Pen

ONE = [(0.5, 0.15), (0.5, 0.85)]
LINE = [(0.15, 0.5), (0.85, 0.5)]
ELEVEN = [[(0.35, 0.2), (0.35, 0.8)], [(0.65, 0.2), (0.65, 0.8)]]
MISSING = re.compile(r"Passes, though (\d+)% of its ink was not rebuilt")


def note(playground: Playground, text: str | re.Pattern[str]) -> Locator:
    """Return a note beside the verdict."""
    return playground.page.locator(".verdict-notes summary").filter(has_text=text)


def score_of(playground: Playground) -> float:
    return float(re.findall(r"score ([\d.]+)", playground.verdict.inner_text())[0])


def scribble(rows: int = 20) -> Stroke:
    return [((0.3, 0.7)[row % 2], 0.3 + 0.4 * row / rows) for row in range(rows)]


def test_the_verdict_says_how_far_a_score_is_from_the_line(playground: Playground) -> None:
    score = score_of(playground)
    for line, words in (
        (score / 4, rf"^Anomaly: score {score}, 4\.0 times the line at "),
        (score / 1.2, rf"^Anomaly: score {score}, above the line at "),
        (score * 1.5, rf"^Normal: score {score}, below the line at "),
    ):
        playground.type_threshold(f"{line:.3f}")
        expect(playground.verdict).to_contain_text(re.compile(words))


def test_near_the_line_it_is_a_close_call_and_says_why_without_moving_anything(
    playground: Playground,
) -> None:
    page, score = playground.page, score_of(playground)
    playground.type_threshold(f"{score + 0.5:.1f}")
    expect(playground.verdict).to_contain_text(
        f"Normal, close call: score {score}, a little below the line at {score + 0.5:.1f}"
    )
    playground.type_threshold(f"{score - 0.5:.1f}")
    expect(playground.verdict).to_contain_text("Anomaly, close call:")
    pictures = page.locator(".st-key-pictures canvas").first
    before = pictures.bounding_box()
    note(playground, t("verdict.close")).click()
    reason = page.locator(".verdict-notes details[open] p")
    expect(reason).to_contain_text("held-out 1s")
    assert pictures.bounding_box() == before
    page.keyboard.press("Escape")
    expect(reason).to_be_hidden()
    playground.type_threshold(f"{2 * score:.1f}")
    expect(note(playground, t("verdict.close"))).to_have_count(0)


def test_a_dash_is_no_one_under_the_pen_until_the_second_test_is_switched_off(
    page: Page, address: str
) -> None:
    playground = Playground(page).open(f"{address}/?more=1")
    pen = Pen(playground)
    pen.until_judged_in_the_page()
    pen.press(*LINE)
    playground.verdict_starts("Anomaly: not tall enough for a 1")
    pen.lift()
    pen.until_answered(1)
    playground.verdict_starts("Anomaly: not tall enough for a 1")
    page.get_by_text(t("limits.switch"), exact=True).click()
    playground.verdict_starts("Normal")
    expect(page).to_have_url(re.compile("limits=0"))


def test_a_line_that_passes_though_most_of_it_was_not_rebuilt_says_so_under_the_pen(
    page: Page, address: str
) -> None:
    playground = Playground(page).open(f"{address}/?limits=0")
    pen = Pen(playground)
    pen.until_judged_in_the_page()
    playground.type_threshold("120")
    pen.press(*LINE)
    live = note(playground, MISSING)
    expect(live).to_be_visible()
    under_the_pen = MISSING.findall(live.inner_text())
    pen.lift()
    pen.until_answered(1)
    settle(pen.page)
    assert MISSING.findall(note(playground, MISSING).inner_text()) == under_the_pen
    assert int(under_the_pen[0]) > 50
    note(playground, MISSING).click()
    expect(pen.page.get_by_text("A simple shape has little ink")).to_be_visible()
    pen.page.get_by_role("link", name=t("verdict.missing_link")).click()
    expect(pen.page.get_by_text(t("complexity.title"))).to_be_visible(timeout=TIMEOUT)


def test_what_is_flagged_or_rebuilt_is_not_said_to_pass_though(playground: Playground) -> None:
    playground.draw(ONE)
    playground.verdict_starts("Normal")
    settle(playground.page)
    expect(note(playground, MISSING)).to_have_count(0)
    playground.clear()
    playground.draw(LINE)
    playground.type_threshold("5")
    playground.verdict_starts("Anomaly")
    expect(note(playground, MISSING)).to_have_count(0)


@pytest.mark.parametrize("detector", ["gradients", "nearest"])
def test_detectors_that_score_something_else_say_nothing_of_the_ink(
    page: Page, address: str, detector: str
) -> None:
    playground = Playground(page).open(f"{address}/?detector={detector}&threshold=90000&limits=0")
    playground.draw(LINE)
    playground.verdict_starts("Normal")
    settle(page)
    expect(note(playground, MISSING)).to_have_count(0)


def test_several_digits_are_noticed_and_one_is_not(playground: Playground) -> None:
    several = note(playground, t("notice.several"))
    playground.draw(ELEVEN[0])
    playground.verdict_starts("Normal")
    expect(several).to_have_count(0)
    playground.draw(ELEVEN[1])
    expect(several).to_be_visible(timeout=TIMEOUT)
    several.click()
    expect(playground.page.get_by_text("one digit at a time")).to_be_visible()
    playground.page.get_by_role("button", name="Undo").click()
    expect(several).to_have_count(0, timeout=TIMEOUT)


def test_a_filled_scribble_is_noticed(playground: Playground) -> None:
    playground.draw(scribble())
    expect(note(playground, t("notice.filled"))).to_be_visible(timeout=TIMEOUT)


def test_a_step_that_is_off_is_seen_with_more_closed(playground: Playground) -> None:
    page = playground.page
    playground.draw(ONE)
    playground.verdict_starts("Normal")
    settle(page)
    playground.more()
    page.get_by_role("button", name="Steps").click()
    wait_for_pictures(page)
    page.locator(".st-key-step_stroke label").click()
    off = note(playground, "Steps off: stroke width")
    expect(off).to_be_visible(timeout=TIMEOUT)
    wait_for_pictures(page)
    page.keyboard.press("Escape")
    page.locator(".scores-more").click()
    expect(page.locator(".st-key-steps")).to_be_hidden()
    expect(off).to_be_visible()


def test_a_damaged_digit_is_judged_as_the_slider_moves_and_comes_back_whole(
    playground: Playground,
) -> None:
    page = playground.page
    playground.draw(ONE)
    playground.verdict_starts("Normal")
    whole = score_of(playground)
    page.get_by_role("tab", name=t("damage.title")).click()
    said, outline = page.locator(".damage-said"), page.locator(".pictures path").last
    slider = page.get_by_role("slider", name=t("corruption.speck"))
    expect(slider).to_be_enabled()
    slider.focus()
    slider.press("End")
    expect(page.locator(".pictures figcaption").first).to_have_text(t("damage.damaged"))
    expect(said).to_contain_text(re.compile(r"pixels that differ most, \d+ are where"))
    expect(outline).to_have_attribute("d", re.compile("^M"))
    expect(playground.verdict).not_to_contain_text(f"score {whole},")
    assert score_of(playground) > whole + 3
    page.get_by_role("button", name=t("damage.reset")).click()
    expect(playground.verdict).to_contain_text(f"score {whole},")
    expect(said).to_have_text(t("damage.hint"))
    slider.focus()
    slider.press("End")
    expect(playground.verdict).not_to_contain_text(f"score {whole},")
    page.get_by_role("tab", name=t("tab.drawing")).click()
    expect(playground.verdict).to_contain_text(f"score {whole},")
