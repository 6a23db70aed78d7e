"""One digit before all detectors, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.app import TIMEOUT, TRAINING, Playground

CROSS = ([(0.2, 0.2), (0.8, 0.8)], [(0.8, 0.2), (0.2, 0.8)])


@pytest.fixture
def cards(page: Page, address: str) -> Locator:
    page.goto(f"{address}/compare")
    cards = page.locator(".st-key-judgement_pictures figure")
    expect(cards.first).to_be_visible(timeout=TIMEOUT)
    return cards


def test_a_drawing_is_judged_by_each_detector(page: Page, cards: Locator) -> None:
    before = cards.first.locator("i").get_attribute("style")
    for stroke in CROSS:
        Playground(page).draw(stroke)
    expect(cards.first.locator("i")).not_to_have_attribute("style", str(before), timeout=TIMEOUT)
    for card in cards.all():
        expect(card).to_contain_text("Anomaly")
        expect(card).to_contain_text(re.compile(r"[0-9]+ ms"))


def test_the_complexity_trap_is_shown_with_what_mends_it(page: Page, cards: Locator) -> None:
    page.get_by_text("Why can a 1 pass as an 8?").click()
    for name in ("absolute", "relative"):
        heatmap = page.locator(f".st-key-complexity_{name} .heatmaplayer")
        expect(heatmap).to_be_visible(timeout=TIMEOUT)


def test_how_well_each_detector_does_is_shown(page: Page, cards: Locator) -> None:
    page.get_by_text("How well do they tell digits apart?").click()
    heatmap = page.locator(".st-key-benchmark_heatmap .heatmaplayer")
    expect(heatmap).to_be_visible(timeout=TIMEOUT)
    expect(page.get_by_text("AnoGAN was tested on 2,000 of the test digits")).to_be_visible()


def test_detectors_that_are_missing_are_trained_until_one_has_seen_enough(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/compare?normal=7")
    page.get_by_role("button", name="Train them").click(timeout=TRAINING)
    page.get_by_role("button", name="Stop").click(timeout=TIMEOUT)
    expect(page.get_by_role("button", name="Train them")).to_be_visible(timeout=TIMEOUT)
    page.wait_for_timeout(2000)  # in which what watched the trainings would have run again
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
