"""Picture files in a real browser: judged by their content, refused in our words."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, expect

from anomaly.text import t
from tests.support import photos
from tests.support.app import TIMEOUT, Playground
from tests.support.photos import Pixels
from tests.support.pictures import encode
from tests.support.strokes import draw

STROKE = [(0.5, 0.2), (0.5, 0.8)]


def picture_of_a_stroke() -> Image.Image:
    picture = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(picture).line([(200, 60), (200, 240)], fill="navy", width=18)
    return picture


def upload(playground: Playground, path: Path) -> None:
    playground.page.get_by_role("tab", name="Upload").click()
    playground.page.locator("input[type=file]").set_input_files(path)


def test_a_text_file_called_png_gives_a_sentence(playground: Playground, tmp_path: Path) -> None:
    path = tmp_path / "digit.png"
    path.write_text("this is no picture")
    upload(playground, path)
    playground.verdict_starts("Nothing")
    expect(playground.verdict).to_contain_text("PNG, JPEG, WebP or HEIC")
    expect(playground.page.locator(".stException")).to_have_count(0)


def test_an_uploaded_picture_of_a_stroke_is_normal(playground: Playground, tmp_path: Path) -> None:
    picture_of_a_stroke().save(tmp_path / "one.jpg")
    upload(playground, tmp_path / "one.jpg")
    playground.verdict_starts("Normal")


@pytest.mark.parametrize(
    ("kind", "name"), [("HEIF", "one.heic"), ("HEIF", "one.jpg"), ("PNG", "one.txt")]
)
def test_a_file_is_judged_by_its_content(
    playground: Playground, kind: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(encode(picture_of_a_stroke(), kind))
    upload(playground, tmp_path / name)
    playground.verdict_starts("Normal")


def test_a_refused_file_takes_the_place_of_the_former_verdict(
    playground: Playground, tmp_path: Path
) -> None:
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    path = tmp_path / "list.txt"
    path.write_text("This is a shopping list.")
    upload(playground, path)
    playground.verdict_starts("Nothing")
    expect(playground.verdict).to_contain_text("PNG, JPEG, WebP or HEIC")


@pytest.mark.parametrize(
    ("agent", "accepted"),
    [
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile", r"image/\*"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15", None),
    ],
)
def test_only_android_is_asked_for_pictures_alone(
    browser: Browser, address: str, agent: str, accepted: str | None
) -> None:
    context = browser.new_context(user_agent=agent)
    playground = Playground(context.new_page()).open(address)
    playground.page.get_by_role("tab", name="Upload").click()
    chooser = playground.page.locator("input[type=file]")
    if accepted is None:
        expect(chooser).not_to_have_attribute("accept", re.compile("."))
    else:
        expect(chooser).to_have_attribute("accept", re.compile(accepted))
    context.close()


def save(pixels: Pixels, path: Path) -> Path:
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize("make", [photos.metal, photos.disc])
def test_a_picture_that_is_no_ink_on_even_ground_is_noticed_beside_the_verdict(
    playground: Playground, make: Callable[[], Pixels], tmp_path: Path
) -> None:
    page = playground.page
    upload(playground, save(make(), tmp_path / "picture.png"))
    notice = page.locator(".verdict-notes summary").filter(has_text=t("notice.ground"))
    expect(notice).to_be_visible(timeout=TIMEOUT)
    for caption in ("original", "ink", "digit"):
        expect(page.locator(".st-key-original").get_by_text(t(f"upload.{caption}"))).to_be_visible()
    expect(page.locator(".st-key-original img")).to_have_count(3)
    page.get_by_role("tab", name="Draw").click()
    playground.draw(STROKE)
    playground.verdict_starts("Normal")
    expect(notice).to_have_count(0)


def test_a_photographed_digit_in_a_shadow_is_not_noticed(
    playground: Playground, tmp_path: Path
) -> None:
    photo = photos.paper_photo(draw(1, "plain", 14), shadow=0.45, darkest=0.85)
    upload(playground, save(photo, tmp_path / "one.png"))
    playground.verdict_starts("Normal")
    expect(playground.page.locator(".st-key-original img")).to_have_count(3, timeout=TIMEOUT)
    expect(playground.page.locator(".verdict-notes").get_by_text("even ground")).to_have_count(0)
