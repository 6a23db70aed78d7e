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


def test_a_search_takes_the_place_of_the_film_before_and_moves_nothing(
    page: Page, playground: Playground
) -> None:
    page.evaluate(
        """() => {
          const seen = window.seen = {tops: new Set(), searching: 0, stale: 0};
          const look = () => {
            seen.tops.add(Math.round(document.querySelector(".scores").getBoundingClientRect().top));
            if (document.querySelector(".st-key-stop_search")) {
              seen.searching += 1;
              const film = document.querySelector(".st-key-film");
              if (film && getComputedStyle(film).visibility === "visible") seen.stale += 1;
            }
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    playground.draw([(0.2, 0.5), (0.8, 0.5)])
    expect(page.locator(".st-key-verdict")).to_contain_text("score", timeout=TIMEOUT)
    expect(page.locator(".st-key-film figure")).to_have_count(7, timeout=TIMEOUT)
    seen = page.evaluate("({...window.seen, tops: [...window.seen.tops]})")
    assert seen["searching"] > 0
    assert seen["stale"] == 0
    assert len(seen["tops"]) == 1
