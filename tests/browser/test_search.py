"""A search for the nearest digit a detector can make, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.app import TIMEOUT, Playground

STROKE = [(0.5, 0.15), (0.5, 0.85)]


@pytest.fixture
def playground(page: Page, address: str) -> Playground:
    page.goto(f"{address}/?detector=anogan")
    playground = Playground(page)
    expect(page.locator(".st-key-film figure").first).to_be_visible(timeout=TIMEOUT)
    return playground


def test_the_steps_that_led_to_the_nearest_digit_are_shown(
    page: Page, playground: Playground
) -> None:
    film = page.locator(".st-key-film figure")
    expect(film).to_have_count(7)
    expect(film.first).to_contain_text("Step 0")
    expect(film.last).to_contain_text("Step 60")
    before = film.last.locator("i").get_attribute("style")
    playground.draw(STROKE)
    expect(film.last.locator("i")).not_to_have_attribute("style", str(before), timeout=TIMEOUT)
    expect(page.get_by_text(re.compile("found in 60 steps"))).to_be_visible(timeout=TIMEOUT)
    expect(page.locator(".st-key-verdict")).to_contain_text("Normal", timeout=TIMEOUT)
    expect(page.get_by_role("button", name="Stop the search")).to_be_hidden()
