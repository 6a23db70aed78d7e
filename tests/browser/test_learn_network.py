"""The lesson's steps on the network, walked by doing what they ask."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, boxes
from tests.support.lesson import Lesson, drag, picture_of

HALF_THUMB = 8  # pixels that a slider's thumb is away from its end, at most


def draw_a_nine(figure: Locator) -> None:
    figure.get_by_role("button", name=t("lesson.sketch_nine")).click()


def expect_moved(handle: Locator, key: str) -> None:
    """Press a key on a mark of the map, which is then somewhere else and says so."""
    before = handle.get_attribute("aria-valuetext")
    handle.press(key)
    expect(handle).not_to_have_attribute("aria-valuetext", before or "")


def test_a_drawing_flows_through_codes_of_several_sizes_to_the_map(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    lesson = Lesson(page).open(address, "layers")
    figure = lesson.figure("layers")
    sizes, caption = figure.locator(".layers-sizes button"), figure.locator(".layers-caption")
    expect(caption).to_have_text(t("lesson.layers_none"), timeout=TIMEOUT)
    draw_a_nine(figure)
    expect(caption).to_contain_text("add up to the score")
    expect(sizes.first).to_be_disabled()
    lesson.choose("layers", "64")
    scores = sizes.locator("small")
    expect(scores).to_have_text([re.compile(r"^\d+\.\d$")] * 4, timeout=TIMEOUT)
    sizes.first.click()
    expect(caption).to_contain_text(scores.first.inner_text())
    slider = figure.get_by_role("slider", name=t("lesson.layers_slider"))
    slider.press("Home")
    expect(caption).to_have_text(t("lesson.layers_stage_0"))

    page.evaluate("() => { window.kept = fetch; window.fetch = async () => { throw Error(); }; }")
    views = figure.get_by_role("tablist", name=t("lesson.layers_tabs"))
    views.get_by_role("tab", name=t("lesson.layers_map")).click()
    again = figure.get_by_role("button", name=t("lesson.again"))
    expect(again.locator("..")).to_contain_text(t("lesson.lost"))
    page.evaluate("() => { window.fetch = window.kept; }")
    again.click()
    expect(again).to_be_hidden()
    expect(figure).to_contain_text("A code of one number")
    sizes.last.click()
    expect(figure).to_contain_text(re.compile(r"69\.\d% of the variance"))
    point = figure.get_by_role("slider", name=t("latent.point"))
    expect_moved(point, "ArrowUp")
    lesson.expect_finished("layers")
    decoded = figure.locator(".latent-made canvas")
    before = picture_of(decoded)
    drag(page, figure.locator(".latent-board > canvas"), (0.2, 0.5), (0.8, 0.3))
    assert picture_of(decoded) != before

    figure.get_by_role("button", name=t("latent.walk")).click()
    expect_moved(figure.get_by_role("slider", name=t("latent.to")), "ArrowLeft")
    along = figure.get_by_role("slider", name=t("latent.along"))
    chart, slider_box = boxes(figure.locator(".latent-chart svg"), along)
    assert chart["x"] == pytest.approx(slider_box["x"] + HALF_THUMB, abs=1)
    assert chart["width"] == pytest.approx(slider_box["width"] - 2 * HALF_THUMB, abs=1)
    along.press("Home")
    expect(along).to_have_attribute("aria-valuetext", re.compile("^0% of the way"))


def test_what_comes_of_a_9_is_guessed_and_the_training_watched(page: Page, address: str) -> None:
    lesson = Lesson(page).open(address, "epochs")
    figure = lesson.figure("epochs")
    expect(figure.get_by_role("slider")).to_have_count(0)
    choice = figure.get_by_role("button", name=t("lesson.epochs_choice_nine"), exact=True)
    choice.click(timeout=TIMEOUT)
    expect(lesson.answer).to_contain_text(t("lesson.epochs_answer"))
    draw_a_nine(figure)
    slider = figure.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Epoch 12: "))
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Epoch 0: "))
    rebuilt = figure.locator(".latent-epoch canvas")
    before = [picture_of(rebuilt.nth(n)) for n in range(5)]
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Epoch 12: "))
    after = [picture_of(rebuilt.nth(n)) for n in range(5)]
    # Your own rebuilt; a 1 and a 9, each with what is rebuilt of it.
    changes = [a != b for a, b in zip(after, before, strict=True)]
    assert changes == [True, False, True, False, True]
    for epoch in (8, 6):  # no network was kept between them
        slider.press("ArrowLeft")
        expect(slider).to_have_attribute("aria-valuetext", re.compile(f"^Epoch {epoch}: "))
        axis, mark = boxes(slider, figure.locator(".epochs-mark"))
        thumb = axis["x"] + HALF_THUMB + (axis["width"] - 2 * HALF_THUMB) * epoch / 12
        assert mark["x"] == pytest.approx(thumb, abs=1)
    lesson.expect_finished("epochs")
