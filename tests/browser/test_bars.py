"""The bars of the histogram in a real browser: what they hold, and who they are for."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from anomaly.training.trained import TrainedDetector
from tests.support.app import TIMEOUT, Playground, settle

BAR = 20  # of 60, from 0 to 250; some 9s are in it


def middle_of(page: Page, bar: int) -> tuple[float, float]:
    """Return a place on a bar."""
    plot = page.locator(".scores-plot")
    plot.locator(".line").wait_for()
    box = plot.bounding_box()
    assert box is not None
    return box["x"] + 8 + (box["width"] - 16) * (bar + 0.5) / 60, box["y"] + 40


def test_pointing_at_a_bar_says_how_many_digits_of_which_label_it_holds(
    playground: Playground, trained: TrainedDetector
) -> None:
    page = playground.page
    page.mouse.move(*middle_of(page, BAR))
    told = page.locator(".scores-plot output")
    expect(told).to_be_visible()
    low, high = 250 * BAR / 60, 250 * (BAR + 1) / 60
    scores, is_anomaly = (part.numpy() for part in trained.against((9,)))
    count = int(np.sum(is_anomaly & (scores >= low) & (scores < high)))
    expect(told).to_contain_text(f"Score {low:.1f} to {high:.1f}:")
    expect(told).to_contain_text(f"{count} × digit 9")


def test_the_bars_can_be_walked_by_keyboard(playground: Playground) -> None:
    page = playground.page
    page.locator(".scores-plot").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".scores-plot output")).to_contain_text("× digit 1")
    page.keyboard.press("Enter")
    told = re.compile(r"\d+ pictures (that )?score")  # some of them, or all
    expect(page.get_by_role("dialog")).to_contain_text(told, timeout=TIMEOUT)


def test_clicking_a_bar_shows_its_digits_and_one_of_them_opens(playground: Playground) -> None:
    page = playground.page
    page.mouse.click(*middle_of(page, BAR))
    tiles = page.get_by_role("dialog").locator(".grid button")
    expect(tiles.first).to_be_visible(timeout=TIMEOUT)
    score = float((tiles.nth(1).inner_text()).split("·")[1])
    assert 250 * BAR / 60 - 0.1 <= score <= 250 * (BAR + 1) / 60 + 0.1
    tiles.nth(1).click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=TIMEOUT)
    expect(playground.verdict).to_contain_text(f"score {score}", timeout=TIMEOUT)


def test_a_new_digit_moves_its_mark_and_leaves_the_histogram_as_it_is(
    playground: Playground,
) -> None:
    page = playground.page
    tiles = playground.samples()
    tiles.nth(2).click()
    expect(tiles.nth(2)).to_have_attribute("aria-pressed", "true")
    settle(page)
    page.evaluate("() => { window.kept = document.querySelector('.scores-plot .bars'); }")
    before = page.locator(".scores-plot .digit").get_attribute("transform")
    tiles.nth(21).click()
    expect(page.locator(".scores-plot .digit")).not_to_have_attribute(
        "transform", str(before), timeout=TIMEOUT
    )
    assert page.evaluate("() => window.kept.isConnected")


def test_log_counts_raise_the_small_bars_and_change_no_figure(playground: Playground) -> None:
    page = playground.page
    bars = page.locator(".scores-plot .bars.anomalous.right")
    bars.wait_for()
    before, counts = bars.get_attribute("d"), playground.counts()
    playground.more()
    page.locator(".scores-log input").check()
    expect(bars).not_to_have_attribute("d", str(before))
    assert playground.counts() == counts


def test_normal_and_anomalous_bars_differ_without_colour(playground: Playground) -> None:
    fills = playground.page.locator(".scores-plot .bars.right").evaluate_all(
        "bars => bars.map(bar => getComputedStyle(bar).fill)"
    )
    assert ["url" in fill for fill in fills] == [False, True]


def test_the_last_bar_holds_all_up_to_the_axis_end(playground: Playground) -> None:
    page = playground.page
    page.locator(".scores-plot").focus()
    for _ in range(60):
        page.keyboard.press("ArrowRight")
    told = page.locator(".scores-plot output")
    expect(told).to_contain_text("to 250.0")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("to 250.0", timeout=TIMEOUT)


def test_a_click_on_the_line_opens_the_bar_behind_it_and_moves_nothing(
    playground: Playground,
) -> None:
    playground.grasp_line()
    before = playground.line_at()
    playground.page.mouse.up()
    expect(playground.page.get_by_role("dialog")).to_contain_text("score from", timeout=TIMEOUT)
    assert playground.line_at() == before
