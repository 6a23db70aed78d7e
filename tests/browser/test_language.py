"""The program in Japanese: by browser, link or menu, whole, and apart from other sessions."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.ui.page_list import PAGES
from tests.browser.conftest import LAPTOP, Desk
from tests.support.app import TRAINING, Playground, TrainScreen, settle

SEVEN = [(0.25, 0.2), (0.75, 0.2), (0.45, 0.85)]
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
# What is the same in both languages: names, formats, and words that are typed as they are.
SAME = {
    "mnist", "auroc", "roc", "anogan", "efficientgan", "anovaegan", "png", "jpeg", "webp", "heic",
    "zip", "csv", "json", "html", "youden", "mad", "safetensors", "english", "server", "address",
    "app", "streamlit", "run", "anomaly", "serve", "enter", "ctrl", "data", "gan",
}  # fmt: skip
# All words on the page in Latin letters, in texts and in what screen readers are told.
LATIN_WORDS = """
() => {
  const names = ["aria-label", "aria-description", "title", "placeholder", "alt"];
  const found = [];
  const look = text => found.push(...(text?.match(/[A-Za-z]{3,}/g) ?? []));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.matches("script, style, code") || !node.checkVisibility()) continue;
    if (node.closest("[lang]")?.lang !== document.documentElement.lang) continue;  // as it says
    if (getComputedStyle(node).fontFamily.includes("Material")) continue;  // names of icons
    names.forEach(name => look(node.getAttribute(name)));
    for (const child of node.childNodes) if (child instanceof Text) look(child.data);
  }
  return [...new Set(found.map(word => word.toLowerCase()))];
}
"""


@pytest.fixture(scope="module")
def japanese_desk(browser: Browser) -> Iterator[Desk]:
    desk = Desk(browser, {"viewport": LAPTOP, "locale": "ja-JP"})
    yield desk
    desk.close()


@pytest.fixture
def japanese_page(japanese_desk: Desk) -> Iterator[Page]:
    """A page of a browser whose language is Japanese."""
    yield from japanese_desk.lend()


def in_japanese(key: str, **values: object) -> str:
    with use_language("ja"):
        return t(key, **values)


def no_english(page: Page) -> None:
    """Expect no words of another language on a page, once all of it is there."""
    settle(page)
    is_whole = f"same => ({LATIN_WORDS})().every(word => same.includes(word))"
    try:
        page.wait_for_function(is_whole, arg=[*SAME])
    except TooLate:
        pytest.fail(f"words of English: {set(page.evaluate(LATIN_WORDS)) - SAME}")


def test_a_japanese_browser_gets_all_pages_in_japanese(japanese_page: Page, address: str) -> None:
    playground = Playground(japanese_page).open(address)
    playground.draw(SEVEN)
    verdict = japanese_page.locator(".verdict")
    expect(verdict).to_contain_text(re.compile("^▲?\\s*(明らかに)?異常"))
    expect(japanese_page.locator("html")).to_have_attribute("lang", "ja")
    for tab in ("sample", "upload"):
        japanese_page.get_by_role("tab", name=in_japanese(f"tab.{tab}")).click()
        no_english(japanese_page)
    for name, (title, _) in PAGES.items():
        japanese_page.get_by_role("link", name=in_japanese(title), exact=True).first.click()
        japanese_page.wait_for_url(re.compile(rf"/{name}\b|/\?"))
        no_english(japanese_page)


def test_the_menu_changes_the_language_for_later_visits_and_keeps_the_view(
    japanese_page: Page, address: str
) -> None:
    playground = Playground(japanese_page).open(f"{address}/?normal=7")
    playground.draw(SEVEN)
    japanese_page.wait_for_url(re.compile("drawing="))
    japanese_page.get_by_role("link", name="English", exact=True).click()
    expect(japanese_page.locator(".verdict")).to_contain_text(re.compile("^(Normal|Anomaly)"))
    for part in ("normal=7", "lang=en", "drawing=[^&]+"):
        expect(japanese_page).to_have_url(re.compile(rf"[?&]{part}(&|$)"))
    Playground(japanese_page).open(address)
    expect(japanese_page.locator("html")).to_have_attribute("lang", "en")


def test_two_languages_of_one_server_do_not_mix(
    screen: TrainScreen, japanese_page: Page, address: str
) -> None:
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch("epoch")
    screen.page.wait_for_url(re.compile("model="))
    japanese_page.goto(screen.page.url)
    progress = japanese_page.locator(".st-key-train_controls").get_by_test_id("stProgress")
    expect(progress).to_contain_text(re.compile("「1」.*エポック"), timeout=TRAINING)
    screen.wait_for_epoch("^Learning 1s: epoch")
    for page in (japanese_page, screen.page):  # else it would train on for those who may come back
        page.locator(".st-key-stop_or_leave button").click()
    japanese_page.goto(f"{address}/train?normal=nonsense")
    screen.page.goto(f"{address}/train?normal=nonsense")
    expect(japanese_page.get_by_text(in_japanese("address.nonsense"))).to_be_visible()
    expect(screen.page.get_by_text(t("address.nonsense"))).to_be_visible()
    no_english(japanese_page)
    assert not JAPANESE.search(screen.page.get_by_test_id("stMain").inner_text())
