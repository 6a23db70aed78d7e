"""Faults that take a real browser: the table is in tests/system/test_faults.py.

| fault                                   | what the student sees                                  |
| --------------------------------------- | ------------------------------------------------------ |
| the server is killed                    | a sentence that says what to do; drawing goes on       |
| it is started again                     | the page comes back by itself, with the drawing        |
| hostile files, one after another        | for each what is wrong with it; drawing goes on        |
| more pages than an address may have     | the one beyond them says so                            |
"""

import io
import struct
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from anomaly.text import t
from tests.support.app import TIMEOUT, Playground, settle
from tests.support.pen import open_playground
from tests.support.server import start_app

ONE = [(0.5, 0.15), (0.5, 0.85)]


@dataclass
class Mortal:
    """A server that tests kill and start again, each where the one before has left it."""

    folder: Path
    process: "subprocess.Popen[bytes]"
    address: str

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        """Start it at the address that it had; it has loaded nothing yet."""
        port = int(self.address.rpartition(":")[2])
        self.process, _ = start_app(self.folder, port=port)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    folder = tmp_path_factory.mktemp("mortal")
    mortal = Mortal(folder, *start_app(folder))
    yield mortal
    mortal.kill()


@pytest.fixture
def mortal(started: Mortal) -> Mortal:
    if started.process.poll() is not None:  # a test has failed while it was away
        started.start()
    return started


def expect_no_connection(page: Page) -> None:
    """Wait until the page says that its server is away, in our words and beside what it shows."""
    expect(page.locator(".without-connection")).to_be_visible(timeout=TIMEOUT)
    expect(page.get_by_text(t("connection.lost_here"))).to_be_in_viewport(ratio=1)


def test_a_killed_server_that_is_started_again_finds_the_drawing(
    own_page: Page, mortal: Mortal
) -> None:
    page = own_page  # its console complains
    pen = open_playground(page, mortal.address)
    pen.draw(ONE, [(0.1, 0.2), (0.9, 0.3)])
    pen.press_tool("undo")
    pen.draw([(0.5, 0.8), (0.5, 0.9)])  # in place of what was undone
    settle(page)
    before, ink = pen.look(), pen.ink()
    with page.expect_event("websocket", timeout=TIMEOUT):
        mortal.kill()
        mortal.start()
    expect(page.get_by_test_id("stConnectionStatus")).to_be_hidden(timeout=TIMEOUT)
    settle(page, 1500, TIMEOUT)  # it runs anew, on a server that has loaded nothing yet
    assert (pen.look(), pen.ink()) == (before, ink)
    assert ink is not None
    pen.draw([(0.2, 0.9), (0.21, 0.9)])  # by itself only a dot
    assert pen.heard("answer")[-1]["score"] is not None
    assert pen.look().verdict != before.verdict
    answered = pen.answered
    assert pen.press_tool("undo") == ink
    pen.until_answered(answered + 1)
    assert pen.look().verdict == before.verdict


def test_pages_on_which_nothing_was_drawn_outlive_their_server(
    own_page: Page, mortal: Mortal
) -> None:
    """Streamlit has the script run again by itself only where a run was broken off."""
    pages = (own_page, own_page.context.new_page())  # their consoles complain
    pens, examples = [], []
    for page, detector in zip(pages, ("autoencoder", "gradients"), strict=True):
        pens.append(open_playground(page, f"{mortal.address}/?detector={detector}"))
        settle(page, 1500, TIMEOUT)
        examples.append(pens[-1].look().verdict)
    mortal.kill()
    for page in pages:
        expect_no_connection(page)
    mortal.start()
    for pen, example in zip(pens, examples, strict=True):
        pen.page.bring_to_front()
        expect(pen.page.locator(".without-connection")).to_be_hidden(timeout=TIMEOUT)
        settle(pen.page, 1500, TIMEOUT)
        assert pen.look().verdict == example
        pen.draw(ONE)
        assert pen.look().verdict.startswith("Normal")
        wait_for_drawing(pen.page)
    pages[1].close()


def test_a_stroke_drawn_while_the_server_is_away_is_answered_when_it_is_back(
    own_page: Page, mortal: Mortal
) -> None:
    page = own_page  # its console complains
    pen = open_playground(page, mortal.address)
    pen.draw(ONE)
    settle(page)
    before, link = pen.look(), page.url
    mortal.kill()
    expect_no_connection(page)
    pen.press((0.2, 0.3), (0.8, 0.3))
    pen.lift()
    live, ink = pen.look(), pen.ink()
    assert live.verdict != before.verdict
    mortal.start()
    pen.until_answered(2)
    settle(page, 1500, TIMEOUT)
    expect(page.locator(".without-connection")).to_be_hidden()
    assert pen.ink() == ink
    assert pen.look().score == pytest.approx(live.score, abs=0.1001)
    assert page.url != link


def wait_for_drawing(page: Page) -> None:
    """Wait until a page's address has a drawing."""
    page.wait_for_function("() => location.search.includes('drawing=')", timeout=TIMEOUT)


def _png(width: int, height: int, body: bytes) -> bytes:
    """Return a PNG that claims any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _sound() -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((99, 99), 99).save(buffer, "PNG")
    return buffer.getvalue()


HOSTILE = {
    "text.png": (b"I am no picture.", "not a picture"),
    "empty.png": (b"", "not a picture"),
    "cut.png": (_sound()[:3000], "damaged"),
    "huge.png": (_png(10_000, 10_000, zlib.compress(b"")), "million pixels"),
    "bomb.png": (_png(30_000, 30_000, zlib.compress(bytes(10_000_000))), "million pixels"),
    "page.png": (b"<svg onload=alert(1)>", "not a picture"),
    "white.png": (_png(28, 28, zlib.compress((b"\0" + b"\xff" * 28) * 28)), "is empty"),
    "list.txt": (b"This is a shopping list.", "HEIC"),
    "page.pdf": (b"%PDF-1.7", "HEIC"),
    "large.jpg": (bytes(6_000_000), "larger than 5 MB"),
}


def test_hostile_files_one_after_another(playground: Playground) -> None:
    page = playground.page
    chooser = page.locator(".st-key-upload input[type=file]")
    for name, (content, sentence) in HOSTILE.items():
        page.get_by_role("tab", name="Upload").click()
        chooser.set_input_files({"name": name, "mimeType": "image/png", "buffer": content})
        expect(playground.verdict).to_contain_text(sentence, timeout=TIMEOUT)
        playground.draw(ONE)  # again and again in the same place
        playground.verdict_starts("Normal")
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_page_whose_connection_the_door_refuses_shows_why(browser: Browser, address: str) -> None:
    """Streamlit's page shows the door's words only where they are JSON."""
    page = browser.new_page()
    page.route("**/_stcore/host-config", lambda route: route.fulfill(status=429, json="Why.\nSo."))
    page.goto(address)
    expect(page.get_by_role("dialog").get_by_text("So.")).to_be_visible()
    page.close()
