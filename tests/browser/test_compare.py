"""One picture before all detectors, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from anomaly.detectors import DETECTORS
from tests.browser.conftest import LAPTOP, PHONE, Desk
from tests.support.app import TIMEOUT, TRAINING, Playground, settled_boxes

CROSS = ([(0.2, 0.2), (0.8, 0.8)], [(0.8, 0.2), (0.2, 0.8)])
SIGNED = {"normal": "✓ Normal", "anomaly": "▲ Anomaly"}
NUMBERS = re.compile(r"(-?[0-9.]+) / (-?[0-9.]+)$")


@pytest.fixture
def cards(page: Page, address: str) -> Locator:
    return open_cards(page, address)


@pytest.fixture(scope="module")
def shown_page(other_desk: Desk) -> Iterator[Page]:
    """A page for all tests that only look at it."""
    yield from other_desk.lend()


@pytest.fixture(scope="module")
def shown(shown_page: Page, address: str) -> Locator:
    """The cards on that page."""
    return open_cards(shown_page, address)


def open_cards(page: Page, address: str) -> Locator:
    page.goto(f"{address}/compare")
    cards = page.locator(".st-key-judgements figure")
    missing = page.get_by_role("button", name="Train those")
    last = cards.locator("img").nth(len(DETECTORS) - 1)
    expect(last.or_(missing).first).to_be_visible(timeout=TIMEOUT)
    if missing.is_visible():  # of the bundled ones, nearest digits are no MNIST digits
        missing.click()
    expect(cards.locator("img")).to_have_count(len(DETECTORS), timeout=TRAINING)
    return cards


def edges_of(card: Locator) -> list[float]:
    """Return where a card begins and how high it is, in pixels."""
    box = card.bounding_box()
    assert box is not None
    return [box["y"], box["height"]]


def test_a_drawing_is_judged_by_each_detector(page: Page, cards: Locator) -> None:
    before = cards.first.locator("img").get_attribute("src")
    for stroke in CROSS:
        Playground(page).draw(stroke)
    expect(cards.first.locator("img")).not_to_have_attribute("src", str(before), timeout=TIMEOUT)
    for card in cards.all():
        expect(card).to_contain_text("Anomaly", timeout=TIMEOUT)
        expect(card).to_contain_text(re.compile(r"[0-9]+ ms"))


def test_each_verdict_has_its_sign_and_colour_and_its_score_over_its_threshold(
    shown: Locator,
) -> None:
    colours: dict[str, set[str]] = {kind: set() for kind in SIGNED}
    for card in shown.all():
        verdict = card.locator(".judged")
        numbers = NUMBERS.search(verdict.inner_text())
        assert numbers is not None
        score, threshold = map(float, numbers.groups())
        kind = "anomaly" if score >= threshold else "normal"
        expect(verdict).to_contain_text(SIGNED[kind])
        colours[kind].add(verdict.evaluate("it => getComputedStyle(it).backgroundColor"))
    assert len(colours["anomaly"]) == 1
    assert not colours["anomaly"] & colours["normal"]


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_verdict_is_broken_or_cut(shown: Locator, size: ViewportSize) -> None:
    shown.page.set_viewport_size(size)
    settled_boxes(shown.first)
    for verdict in shown.locator(".judged").all():
        lines, cut = verdict.evaluate(
            "it => [it.offsetHeight / parseFloat(getComputedStyle(it).lineHeight),"
            " it.scrollWidth - it.clientWidth]"
        )
        assert lines < 1.5
        assert cut <= 0


def test_all_detectors_are_seen_together_in_even_rows(shown: Locator) -> None:
    shown.page.set_viewport_size(LAPTOP)
    rows: dict[float, int] = {}
    for box in settled_boxes(*shown.all()):
        assert box["y"] + box["height"] <= LAPTOP["height"]
        rows[round(box["y"])] = rows.get(round(box["y"]), 0) + 1
    assert list(rows.values()) == [3, 3, 3]


def test_while_one_draws_the_former_verdicts_are_gone_and_clear_moves_nothing(
    page: Page, cards: Locator
) -> None:
    playground, verdict = Playground(page), cards.first.locator(".judged")
    playground.draw(CROSS[0])
    expect(verdict).to_be_visible()
    before = [edges_of(card) for card in (cards.first, cards.last)]
    points = playground.on_canvas(CROSS[1])
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=4)
    expect(verdict).to_be_hidden()
    page.mouse.up()
    expect(verdict).to_be_visible(timeout=TIMEOUT)
    playground.clear()
    expect(page.get_by_text("Draw something.")).to_be_visible(timeout=TIMEOUT)
    expect(cards.locator("img")).to_have_count(0)
    for card, edges in zip((cards.first, cards.last), before, strict=True):
        assert edges_of(card) == pytest.approx(edges, abs=0.9)


def test_the_complexity_trap_is_shown_with_what_mends_it(shown: Locator) -> None:
    shown.page.get_by_text("Why can a 1 pass as an 8?").click()
    for name in ("absolute", "relative"):
        heatmap = shown.page.locator(f".st-key-complexity_{name} .heatmaplayer")
        expect(heatmap).to_be_visible(timeout=TIMEOUT)


def test_how_well_each_detector_does_is_shown(shown: Locator) -> None:
    page = shown.page
    page.get_by_text("How well do they tell digits apart?").click()
    heatmap = page.locator(".st-key-benchmark_heatmap .heatmaplayer")
    expect(heatmap).to_be_visible(timeout=TIMEOUT)
    expect(page.get_by_text("AnoGAN was tested on 2,000 of the test digits")).to_be_visible()


def test_detectors_that_are_missing_are_trained_until_one_has_seen_enough(
    page: Page, address: str
) -> None:
    # None is stored for two digits; the first to be trained is quick, the second is not.
    page.goto(f"{address}/compare?normal=27&detector=pca")
    page.get_by_role("button", name="Train those").click(timeout=TRAINING)
    untrained = page.locator(".judgement.waiting").get_by_text("not trained")
    count = untrained.count()
    expect(untrained).to_have_count(count - 1, timeout=TRAINING)  # what has ended shows at once
    page.get_by_role("button", name="Stop").click(timeout=TIMEOUT)
    expect(page.get_by_role("button", name="Train those")).to_be_visible(timeout=TIMEOUT)
    page.wait_for_timeout(2000)  # in which what watched the trainings would have run again
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
