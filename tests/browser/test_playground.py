"""The main job in a real browser: draw or pick a digit, read the verdict, move the threshold."""

import math
import re

from playwright.sync_api import Page, expect

from tests.support.app import (
    TIMEOUT,
    Playground,
    settle,
    settled_boxes,
    wait_for_pictures,
    wait_for_query,
)

STROKE = [(0.5, 0.2), (0.5, 0.8)]


def circle(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    turns = [2 * math.pi * step / 24 for step in range(25)]
    return [(x + radius * math.sin(turn), y - 1.2 * radius * math.cos(turn)) for turn in turns]


def test_the_page_opens_on_a_sample_already_scored(playground: Playground) -> None:
    expect(playground.verdict).to_contain_text("score")
    assert playground.verdict.inner_text().strip().startswith(("Normal", "Anomaly"))
    expect(playground.page.locator(".st-key-pictures canvas")).to_have_count(3)
    expect(playground.page.locator(".st-key-histogram .scores-plot .line")).to_be_visible()


def test_a_drawn_vertical_stroke_is_normal(playground: Playground) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")


def test_a_drawn_0_and_a_drawn_8_are_anomalies(playground: Playground) -> None:
    zero = [circle(0.5, 0.5, 0.28)]
    eight = [circle(0.5, 0.32, 0.13), circle(0.5, 0.66, 0.16)]
    for digit in (zero, eight):
        playground.draw(STROKE)
        playground.verdict_starts("Normal")
        playground.clear()
        playground.verdict_starts("Nothing")
        playground.draw(*digit)
        playground.verdict_starts("Anomaly")
        playground.clear()


def test_clearing_the_canvas_gives_blank_and_says_what_to_do(playground: Playground) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    playground.clear()
    playground.verdict_starts("Nothing")
    expect(playground.verdict).to_contain_text("raw")


def test_undo_takes_back_the_last_stroke(playground: Playground) -> None:
    playground.draw(STROKE, [(0.15, 0.3), (0.85, 0.3)], [(0.15, 0.6), (0.85, 0.6)])
    playground.verdict_starts("Anomaly")
    undo = playground.page.get_by_role("button", name="Undo").last
    for _ in range(2):
        undo.click()
    playground.verdict_starts("Normal")


def pictures(page: Page) -> list[str]:
    """Return what the three pictures of a page at rest show."""
    settle(page)
    expect(page.locator(".st-key-pictures canvas")).to_have_count(3)
    shown: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.st-key-pictures canvas')]"
        ".map(canvas => canvas.toDataURL())"
    )
    return shown


def wait_for_others(page: Page, before: list[str]) -> None:
    """Wait until each of the three pictures is another one."""
    page.wait_for_function(
        "before => [...document.querySelectorAll('.st-key-pictures canvas')]"
        ".every((canvas, index) => canvas.toDataURL() !== before[index])",
        arg=before,
        timeout=TIMEOUT,
    )


def test_picking_a_sample_updates_all_three_pictures(playground: Playground) -> None:
    tiles = playground.samples()
    tiles.nth(3).click()
    expect(tiles.nth(3)).to_have_attribute("aria-pressed", "true")
    before = pictures(playground.page)
    tiles.nth(20).click()
    wait_for_others(playground.page, before)


def test_the_pixel_under_the_pointer_tells_its_values(playground: Playground) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    box = playground.page.locator(".st-key-pictures canvas").first.bounding_box()
    assert box is not None
    playground.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    told = playground.page.locator(".st-key-pictures output:visible")
    expect(told).to_contain_text(re.compile(r"row 14, column 14: input [01]\.[0-9]+, rebuilt"))
    playground.page.mouse.move(0, 0)
    expect(told).to_have_count(0)


def test_surprise_me_picks_another_sample(playground: Playground) -> None:
    playground.samples()
    before = pictures(playground.page)
    playground.page.get_by_role("button", name="Surprise me").click()
    wait_for_others(playground.page, before)


