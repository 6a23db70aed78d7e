"""A sign of one's own: drawn ten times, found after a reload, trained, told from another."""

from playwright.sync_api import Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, TRAINING, Playground, wait_for_query
from tests.support.signs import KA, SA, by_hand


def test_a_sign_that_was_drawn_ten_times_is_told_from_another(page: Page, address: str) -> None:
    playground = Playground(page)
    page.goto(address)
    page.get_by_role("button", name=t("own.pill")).click(timeout=TIMEOUT)
    keep = page.get_by_role("button", name=t("collect.normal"))
    expect(keep).to_be_disabled(timeout=TIMEOUT)
    for seed in range(10):  # no answer is waited for
        playground.draw_at_once(by_hand(KA, seed))
        keep.click()
    count = page.locator(".own-count")
    expect(count).to_contain_text("10 of 10")
    page.wait_for_function("() => location.search.includes('signs=')")
    page.reload()
    expect(count).to_contain_text("10 of 10")
    expect(page.locator(".tray li")).to_have_count(10)
    page.get_by_role("textbox").fill("か")
    page.get_by_role("textbox").press("Enter")
    wait_for_query(page, "sign=%E3%81%8B")
    page.locator(".st-key-own_train button").click()
    expect(page.locator(".shares li").first).to_contain_text("of 10; 95%", timeout=TRAINING)
    page.get_by_role("button", name=t("own.try")).click()
    expect(page.locator(".lead")).to_contain_text("your signs", timeout=TIMEOUT)
    playground.draw_at_once(by_hand(KA, 77))
    playground.verdict_starts("Normal")
    playground.clear()
    playground.draw_at_once(by_hand(SA, 77))
    playground.verdict_starts("Anomaly")
