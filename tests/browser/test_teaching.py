"""A person teaches a detector their hand, and the verdict on it turns."""

import re

from playwright.sync_api import Page, expect

from tests.support.app import TIMEOUT, TRAINING, Playground, Stroke

BACK_AGAIN = re.compile("model=t[0-9a-f]{15}")


def flagged_one(number: int) -> list[Stroke]:
    """Return a 1 with a flag and a foot, another one for each number."""
    x, y = 0.5 + 0.01 * number, 0.005 * number
    flag = [(x - 0.28, 0.46 + y), (x - 0.14, 0.31), (x, 0.16 + y), (x, 0.4), (x + y, 0.84)]
    return [flag, [(x - 0.28, 0.84 + y), (x, 0.84), (x + 0.28, 0.84 - y)]]


def test_a_taught_hand_is_normal_and_a_stroke_is_answered_meanwhile(
    page: Page, another: Page, address: str
) -> None:
    playground = Playground(page).open(f"{address}/?detector=pca")
    normal = page.get_by_role("button", name="This is normal too")
    expect(normal).to_be_disabled()
    for number in range(4):
        playground.draw(*flagged_one(number))
        if not number:  # of a later one, the detector may have learned already
            playground.verdict_starts("Anomaly")
        expect(normal).to_be_enabled(timeout=TIMEOUT)
        normal.click()
        expect(page.locator(".st-key-tray li")).to_have_count(number + 1, timeout=TIMEOUT)
        playground.clear()
    playground.verdict_starts("Nothing")
    playground.draw([(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)])  # a Z, while it learns
    playground.verdict_starts("Anomaly")
    before = page.get_by_role("radio", name="Before")
    expect(before).to_be_visible(timeout=TRAINING)
    expect(page).to_have_url(BACK_AGAIN, timeout=TIMEOUT)
    playground.verdict_starts("Anomaly")
    playground.clear()
    playground.draw(*flagged_one(5))
    playground.verdict_starts("Normal")
    before.click()
    playground.verdict_starts("Anomaly")
    there = Playground(another).open(page.url)
    expect(another.locator(".st-key-tray li")).to_have_count(4, timeout=TIMEOUT)
    there.verdict_starts("Normal")
    another.get_by_role("button", name="Remove example 2").click()
    expect(another.locator(".st-key-tray li")).to_have_count(3, timeout=TIMEOUT)