def test_the_label_filter_shows_only_that_digit(playground: Playground) -> None:
    tiles = playground.samples()
    playground.page.locator(".st-key-sample_label input").click()
    playground.page.get_by_role("option", name="7", exact=True).click()
    expect(tiles.first).to_have_attribute("aria-label", "digit 7", timeout=TIMEOUT)
    names = {tile.get_attribute("aria-label") for tile in tiles.all()}
    assert names == {"digit 7"}


def test_moving_the_threshold_past_the_score_flips_the_verdict(playground: Playground) -> None:
    playground.draw(circle(0.5, 0.5, 0.28))
    playground.verdict_starts("Anomaly")
    playground.threshold().focus()
    playground.page.keyboard.press("End")
    playground.verdict_starts("Normal")
    playground.page.keyboard.press("Home")
    playground.verdict_starts("Anomaly")


def test_the_link_opens_the_same_view(playground: Playground, page: Page) -> None:
    playground.threshold().focus()
    page.keyboard.press("Home")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
    expect(playground.verdict).to_contain_text("the line at 2.0", timeout=TIMEOUT)
    page.wait_for_url(re.compile("threshold=2$"))
    expect(playground.verdict).not_to_have_text(re.compile("score.*score", re.DOTALL))
    verdict, address = playground.verdict.inner_text(), page.url
    page.goto("about:blank")
    Playground(page).open(address)
    expect(playground.verdict).to_have_text(verdict, use_inner_text=True)


def test_reloading_keeps_working(playground: Playground) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    playground.page.reload()
    playground.draw(circle(0.5, 0.5, 0.28))
    playground.verdict_starts("Anomaly")


def test_the_keyboard_keeps_its_place_in_the_samples(playground: Playground) -> None:
    tile = playground.samples().nth(7)
    tile.focus()
    before = playground.verdict.inner_text()
    playground.page.keyboard.press("Enter")
    expect(playground.verdict).not_to_have_text(before, timeout=TIMEOUT)
    expect(tile).to_be_focused()


def test_a_nonsense_link_opens_the_default_view_with_a_sentence(page: Page, address: str) -> None:
    playground = Playground(page).open(
        f"{address}/?normal=x&sample=-4&threshold=nan&detector=../.."
    )
    expect(page.get_by_text("default view")).to_be_visible()
    wait_for_query(page, "normal=1")
    playground.verdict_starts("A")


def test_switching_a_step_off_changes_what_the_model_sees(playground: Playground) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    before = playground.verdict.inner_text()
    playground.more()
    playground.page.get_by_role("button", name="Steps").click()
    playground.page.get_by_text("centre", exact=False).first.wait_for()
    wait_for_pictures(playground.page)
    playground.page.locator(".st-key-step_stroke label").click()
    expect(playground.verdict).not_to_have_text(before, timeout=TIMEOUT)
    wait_for_pictures(playground.page)


def test_a_drawing_survives_another_choice_in_the_sidebar(playground: Playground) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    playground.page.locator(".st-key-rest label").first.click()
    expect(playground.page.locator(".st-key-histogram")).to_contain_text(
        "all others", timeout=TIMEOUT
    )
    playground.verdict_starts("Normal")
    playground.draw([(0.15, 0.3), (0.85, 0.3)], [(0.15, 0.6), (0.85, 0.6)])
    playground.verdict_starts("Anomaly")


def test_choosing_no_normal_digit_gives_a_sentence_and_loses_nothing(
    playground: Playground,
) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    playground.digits.take_several()
    digits = playground.page.locator(".st-key-normal_many")
    digits.get_by_role("button", name="1", exact=True).click()
    expect(playground.page.get_by_text("Choose at least one")).to_be_visible(timeout=TIMEOUT)
    playground.verdict_starts("Normal")
    digits.get_by_role("button", name="1", exact=True).click()
    expect(playground.page.get_by_text("Choose at least one")).to_have_count(0, timeout=TIMEOUT)
    playground.verdict_starts("Normal")


