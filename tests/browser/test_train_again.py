"""A training found again: by a page loaded anew, from elsewhere, and after an end by force."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.app import TIMEOUT, TRAINING, Playground, TrainScreen, settle
from tests.support.server import start_app, workers_of


@dataclass
class OwnServer:
    """A server of one test alone, and the screen on it."""

    server: "subprocess.Popen[bytes]"
    address: str
    screen: TrainScreen

    def expect_form(self) -> None:
        """Wait for 7s and 200 epochs."""
        expect(self.screen.digits.chosen).to_have_text(["7"], timeout=TIMEOUT)
        expect(self.screen.setting("Epochs")).to_have_attribute(
            "aria-valuetext", "200", timeout=TIMEOUT
        )


def test_a_page_loaded_again_finds_its_training_again(screen: TrainScreen) -> None:
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch \d+ of")
    screen.page.wait_for_url(re.compile("model="))
    screen.page.reload()
    screen.wait_for_epoch(r"epoch \d+ of 200")
    expect(screen.button("Stop and keep")).to_be_visible(timeout=TIMEOUT)
    screen.press("Stop and keep")


def test_a_training_left_for_another_page_is_shown_there_and_leads_back(
    screen: TrainScreen, another: Page, address: str
) -> None:
    second = TrainScreen(another).open(address)
    second.settle_seed(screen.seed())
    screen.slow_motion()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch \d+ of")
    screen.press("Pause")
    screen.wait_for_epoch("Paused in epoch")
    screen.page.get_by_role("link", name="Playground").first.click()
    playground = Playground(screen.page)
    expect(playground.verdict).to_contain_text("score", timeout=TIMEOUT)
    aside = screen.page.locator(".st-key-under_way").get_by_test_id("stProgress")
    expect(aside).to_contain_text(re.compile(r"epoch \d+ of"), timeout=TIMEOUT)
    screen.page.get_by_role("link", name="See it on the Train page").click()
    screen.wait_for_epoch("Paused in epoch")
    screen.page.get_by_role("link", name="Playground").first.click()
    expect(aside).to_be_visible(timeout=TIMEOUT)
    second.press("Train")  # whoever joins a training has it go on
    expect(screen.page.get_by_text("Your training has ended")).to_be_visible(timeout=TRAINING)
    expect(playground.verdict).to_contain_text("score")
    screen.page.get_by_role("link", name="See it on the Train page").click()
    screen.wait_for_result()


def test_a_page_loaded_again_elsewhere_finds_its_training_too(screen: TrainScreen) -> None:
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch \d+ of")
    page = screen.page
    page.get_by_role("link", name="Playground").first.click()
    aside = page.locator(".st-key-under_way").get_by_test_id("stProgress")
    expect(aside).to_contain_text("epoch", timeout=TIMEOUT)
    expect(page).not_to_have_url(re.compile("model="), timeout=TIMEOUT)
    page.reload()
    expect(aside).to_contain_text("epoch", timeout=TIMEOUT)
    page.get_by_role("link", name="See it on the Train page").click()
    screen.press("Stop and keep")
    expect(screen.progress).to_have_count(0, timeout=TRAINING)
    page.get_by_role("link", name="Playground").first.click()
    verdict = Playground(page).verdict
    expect(verdict).to_contain_text("score", timeout=TIMEOUT)
    page.reload()
    expect(verdict).to_contain_text("score", timeout=TIMEOUT)
    expect(page.locator(".st-key-under_way")).to_have_count(0)


def test_a_pause_outlives_a_page_that_is_loaded_again(screen: TrainScreen) -> None:
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch \d+ of")
    screen.press("Pause")
    screen.wait_for_epoch("Paused (in|after) epoch")
    screen.page.reload()
    screen.wait_for_epoch("Paused (in|after) epoch")
    screen.press("Stop and keep")


@pytest.fixture
def own(own_page: Page, tmp_path: Path) -> Iterator[OwnServer]:
    """The screen of a server that a test may kill, with 7s and 200 epochs chosen in the form."""
    server, address = start_app(tmp_path)
    screen = TrainScreen(own_page).open(address)  # a page whose console may complain
    screen.settle_seed(1)
    screen.digits.tap(7)
    settle(own_page)
    screen.slide("Epochs", "End")
    own = OwnServer(server, address, screen)
    yield own
    own.server.kill()
    own.server.wait()


def test_a_killed_worker_and_then_a_killed_server_leave_the_form_as_it_is(
    own: OwnServer, tmp_path: Path
) -> None:
    page, port = own.screen.page, int(own.address.rpartition(":")[2])
    for _ in range(2):
        own.screen.press("Train")
        own.screen.wait_for_epoch(r"epoch \d+ of")
        for worker in workers_of(own.server.pid):
            os.kill(worker, signal.SIGKILL)
        expect(page.get_by_text("has ended unexpectedly")).to_be_visible(timeout=TIMEOUT)
        own.expect_form()
    with page.expect_event("websocket", timeout=TIMEOUT):
        own.server.kill()
        own.server.wait()
        own.server, _ = start_app(tmp_path, port=port)
    expect(page.get_by_test_id("stConnectionStatus")).to_be_hidden(timeout=TIMEOUT)
    settle(page, 1500, TIMEOUT)
    own.expect_form()


def test_another_training_ends_the_one_before_and_keeps_it(screen: TrainScreen) -> None:
    screen.slow_motion()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch ([2-9]|\d\d+) of")
    screen.press("Pause")
    screen.wait_for_epoch("Paused in epoch")
    latent = screen.page.get_by_role("slider", name="Latent size")
    latent.focus()
    latent.press("Home")
    expect(screen.page.get_by_text("This training goes on")).to_be_visible(timeout=TIMEOUT)
    settle(screen.page)  # the sentence moves what is below it
    screen.press("Stop, and train this")
    screen.slow_motion()
    screen.wait_for_result()
    expect(screen.page.get_by_text(re.compile("epochs: (8|100)\\."))).to_be_visible()
    screen.page.get_by_role("link", name="Compare runs").click()
    sides = screen.page.get_by_role("combobox")
    expect(sides.first).to_have_value(re.compile("Latent size 1"), timeout=TIMEOUT)
    expect(sides.last).to_have_value(re.compile("of (8|100), stopped"))
