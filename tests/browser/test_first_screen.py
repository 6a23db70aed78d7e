"""The first screen in a real browser: what it shows to everyone, and what More opens."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from anomaly.evaluation import confusion
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from tests.support.app import TIMEOUT, Playground, settle

FIRST = (
    ".st-key-verdict", ".st-key-pictures", ".scores-plot", ".scores-slider", ".scores-words",
    ".scores-line", ".scores-more",
)  # fmt: skip
BEHIND_MORE = (
    ".scores-rules", ".scores-curves", ".scores-precision", ".scores-settings", ".scores-counts",
    ".scores-log", ".scores-typed", ".scores-strangeness", ".st-key-signed", ".st-key-steps",
)  # fmt: skip
# Where parts of the page are, in pixels from its top left corner.
PLACES = """
parts => parts.map(part => {
  const {x, y, width, height} = document.querySelector(part).getBoundingClientRect();
  return [x, y, width, height].map(Math.round);
})
"""
# Presses More and looks before the page has drawn, or the server has heard of it.
PRESS_AND_LOOK = """
parts => {
  document.querySelector(".scores-more").click();
  return parts.map(part => document.querySelector(part).getClientRects().length > 0);
}
"""


def wait_for_more(page: Page, is_open: bool) -> None:
    """Wait until the address has heard whether More is open."""
    page.wait_for_function(
        "isOpen => /[?&]more=1(&|$)/.test(location.search) === isOpen", arg=is_open, timeout=TIMEOUT
    )


def expect_more(page: Page, is_open: bool) -> None:
    """Wait until the page shows what is behind More, or does not."""
    button = page.locator(".scores-more")
    expect(button).to_have_attribute("aria-expanded", str(is_open).lower(), timeout=TIMEOUT)
    for part in (".scores-rules", ".st-key-steps"):
        expect(page.locator(part)).to_be_visible(visible=is_open, timeout=TIMEOUT)


def spell(count: int, of_all: str, verb: str, rest: str) -> str:
    """Say how many digits of one kind the detector is wrong about; none or one of them *raises*."""
    return f"{count or 'none'} {of_all} {verb}{'s' if count < 2 else ''} {rest}"


def test_the_first_screen_shows_the_verdict_and_two_counts_in_words(
    playground: Playground, trained: TrainedDetector
) -> None:
    page = playground.page
    for part in FIRST:
        expect(page.locator(part)).to_be_visible()
    for part in BEHIND_MORE:
        expect(page.locator(part)).to_be_hidden()
    counts = confusion(*trained.against((9,)), trained.threshold)
    alarms = spell(counts.fp, f"of {counts.fp + counts.tn:,} ones", "raise", "a false alarm")
    missed = spell(counts.fn, f"of {counts.fn + counts.tp:,} nines", "slip", "through")
    words = f"{alarms[0].upper()}{alarms[1:]}; {missed}."
    expect(page.locator(".scores-words")).to_have_text(words)
    expect(page.locator(".scores-line")).to_have_text("Line: 99% quantile")


def test_the_counts_in_words_follow_the_line(playground: Playground) -> None:
    page, words = playground.page, playground.page.locator(".scores-words")
    playground.threshold().focus()
    page.keyboard.press("End")
    expect(words).to_contain_text(re.compile("^None of .* ones raises a false alarm"))
    expect(page.locator(".scores-line")).to_have_text("Line: set by hand")
    page.keyboard.press("Home")
    expect(words).to_contain_text(re.compile("; none of .* nines slips through.$"))
    page.locator(".st-key-rest label").first.click()
    expect(words).to_contain_text("other digits slip", timeout=TIMEOUT)


def test_more_opens_in_the_page_and_moves_nothing_above_it(playground: Playground) -> None:
    page = playground.page
    for width, height in ((1440, 900), (1280, 720), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        before = page.evaluate(PLACES, FIRST)
        assert all(page.evaluate(PRESS_AND_LOOK, BEHIND_MORE)), width
        assert page.evaluate(PLACES, FIRST) == before, width
        wait_for_more(page, True)
        settle(page)
        assert page.evaluate(PLACES, FIRST) == before, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".scores-more").click()
        expect_more(page, False)
        wait_for_more(page, False)


def test_more_is_remembered_on_other_pages_and_after_a_reload(
    playground: Playground, another: Page
) -> None:
    page = playground.page
    playground.more()
    wait_for_more(page, True)
    page.get_by_role("link", name="Evaluate").first.click()
    expect(page.locator(".scores.wide .scores-plot .line")).to_be_visible(timeout=TIMEOUT)
    expect(page.locator(".scores-rules")).to_be_visible()
    expect(page.locator(".scores-more")).to_be_hidden()
    page.get_by_role("link", name="Playground").first.click()
    expect_more(page, True)
    wait_for_more(page, True)
    page.reload()
    expect_more(page, True)
    Playground(another).open(page.url)
    expect_more(another, True)


def test_a_press_is_no_step_and_is_not_undone_by_an_earlier_answer(playground: Playground) -> None:
    page = playground.page
    settle(page)
    count = page.evaluate("history.length")
    for _ in range(5):
        page.locator(".scores-more").click()
    playground.draw([(0.5, 0.2), (0.5, 0.8)])
    playground.verdict_starts("Normal")
    wait_for_more(page, True)
    settle(page)
    expect_more(page, True)
    assert page.evaluate("history.length") == count


def test_a_rule_from_a_link_stands_without_more(page: Page, address: str) -> None:
    Playground(page).open(f"{address}/?rule=youden")
    expect(page.locator(".scores-line")).to_have_text("Line: Youden's J")
    expect_more(page, False)


def test_a_rule_that_cannot_be_followed_says_so_without_more(page: Page, address: str) -> None:
    Playground(page).open(f"{address}/?rule=precision")
    expect(page.locator(".scores-told")).to_contain_text("No threshold can be trusted")
    expect(page.locator(".scores-told")).to_be_visible()
    expect(page.locator(".scores-line")).to_have_text("Line: 99% quantile")
    expect_more(page, False)


def test_nonsense_in_place_of_more_opens_the_default_view(page: Page, address: str) -> None:
    Playground(page).open(f"{address}/?more=banana&threshold=30")
    expect(page.get_by_text("default view")).to_be_visible()
    expect_more(page, False)


def test_the_share_of_stranger_digits_and_the_p_value_are_behind_more(
    playground: Playground,
) -> None:
    playground.more()
    strangeness = playground.page.locator(".scores-strangeness")
    expect(strangeness).to_contain_text(re.compile(r"Stranger than .* held-out 1s\."))
    before = strangeness.inner_text()
    assert re.search(r"conformal p-value 0\.\d{4}", before)
    playground.draw([(0.5, 0.2), (0.5, 0.8)])
    expect(strangeness).not_to_have_text(before)


def first_stroke(playground: Playground) -> None:
    playground.touch([(0.5, 0.2 + step / 20) for step in range(13)])
    playground.verdict_starts("Normal")


def copy_link(playground: Playground) -> None:
    first_stroke(playground)
    link = playground.page.get_by_role("button", name=t("canvas.link"))
    expect(link).to_be_enabled(timeout=TIMEOUT)
    link.tap()
    expect(playground.page.locator(".pen-notice")).not_to_be_empty()


@pytest.mark.parametrize("act", [first_stroke, copy_link])
def test_on_a_phone_nothing_moves(
    phone: Page, address: str, act: Callable[[Playground], None]
) -> None:
    playground = Playground(phone).open(address)
    settle(phone)
    phone.get_by_role("tab", name="Draw").click()
    playground.canvas.scroll_into_view_if_needed()
    parts = [".st-key-canvas", *FIRST]
    before = phone.evaluate(PLACES, parts)
    act(playground)
    after = phone.evaluate(PLACES, parts)
    offsets = [place[1] - after[0][1] for place in after]
    assert offsets == [place[1] - before[0][1] for place in before]


def test_the_map_marks_where_the_drawing_is_among_unseen_digits(playground: Playground) -> None:
    page = playground.page
    page.get_by_role("tab", name=t("latent.title"), exact=True).click()
    point = page.get_by_role("slider", name=t("latent.point"))
    expect(point).to_be_visible()
    before = page.locator(".latent-map .latent-made").inner_text()
    point.press("ArrowRight")
    expect(page.locator(".latent-map .latent-made")).not_to_have_text(before)
    playground.draw([(0.55, 0.1), (0.5, 0.5), (0.45, 0.9)])
    page.get_by_role("tab", name=t("latent.title"), exact=True).click()
    nearest = page.locator(".latent-map figcaption", has_text=re.compile(r"^Nearest: an unseen 1"))
    expect(nearest).to_be_visible()
