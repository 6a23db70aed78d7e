"""The lesson's last four steps, walked by doing what they ask."""

import re

from playwright.sync_api import Locator, Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT
from tests.support.lesson import Lesson, drag, picture_of

SCORE = re.compile(r"(\d+\.\d)")


def word(step: str, name: str) -> str:
    """Return what stands before the first blank of a step's sentence."""
    return t(f"lesson.{step}_{name}").partition("{")[0]


def score_of(said: Locator) -> float:
    found = SCORE.search(said.inner_text())
    assert found is not None
    return float(found[1])


def test_a_difference_is_added_up_to_one_number(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    lesson = Lesson(page).open(address, "one_number")
    figure = lesson.figure("one_number")
    said, columns = figure.locator(".lesson-said"), figure.locator(".three-rows-columns button")
    add = figure.get_by_role("button", name=t("lesson.one_number_play"))
    expect(columns).to_have_count(4, timeout=TIMEOUT)
    expect(add).to_be_disabled()
    lesson.choose("one_number", "among")
    expect(said).to_contain_text("an anomaly")
    of_nine = score_of(said)
    figure.get_by_role("button", name=t("lesson.sketch_one"), exact=True).click()
    expect(columns).to_have_count(5)
    expect(said).to_contain_text("normal")
    assert score_of(said) < of_nine
    rows = figure.get_by_role("slider", name=t("lesson.one_number_place"))
    rows.press("Home")
    expect(rows).to_have_attribute("aria-valuetext", re.compile(r"^0 of 28 rows: 0\.0"))
    lesson.expect_finished("one_number")


def test_a_line_is_set_by_eye_and_then_by_what_mistakes_cost(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "line")
    figure = lesson.figure("line")
    line = figure.get_by_role("slider", name=t("lesson.line_threshold"))
    plot, said = figure.locator(".line-plot"), figure.locator(".lesson-said")
    expect(said).to_contain_text("176 of 1,860")
    expect(figure.locator(".line-costs")).to_be_hidden()
    drag(page, plot, (0.5, 0.5), (0.3, 0.5))
    expect(line).to_have_attribute("aria-valuenow", "35")
    line.press("ArrowLeft")  # moves the line, and does not leave the step
    expect(line).to_have_attribute("aria-valuenow", "34")
    lesson.choose("line", "costs")
    expect(line).to_have_attribute("aria-valuetext", re.compile(r"9s missed: \d+, false"))
    miss = figure.locator(".line-costs input").first
    miss.fill("20")
    total, go = figure.locator(".line-total p"), figure.locator(".line-total button")
    expect(total).to_contain_text(word("line", "total"))
    go.click()
    expect(total).to_contain_text("none is cheaper")
    expect(go).to_be_disabled()
    dear = int(line.get_attribute("aria-valuenow") or 0)
    miss.fill("1")
    go.click()
    expect(total).to_contain_text("none is cheaper")
    assert int(line.get_attribute("aria-valuenow") or 0) > dear
    lesson.expect_finished("line")


def test_networks_fail_in_three_experiments(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "failures")
    figure = lesson.figure("failures")
    said, tabs = figure.locator(".lesson-said"), figure.get_by_role("tab")
    expect(said).to_have_text(t("lesson.failures_waiting"))
    lesson.choose("failures", "passes")
    expect(said).to_contain_text("passes", timeout=TIMEOUT)
    figure.get_by_label(t("lesson.failures_eights_relative")).check()
    expect(said).to_contain_text(word("failures", "eights_mended"))
    tabs.first.press("ArrowRight")  # to the next tab, and not to the next step
    expect(said).to_contain_text("an anomaly", timeout=TIMEOUT)
    figure.locator(".failures-share input").press("End")
    expect(said).to_contain_text("passes", timeout=TIMEOUT)
    tabs.last.click()
    figure.get_by_role("button", name=t("lesson.sketch_one"), exact=True).click()
    expect(said).to_contain_text(t("lesson.failures_taught_unflagged"))
    figure.get_by_role("button", name=t("lesson.failures_taught_sample"), exact=True).click()
    expect(said).to_contain_text("an anomaly", timeout=TIMEOUT)
    figure.get_by_role("button", name=t("lesson.failures_taught_teach")).click()
    expect(said).to_contain_text("passes", timeout=TIMEOUT)
    lesson.expect_finished("failures")


def test_three_detectors_rebuild_a_drawing_before_ones_eyes(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    lesson = Lesson(page).open(address, "beyond")
    figure = lesson.figure("beyond")
    said, generated = (
        figure.locator(".lesson-said"),
        figure.locator(".lesson-picture canvas").nth(1),
    )
    closing = figure.get_by_text(t("lesson.beyond_closing"))
    expect(said).to_have_text(t("lesson.beyond_waiting"))
    expect(closing).to_be_hidden()
    lesson.choose("beyond", "search")
    expect(said).to_contain_text("an anomaly", timeout=TIMEOUT)
    expect(closing).to_be_visible()  # whatever tab is open
    end = picture_of(generated)
    steps = figure.get_by_role("slider", name=t("lesson.beyond_place"))
    steps.press("Home")
    expect(said).to_contain_text("Step 0 of 60")
    assert picture_of(generated) != end
    figure.get_by_role("button", name=t("lesson.sketch_one"), exact=True).click()
    expect(said).to_contain_text("normal", timeout=TIMEOUT)
    for name in ("EfficientGAN", "AnoVAEGAN"):
        figure.get_by_role("tab", name=name).click()
        expect(said).to_contain_text("29 of 29", timeout=TIMEOUT)
    lesson.expect_finished("beyond")
    figure.get_by_role("tab", name=t("lesson.beyond_tab_benchmark")).click()
    expect(figure.get_by_role("row")).to_have_count(10)
