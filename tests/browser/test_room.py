"""A room: the app on one computer, open to its network, and others who come by its address.

The browser here comes by the machine's own address on its network; to it, as to any device there,
that is a page without TLS.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from anomaly.serving.reach import own_address
from anomaly.text import t
from tests.browser.conftest import LAPTOP
from tests.support.app import Playground, settle
from tests.support.reading import Theme, show_in
from tests.support.server import running_app

SEVEN = [(0.2, 0.2), (0.8, 0.2), (0.4, 0.85)]
THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Room:
    """A server that is open to its network and whose ``MNIST_ROOT`` is wrong."""

    folder: Path
    here: str  # its address on its own machine
    there: str  # and for others

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    own = own_address()
    if own is None:
        pytest.skip("this machine is on no network")
    folder = tmp_path_factory.mktemp("room")
    settings = {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "MNIST_ROOT": str(folder / "nowhere"),
        "ANOMALY_DATA": str(folder / "data"),
    }
    with running_app(folder, **settings) as here:
        yield Room(folder, here, here.replace("localhost", own))


def upload_tab(page: Page, address: str) -> None:
    Playground(page).open(address)
    page.get_by_role("tab", name="Upload").click()
    expect(page.locator(".st-key-upload")).to_be_visible()


def test_a_page_without_tls_offers_no_camera_and_upload_all_the_same(
    page: Page, room: Room
) -> None:
    switch = page.get_by_text(t("upload.camera"))
    upload_tab(page, room.there)
    assert page.evaluate("isSecureContext") is False
    expect(switch).to_be_hidden()
    upload_tab(page, room.here)
    assert page.evaluate("isSecureContext") is True
    expect(switch).to_be_visible()


def open_share(page: Page) -> str:
    """Open what is to be shared, and return the link."""
    page.get_by_role("button", name=re.compile(t("share.open"))).click()
    expect(page.get_by_role("img", name=t("share.alt"))).to_be_visible()
    return page.get_by_label(t("share.address")).input_value()


def scan(page: Page) -> str:
    """Return what a camera reads from the screen."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    assert len(found) == 1
    return str(found[0].text)


def test_a_drawing_is_scanned_from_a_projector_and_opens_as_it_stands(
    page: Page, another: Page, room: Room
) -> None:
    teacher = Playground(another).open(room.here)
    teacher.draw(SEVEN)
    teacher.page.wait_for_function("() => location.search.includes('drawing=')")
    settle(teacher.page)
    verdict = teacher.verdict.inner_text()
    link = open_share(teacher.page)
    for theme in THEMES:
        show_in(teacher.page, theme, LAPTOP)
        assert scan(teacher.page) == link, theme
    assert link.startswith(f"{room.there}/?")
    assert urlsplit(link).query == urlsplit(teacher.page.url).query
    student = Playground(page).open(link)
    expect(student.verdict).to_have_text(verdict, use_inner_text=True)


def test_a_drawing_can_be_kept_to_oneself(page: Page, room: Room) -> None:
    playground = Playground(page).open(room.here)
    playground.draw(SEVEN)
    page.wait_for_function("() => location.search.includes('drawing=')")
    settle(page)
    link = open_share(page)
    page.get_by_role("dialog").get_by_text(t("share.with_drawing")).click()
    expect(page.get_by_label(t("share.address"))).to_have_value(re.sub("&drawing=[^&]*", "", link))
    settle(page)
    assert scan(page) == page.get_by_label(t("share.address")).input_value()


def test_a_page_drawn_anew_leaves_the_address_open_until_it_is_closed(
    page: Page, room: Room
) -> None:
    Playground(page).open(room.here)
    open_share(page)
    for is_open in (True, False):
        page.keyboard.press("r")  # runs the whole page
        settle(page)
        expect(page.get_by_role("dialog")).to_be_visible(visible=is_open)
        page.keyboard.press("Escape")
        settle(page)


def test_whoever_came_by_an_address_passes_it_on_page_and_all(page: Page, room: Room) -> None:
    page.goto(f"{room.there}/evaluate?normal=1&anomalous=7")
    expect(page.locator(".scores.wide")).to_be_visible()
    page.wait_for_function("() => location.search.includes('detector=')")
    settle(page)
    link = open_share(page)
    assert link == page.url
    page.get_by_role("button", name=t("share.copy"), exact=True).click()
    expect(page.get_by_text(t("share.copied"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_on_a_phone_the_code_fits(phone: Page, room: Room) -> None:
    Playground(phone).open(room.there)
    phone.get_by_test_id("stExpandSidebarButton").click()
    link = open_share(phone)
    assert scan(phone) == link
    code = phone.get_by_role("img", name=t("share.alt"))
    expect(code).to_be_in_viewport(ratio=1)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_server_for_its_own_computer_says_so_and_how_to_open_it(
    playground: Playground,
) -> None:
    playground.page.get_by_role("button", name=re.compile(t("share.open"))).click()
    expect(playground.page.get_by_text(t("share.alone"))).to_be_visible()
    expect(playground.page.get_by_role("img", name=t("share.alt"))).to_have_count(0)


def test_only_whoever_runs_the_server_is_told_why_there_is_no_mnist(page: Page, room: Room) -> None:
    wrong, failed = "There is no MNIST under", t("fetch.unreachable")
    Playground(page).open(room.here)
    expect(page.get_by_test_id("stMain").get_by_text(wrong)).to_be_in_viewport(ratio=1)
    expect(page.get_by_text(failed)).to_be_attached()
    assert room.log.count(wrong) == room.log.count(failed) == 1
    Playground(page).open(room.there)
    expect(page.get_by_text("Digits in use: generated digits")).to_be_attached()
    for sentence in (wrong, failed, t("sidebar.retry")):
        expect(page.get_by_text(sentence)).to_have_count(0)


def test_a_link_to_a_digit_of_mnist_says_that_it_is_not_there(page: Page, room: Room) -> None:
    Playground(page).open(f"{room.there}/?sample=mnist-5")
    expect(page.get_by_text(t("samples.elsewhere"))).to_be_in_viewport(ratio=1)


# Collects what a page said beside a progress bar.
LISTEN = """
    window.seen = new Set();
    new MutationObserver(() => {
        const main = document.querySelector("[data-testid=stMain]");
        const bar = main?.querySelector("[data-testid=stProgress]");
        if (bar?.getBoundingClientRect().bottom < innerHeight) seen.add(main.innerText.trim());
    }).observe(document, { childList: true, subtree: true });
"""


def test_the_first_visitor_sees_that_the_app_is_starting(own_page: Page, tmp_path: Path) -> None:
    own_page.add_init_script(LISTEN)
    with running_app(tmp_path) as address:
        Playground(own_page).open(address)
        assert t("app.starting") in own_page.evaluate("[...window.seen]")
        expect(own_page.get_by_test_id("stProgress")).to_have_count(0)
