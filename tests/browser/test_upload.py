"""Picture files in a real browser: judged by their content, refused in our words."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

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


def test_a_file_is_judged_by_its_content(playground: Playground, tmp_path: Path) -> None:
    refused = tmp_path / "list.txt"
    refused.write_text("This is a shopping list.")
    for kind, name in (
        ("JPEG", "one.jpg"),
        ("HEIF", "one.heic"),
        ("HEIF", "two.jpg"),
        ("PNG", "one.txt"),
    ):
        (tmp_path / name).write_bytes(encode(picture_of_a_stroke(), kind))
        upload(playground, tmp_path / name)
        playground.verdict_starts("Normal")
        upload(playground, refused)  # so that no verdict is that on the file before
        playground.verdict_starts("Nothing")


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
    ("agent", "is_phone"),
    [
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0 Mobile", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15", True),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0", False),
    ],
)
def test_a_phone_is_asked_for_a_picture_and_so_offers_its_camera(
    page: Page, address: str, agent: str, is_phone: bool
) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setUserAgentOverride", {"userAgent": agent})
    playground = Playground(page).open(address)
    playground.page.get_by_role("tab", name="Upload").click()
    chooser = playground.page.locator("input[type=file]")
    if is_phone:
        expect(chooser).to_have_attribute("accept", re.compile(r"image/\*"))
        expect(playground.page.get_by_text("Take a photo of one digit")).to_be_visible()
    else:
        expect(chooser).not_to_have_attribute("accept", re.compile("."))
    devtools.detach()


@pytest.mark.parametrize("way", ["chosen", "dropped"])
def test_a_picture_that_is_too_large_is_refused_in_our_words(
    playground: Playground, tmp_path: Path, way: str
) -> None:
    page = playground.page
    page.get_by_role("tab", name="Upload").click()
    for megabytes in (6, 60):
        if way == "chosen":
            path = tmp_path / "large.jpg"
            with path.open("wb") as file:
                file.truncate(megabytes * 10**6)
            upload(playground, path)
        else:
            drop(page, ".st-key-upload", "large.jpg", megabytes * 10**6)
        expect(playground.verdict).to_contain_text(t("picture.too_large", limit=5))
        chip = page.get_by_test_id("stFileChip")
        expect(chip).to_have_count(1)
        expect(chip.get_by_test_id("stFileChipIconError")).to_have_count(0)
        expect(page.get_by_text("Drag and drop")).to_have_count(0)
        page.locator(".st-key-upload").get_by_role("button", name="Remove").first.click()
        expect(playground.verdict).not_to_contain_text(t("picture.too_large", limit=5))


def test_a_model_that_is_too_large_is_refused_in_our_words(
    page: Page, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "large.safetensors"
    with path.open("wb") as file:
        file.truncate(60 * 10**6)
    page.goto(f"{address}/runs")
    uploader = page.locator("[class*=st-key-model_file]")
    refusal = page.get_by_text(t("store.too_large", limit=42))
    expect(uploader).to_be_visible()
    uploader.locator("input").set_input_files(path)
    expect(refusal).to_be_visible()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)
    page.reload()
    expect(uploader).to_be_visible()
    expect(refusal).to_have_count(0)
    drop(page, "[class*=st-key-model_file]", path.name, 60 * 10**6)
    expect(refusal).to_be_visible()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)


def drop(page: Page, uploader: str, name: str, size: int) -> None:
    """Drag a file of nothing over an upload widget, and let it go there."""
    page.locator("html.has-camera").wait_for(state="attached")  # what looks at files first is there
    transfer = page.evaluate_handle(
        """([name, size]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(size)], name));
            return transfer;
        }""",
        [name, size],
    )
    zone = page.locator(uploader).get_by_test_id("stFileUploaderDropzone")
    for kind in ("dragenter", "dragover", "drop"):
        zone.dispatch_event(kind, {"dataTransfer": transfer})


def save(pixels: Pixels, path: Path) -> Path:
    Image.fromarray(pixels).save(path)
    return path


def test_a_picture_that_is_no_ink_on_even_ground_is_noticed_beside_the_verdict(
    playground: Playground, tmp_path: Path
) -> None:
    page = playground.page
    for make in (photos.metal, photos.disc):
        upload(playground, save(make(), tmp_path / "picture.png"))
        notice = page.locator(".verdict-notes summary").filter(has_text=t("notice.ground"))
        expect(notice).to_be_visible(timeout=TIMEOUT)
        shown = page.locator(".st-key-original")
        for caption in ("original", "ink", "digit"):
            expect(shown.get_by_text(t(f"upload.{caption}"))).to_be_visible()
        expect(shown.locator("img")).to_have_count(3)
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


def test_of_two_digits_in_a_picture_a_click_or_a_key_takes_the_other(
    playground: Playground, tmp_path: Path
) -> None:
    page = playground.page
    picture = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(picture)
    pen.line([(100, 40), (100, 260)], fill="navy", width=18)
    pen.ellipse((230, 90, 350, 250), outline="navy", width=16)
    upload(playground, save(np.asarray(picture), tmp_path / "two.png"))
    playground.verdict_starts("Normal")
    marks = page.locator(".st-key-marks")
    first, second = (
        marks.get_by_role("button", name=t("upload.mark", number=n, count=2)) for n in (1, 2)
    )
    expect(first).to_have_attribute("aria-pressed", "true")
    second.click()
    playground.verdict_starts("Anomaly")
    expect(marks.get_by_role("status")).to_have_text(t("upload.mark_judged", number=2, count=2))
    expect(second).to_have_attribute("aria-pressed", "true")
    first.press("Enter")
    playground.verdict_starts("Normal")
