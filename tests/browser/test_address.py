"""Back and Forward lead from view to view; what is no step replaces the address."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.support.app import TIMEOUT, Playground, Stroke, settle, wait_for_query

ONE = [(0.55, 0.1), (0.5, 0.5), (0.45, 0.9)]
ZERO = [(0.5, 0.2), (0.7, 0.5), (0.5, 0.8), (0.3, 0.5), (0.5, 0.2)]
Step = Callable[[Playground], None]


@pytest.fixture
def page(laptop_desk: Desk) -> Iterator[Page]:
    """A page with room for a test's steps: a browser's history has at most 50 entries."""
    if laptop_desk.entries > 25:
        laptop_desk.renew()
    yield from laptop_desk.lend()


def type_threshold(playground: Playground, value: int) -> None:
    playground.type_threshold(str(value))
    wait_for_query(playground.page, f"threshold={value}")


def entries(page: Page) -> int:
    """Return how many entries the browser's history has."""
    return int(page.evaluate("history.length"))


def choose_detector(playground: Playground) -> None:
    playground.page.locator(".st-key-detector input").click()
    playground.page.get_by_role("option", name="Principal components").click()
    wait_for_query(playground.page, "detector=pca")


def choose_normal(playground: Playground) -> None:
    playground.digits.tap(7)
    wait_for_query(playground.page, "normal=7")


def choose_anomalous(playground: Playground) -> None:
    press(playground, "anomalous", "4")
    wait_for_query(playground.page, "anomalous=49")


def press(playground: Playground, pills: str, label: str) -> None:
    """Press one of the sidebar's digits."""
    buttons = playground.page.locator(f".st-key-{pills}")
    buttons.get_by_role("button", name=label, exact=True).click()


def pick_sample(playground: Playground, index: int = 5) -> None:
    before = playground.page.url
    playground.samples().nth(index).click()
    playground.page.wait_for_function(
        "before => location.search.includes('sample=') && location.href !== before",
        arg=before,
        timeout=TIMEOUT,
    )


STEPS: list[Step] = [choose_detector, choose_normal, choose_anomalous, pick_sample]


def look(playground: Playground) -> tuple[str, str]:
    """Return the address and the verdict, once the page is at rest."""
    settle(playground.page)
    return playground.page.url, playground.verdict.inner_text()


def expect_view(playground: Playground, address: str, verdict: str) -> None:
    """Wait until the page shows this view, and see that it stays."""
    expect(playground.page).to_have_url(address, timeout=TIMEOUT)
    # There can be two verdicts while one view follows another.
    playground.page.wait_for_function(
        "verdict => [...document.querySelectorAll('.st-key-verdict')]"
        ".some(shown => shown.innerText === verdict)",
        arg=verdict,
        timeout=TIMEOUT,
    )
    assert look(playground) == (address, verdict)


def test_opening_it_is_one_step_to_a_whole_address(page: Page, address: str) -> None:
    before = entries(page)
    Playground(page).open(address)
    wait_for_query(page, "detector=autoencoder")
    settle(page)
    assert entries(page) == before + 1
    page.go_back()
    assert page.url == "about:blank"


def test_each_screen_is_one_step_and_back_leads_through_them(playground: Playground) -> None:
    page = playground.page
    settle(page)
    count = entries(page)
    names = ["Evaluate", "Train", "Playground", "Compare detectors"] * 2
    paths = [urlsplit(page.url).path]
    for number, name in enumerate(names, start=1):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_function(
            "([path]) => location.pathname !== path && location.search.includes('detector=')",
            arg=[paths[-1]],
            timeout=TIMEOUT,
        )
        settle(page)
        paths.append(urlsplit(page.url).path)
        assert entries(page) == count + number
    for path in reversed(paths[:-1]):
        page.go_back()
        page.wait_for_function("path => location.pathname === path", arg=path, timeout=TIMEOUT)
        settle(page)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_step_is_undone_and_done_again_verdict_and_all(
    playground: Playground, step: Step
) -> None:
    page = playground.page
    type_threshold(playground, 30)
    before, count = look(playground), entries(page)
    step(playground)
    after = look(playground)
    assert entries(page) == count + 1
    page.go_back()
    expect_view(playground, *before)
    assert playground.line_at() == 30
    page.go_forward()
    expect_view(playground, *after)


def test_thresholds_and_rules_replace_the_address(playground: Playground) -> None:
    page = playground.page
    pick_sample(playground)
    before, count = look(playground), entries(page)
    pick_sample(playground, 12)
    for value in range(30, 42):
        type_threshold(playground, value)
    page.locator(".scores-rules button[name=youden]").click()
    wait_for_query(page, "rule=youden")
    after = look(playground)
    assert entries(page) == count + 1
    page.go_back()
    expect_view(playground, *before)
    page.go_forward()
    expect_view(playground, *after)


def test_several_steps_back_at_once_lead_where_the_address_says(playground: Playground) -> None:
    page = playground.page
    seen = [look(playground)]
    for index in (3, 8, 14):
        pick_sample(playground, index)
        seen.append(look(playground))
    page.evaluate("() => { history.back(); setTimeout(() => history.back(), 30); }")
    expect_view(playground, *seen[1])
    page.evaluate("history.go(2)")
    expect_view(playground, *seen[3])
    page.evaluate("history.go(-3)")
    expect_view(playground, *seen[0])


