"""The score along the pen: going back to a moment of the drawing, and playing it."""

import re

import pytest
from playwright.sync_api import Page, expect

from anomaly.text import display_name, t
from tests.support.app import TIMEOUT, Playground
from tests.support.pen import Pen, box_of, near, open_playground

SEVEN = [(0.25, 0.2), (0.75, 0.2), (0.4, 0.85)]
BAR = [(0.3, 0.55), (0.8, 0.55)]
UNDERLINE = [(0.2, 0.95), (0.8, 0.95)]


@pytest.fixture
def pen(playground: Playground) -> Pen:
    """A pen that has drawn a 7 and crossed it."""
    pen = Pen(playground)
    pen.until_judged_in_the_page()
    pen.draw(SEVEN, BAR)
    expect(pen.page.locator(".pen-curve .pen-part")).to_have_count(2, timeout=TIMEOUT)
    return pen


def point_at(pen: Pen, share: float) -> None:
    """Move the mouse to a share of the curve's width."""
    box = pen.page.locator(".pen-plot").bounding_box()
    assert box is not None
    pen.page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


def test_each_stroke_has_a_part_and_the_threshold_a_line(pen: Pen) -> None:
    expect(pen.page.locator(".pen-curve .pen-level")).to_have_count(1)
    level = pen.page.locator(".pen-curve .pen-level")
    before = level.get_attribute("y1")
    pen.playground.threshold().focus()
    for _ in range(60):
        pen.page.keyboard.press("ArrowRight")
    expect(level).not_to_have_attribute("y1", str(before))


def test_pointing_at_the_curve_shows_the_drawing_as_it_was_and_leaving_brings_it_back(
    pen: Pen,
) -> None:
    last, whole = pen.look(), pen.ink()
    assert near(whole, box_of(SEVEN, BAR))
    seen = []
    for share in (0.35, 0.6, 0.9):
        point_at(pen, share)
        seen.append(pen.look())
    assert len({view.verdict for view in [*seen, last]}) == 4
    assert len({view.mark for view in [*seen, last]}) == 4
    assert len({view.pictures[0] for view in [*seen, last]}) == 4
    point_at(pen, 0.3)
    past = pen.ink()
    assert past is not None
    assert past[3] < 0.5  # half of the 7
    pen.page.mouse.move(5, 5)
    assert pen.look() == last
    assert pen.ink() == whole


def test_the_arrow_keys_go_from_moment_to_moment(pen: Pen) -> None:
    last, plot = pen.look(), pen.page.locator(".pen-plot")
    expect(plot).to_have_role("slider")
    plot.focus()
    pen.page.keyboard.press("Home")
    expect(plot).to_have_attribute("aria-valuenow", "0")
    spoken = set()
    for _ in range(40):
        pen.page.keyboard.press("ArrowRight")
        spoken.add(plot.get_attribute("aria-valuetext"))
    expect(plot).to_have_attribute("aria-valuenow", "40")
    assert len(spoken) > 10
    pen.page.keyboard.press("End")
    assert pen.look().score == pytest.approx(last.score, abs=0.1001)
    plot.blur()
    assert pen.look() == last


def test_a_drawing_can_be_watched_again_and_ends_as_it_was(pen: Pen) -> None:
    last, whole = pen.look(), pen.ink()
    button = pen.page.locator(".pen-play")
    button.click()
    expect(button).to_have_text("■")
    pen.page.wait_for_function(
        "verdict => document.querySelector('.st-key-verdict').innerText.trim() !== verdict",
        arg=last.verdict,
    )
    expect(button).to_have_text("▶", timeout=TIMEOUT)
    assert pen.look() == last
    assert pen.ink() == whole


def test_a_drawing_that_is_being_watched_can_be_stopped_and_drawn_on(pen: Pen) -> None:
    last = pen.look()
    button = pen.page.locator(".pen-play")
    button.click()
    button.click()
    expect(button).to_have_text("▶")
    assert pen.look() == last
    button.click()
    pen.draw(UNDERLINE)
    expect(button).to_have_text("▶")
    assert near(pen.ink(), box_of(SEVEN, BAR, UNDERLINE))
    expect(pen.page.locator(".pen-curve .pen-part")).to_have_count(3, timeout=TIMEOUT)


def test_the_curve_follows_undo_and_goes_with_the_drawing(pen: Pen) -> None:
    parts = pen.page.locator(".pen-curve .pen-part")
    pen.press_tool("undo")
    expect(parts).to_have_count(1)
    pen.press_tool("clear")
    expect(pen.page.locator(".pen-curve")).to_be_hidden()


def test_moments_of_a_detector_on_the_server_are_asked_for(page: Page, address: str) -> None:
    pen = open_playground(page, f"{address}/?detector=gradients")
    pen.draw(SEVEN, BAR)
    expect(page.locator(".pen-curve .pen-part")).to_have_count(2, timeout=TIMEOUT)
    last = pen.look()
    point_at(pen, 0.4)
    expect(pen.playground.verdict).not_to_have_text(last.verdict, timeout=TIMEOUT)
    page.mouse.move(5, 5)
    expect(pen.playground.verdict).to_contain_text(last.verdict[:40], timeout=TIMEOUT)


def test_another_detector_has_a_curve_of_its_own(pen: Pen) -> None:
    parts = pen.page.locator(".pen-curve .pen-part")
    before = parts.first.get_attribute("d")
    pen.page.get_by_role("combobox", name="Detector").click()
    pen.page.get_by_role("option", name=display_name("detector", "gradients")).click()
    expect(parts.first).not_to_have_attribute("d", str(before), timeout=TIMEOUT)
    expect(parts).to_have_count(2)


def test_back_ends_a_drawing_that_is_being_watched(pen: Pen, address: str) -> None:
    pen.page.goto(f"{address}/?detector=vae")
    pen.playground.verdict_starts("Anomaly")
    pen.page.get_by_role("tab", name="Draw").wait_for()
    Pen(pen.playground).draw(SEVEN)
    pen.page.get_by_role("combobox", name="Detector").click()
    pen.page.get_by_role("option", name=display_name("detector", "pca")).click()
    expect(pen.page).to_have_url(re.compile("detector=pca"), timeout=TIMEOUT)
    play = pen.page.locator(".pen-play")
    expect(play).to_be_visible(timeout=TIMEOUT)
    play.click()
    pen.page.go_back()
    expect(pen.page).to_have_url(re.compile("detector=vae"), timeout=TIMEOUT)
    expect(play).to_have_attribute("aria-label", t("pen.play"), timeout=TIMEOUT)
