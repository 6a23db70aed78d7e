"""Terms of the field explain themselves to mouse, finger and keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, settle

MEANS = t("means.false_alarm")


def term_on(page: Page, address: str) -> Locator:
    """Open the Evaluate page and return a term in a heading, in view."""
    page.goto(f"{address}/evaluate?normal=1&anomalous=9")
    term = page.get_by_role("heading", name="False alarms:").get_by_role("button")
    expect(term).to_be_visible(timeout=TIMEOUT)
    expect(page.locator(".st-key-auroc_bars .js-plotly-plot")).to_be_visible(timeout=TIMEOUT)
    settle(page)
    term.scroll_into_view_if_needed()
    return term


def bubble_of(page: Page) -> Locator:
    return page.get_by_role("tooltip").filter(has_text=MEANS)


def test_a_mouse_over_a_term_shows_what_it_means(page: Page, address: str) -> None:
    term, bubble = term_on(page, address), bubble_of(page)
    expect(bubble).to_be_hidden()
    term.hover()
    expect(bubble).to_be_visible()
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    page.mouse.move(5, 300)
    term.hover()
    expect(bubble).to_be_visible()
    bubble.hover()  # to select its words, say
    expect(bubble).to_be_visible()
    page.mouse.move(5, 300)
    expect(bubble).to_be_hidden()


def test_the_keyboard_reaches_a_term_and_escape_closes_it(page: Page, address: str) -> None:
    term, bubble = term_on(page, address), bubble_of(page)
    page.locator(".st-key-download_report button").focus()
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(bubble).to_be_visible()
    expect(term).to_have_accessible_description(MEANS)
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    expect(term).to_have_accessible_description(MEANS)
    page.keyboard.press("Enter")
    expect(bubble).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=t("words.all"))).to_be_focused()
    expect(bubble).to_be_visible()
    page.keyboard.press("Tab")
    expect(bubble).to_be_hidden()


def test_a_tap_shows_it_within_a_phones_screen_and_a_tap_elsewhere_closes_it(
    phone: Page, address: str
) -> None:
    term, bubble = term_on(phone, address), bubble_of(phone)
    term.tap()
    expect(bubble).to_be_visible()
    box = bubble.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    phone.locator(".lead, .stApp h2").last.tap(position={"x": 300, "y": 5})
    expect(bubble).to_be_hidden()


def test_a_term_in_a_component_of_ours_explains_itself_too(page: Page, address: str) -> None:
    term_on(page, address)
    page.locator(".scores-curves").get_by_role("button", name="AUROC").hover()
    expect(page.get_by_role("tooltip")).to_have_text(t("means.auroc"))


def test_beside_a_term_are_all_terms_from_where_back_leads_to_the_page(
    phone: Page, address: str
) -> None:
    term_on(phone, address).tap()
    phone.get_by_role("link", name=t("words.all")).tap()
    entry = phone.locator("#false_alarm:target")
    expect(entry).to_be_in_viewport(timeout=TIMEOUT)
    expect(entry).to_contain_text("誤検知")
    phone.go_back()
    heading = phone.get_by_role("heading", name="False alarms:")
    expect(heading).to_be_visible(timeout=TIMEOUT)


@pytest.mark.parametrize("path", ["", "train", "compare", "evaluate"])
def test_every_page_explains_a_term(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    term = page.locator(".term").first
    expect(term).to_be_visible(timeout=TIMEOUT)
    settle(page, longest=TIMEOUT)  # a run under way would build it anew
    term.focus()
    term.press("Enter")
    expect(page.get_by_role("tooltip")).to_have_text(str(term.get_attribute("data-means")))