def test_another_page_is_one_step(playground: Playground) -> None:
    page = playground.page
    pick_sample(playground)
    before, count = look(playground), entries(page)
    page.get_by_role("link", name="Evaluate").first.click()
    expect(page.locator(".scores.wide")).to_be_visible(timeout=TIMEOUT)
    wait_for_query(page, "detector=autoencoder")
    type_threshold(playground, 90)
    settle(page)
    assert entries(page) == count + 1
    there = page.url
    assert "/evaluate?" in there
    page.go_back()
    expect_view(playground, *before)
    page.go_forward()
    expect(page).to_have_url(there, timeout=TIMEOUT)
    expect(page.locator(".scores-slider")).to_have_attribute("aria-valuenow", "90", timeout=TIMEOUT)


def test_a_digit_opened_from_another_page_is_one_step(page: Page, address: str) -> None:
    playground = Playground(page)
    page.goto(f"{address}/evaluate?normal=1&anomalous=9")
    tile = page.locator("[class*=st-key-misses] .grid button").first
    expect(tile).to_be_visible(timeout=TIMEOUT)
    type_threshold(playground, 60)
    settle(page)
    there, count = page.url, entries(page)
    tile.click()
    expect(playground.verdict).to_contain_text("score", timeout=TIMEOUT)
    wait_for_query(page, "threshold=60")
    settle(page)
    assert entries(page) == count + 1
    page.go_back()
    expect(page.locator(".scores.wide")).to_be_visible(timeout=TIMEOUT)
    settle(page)
    assert page.url == there


def test_after_a_reload_the_view_is_the_same_and_so_is_back(playground: Playground) -> None:
    page = playground.page
    pick_sample(playground)
    before = look(playground)
    choose_detector(playground)
    type_threshold(playground, 5)
    after = look(playground)
    page.reload()
    expect_view(playground, *after)
    page.go_back()
    expect_view(playground, *before)


def test_two_tabs_have_a_history_each(playground: Playground, another: Page, address: str) -> None:
    page, other = playground.page, Playground(another).open(address)
    first = look(playground)
    pick_sample(playground)
    choose_anomalous(other)
    kept = look(other)
    page.go_back()
    expect_view(playground, *first)
    assert look(other) == kept


def test_a_phone_has_the_same_steps(phone: Page, address: str) -> None:
    playground = Playground(phone).open(address)
    wait_for_query(phone, "detector=autoencoder")
    before, count = look(playground), entries(phone)
    type_threshold(playground, 30)
    pick_sample(playground)
    type_threshold(playground, 60)
    assert entries(phone) == count + 1
    phone.go_back()
    expect(phone).to_have_url(f"{before[0]}&threshold=30&more=1", timeout=TIMEOUT)
    expect(playground.threshold()).to_have_attribute("aria-valuenow", "30", timeout=TIMEOUT)


def draw(playground: Playground, *strokes: Stroke) -> None:
    """Draw strokes one by one, and wait until the address has them."""
    page = playground.page
    for stroke in strokes:
        before = page.url
        playground.draw(stroke)
        page.wait_for_function(
            "before => location.search.includes('drawing=') && location.href !== before",
            arg=before,
            timeout=TIMEOUT,
        )


def test_a_link_brings_the_drawing_to_another_browser_and_so_does_a_reload(
    playground: Playground, another: Page
) -> None:
    draw(playground, ONE, ZERO)
    seen = look(playground)
    friend = Playground(another).open(seen[0])
    expect_view(friend, *seen)
    expect(another.get_by_role("button", name="Undo")).to_be_enabled(timeout=TIMEOUT)
    playground.page.reload()
    expect_view(playground, *seen)


def test_a_drawing_replaces_the_address_and_the_sample_before_it_is_a_step(
    playground: Playground,
) -> None:
    page = playground.page
    pick_sample(playground)
    sample, count = look(playground), entries(page)
    draw(playground, ONE)
    assert entries(page) == count + 1
    draw(playground, ZERO)
    drawn = look(playground)
    assert entries(page) == count + 1
    page.go_back()
    expect_view(playground, *sample)
    page.go_forward()
    expect_view(playground, *drawn)
    pick_sample(playground, 9)
    page.go_back()
    expect_view(playground, *drawn)
    expect(page.get_by_role("tab", name="Draw")).to_have_attribute("aria-selected", "true")


def test_back_brings_the_drawing_as_it_was_before_another_step(playground: Playground) -> None:
    page = playground.page
    draw(playground, ONE)
    one = look(playground)
    choose_detector(playground)
    draw(playground, ZERO)
    two = look(playground)
    page.go_back()
    expect_view(playground, *one)
    draw(playground, [(0.2, 0.2), (0.8, 0.2)])  # goes on from one stroke
    assert page.url != two[0]
    assert "detector=autoencoder" in page.url


def test_a_damaged_drawing_is_left_out_of_a_link_alone(page: Page, address: str) -> None:
    Playground(page).open(f"{address}/?threshold=30&drawing=1AggAAwoUHigyPB4")
    expect(page.get_by_text("damaged or cut off")).to_be_visible()
    wait_for_query(page, "threshold=30")
    page.wait_for_function("() => !location.search.includes('drawing')", timeout=TIMEOUT)