def test_two_tabs_of_one_browser_keep_their_own_digits(
    page: Page, own_page: Page, address: str
) -> None:
    first, second = Playground(page), Playground(own_page)
    first.open(address).draw(STROKE)
    second.open(address).draw(circle(0.5, 0.5, 0.28))
    second.verdict_starts("Anomaly")
    first.verdict_starts("Normal")


def test_the_main_job_fits_a_small_laptop_without_scrolling(playground: Playground) -> None:
    settle(playground.page)
    overflow = playground.page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return main.scrollHeight - main.clientHeight; }"
    )
    assert overflow <= 0


def test_it_works_on_a_phone_by_touch(phone: Page, address: str) -> None:
    playground = Playground(phone).open(address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    tiles = playground.samples()
    tiles.nth(5).tap()
    expect(tiles.nth(5)).to_have_attribute("aria-pressed", "true")
    playground.touch([(0.5, 0.2 + step / 20) for step in range(13)])
    playground.verdict_starts("Normal")


def test_a_stroke_may_begin_at_the_canvas_upper_edge(
    playground: Playground, phone: Page, address: str
) -> None:
    stroke = [(0.8, 0.04), (0.5, 0.5), (0.45, 0.9)]
    playground.draw(stroke)  # at once, before the pointer has rested
    there = Playground(phone).open(address)
    there.touch(stroke)
    for page in (playground.page, phone):
        expect(page.get_by_role("button", name="Undo")).to_be_enabled(timeout=TIMEOUT)


def test_the_tab_that_is_turned_to_is_the_one_judged(playground: Playground) -> None:
    origin = playground.page.locator(".st-key-pictures")
    playground.draw(STROKE)
    expect(origin).to_contain_text("Your drawing", timeout=TIMEOUT)
    playground.samples().first.click()
    expect(origin).to_contain_text("held-out", timeout=TIMEOUT)
    playground.page.get_by_role("tab", name="Draw").click()
    expect(origin).to_contain_text("Your drawing", timeout=TIMEOUT)
    playground.samples().first.click()
    expect(origin).to_contain_text("held-out", timeout=TIMEOUT)
    samples = playground.page.get_by_role("tab", name="Samples")
    for name, sentence in (
        ("Compare detectors", "One picture before"),
        ("Playground", "has only ever"),
    ):
        playground.page.get_by_role("link", name=name).first.click()
        expect(playground.page.get_by_text(sentence)).to_be_visible(timeout=TIMEOUT)
        expect(samples).to_have_attribute("aria-selected", "true", timeout=TIMEOUT)
    expect(origin).to_contain_text("held-out", timeout=TIMEOUT)


def test_on_a_phone_the_menu_closes_once_a_page_is_chosen(phone: Page, address: str) -> None:
    Playground(phone).open(address)
    phone.get_by_test_id("stExpandSidebarButton").click()
    phone.get_by_role("link", name="Train").click()
    expect(phone.get_by_test_id("stExpandSidebarButton")).to_be_visible(timeout=TIMEOUT)
    expect(phone.get_by_role("button", name="Train").first).to_be_visible(timeout=TIMEOUT)


def test_on_a_phone_canvas_verdict_and_pictures_are_in_view_together(
    phone: Page, address: str
) -> None:
    playground = Playground(phone).open(address)
    playground.touch([(0.5, 0.2 + step / 20) for step in range(13)])
    playground.verdict_starts("Normal")
    pictures = phone.locator(".st-key-pictures canvas").first
    parts = settled_boxes(playground.canvas, playground.verdict, pictures)
    tops = [box["y"] for box in parts]
    assert tops[0] >= 0
    assert tops == sorted(tops)
    assert parts[2]["y"] + parts[2]["height"] <= phone.evaluate("innerHeight")
