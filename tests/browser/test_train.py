"""Watching a network learn, in a real browser."""

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from anomaly.cli.main import main
from anomaly.data.mnist import find_mnist
from tests.support.app import TIMEOUT, TRAINING, Playground, TrainScreen, settle
from tests.support.server import start_app, workers_of

RECIPES = "[class*=st-key-plan_autoencoder_recipe]"
seeds = count(100)  # each test trains what no other has


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


@pytest.fixture
def screen(page: Page, address: str) -> TrainScreen:
    screen = TrainScreen(page).open(address)
    screen.settle_seed(next(seeds))
    return screen


def test_the_auroc_at_the_end_is_the_command_lines(
    page: Page, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = TrainScreen(page).open(address)
    screen.settle_seed(3)
    screen.press("Train")
    screen.wait_for_result()
    data = "generated" if find_mnist()[0] is None else "mnist"
    assert main(["evaluate", "--anomaly", "9", "--seed", "3", "--data", data, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert screen.auroc() == pytest.approx(answer["auroc"], abs=0.002)


def test_the_epochs_can_be_gone_back_through(screen: TrainScreen) -> None:
    screen.press("Train")
    screen.wait_for_result()
    last = screen.pictures(), screen.auroc()
    screen.epochs.focus()
    screen.epochs.press("Home")
    expect(screen.epochs).to_have_attribute("aria-valuetext", re.compile("^1 of "))
    screen.page.wait_for_function(
        "before => document.querySelector('[data-auroc]').dataset.auroc !== before",
        arg=f"{last[1]:.6f}",
    )
    assert screen.pictures() != last[0]
    screen.epochs.press("End")
    screen.page.wait_for_function(
        "before => document.querySelector('[data-auroc]').dataset.auroc === before",
        arg=f"{last[1]:.6f}",
    )
    assert screen.pictures() == last[0]


def test_a_training_can_be_paused_stepped_and_stopped(screen: TrainScreen) -> None:
    screen.slide("Least updates", "Home")  # few epochs, so that each takes seconds
    screen.slow_motion()
    screen.press("Train")
    screen.wait_for_epoch("epoch 1 of")
    screen.press("Pause")
    screen.wait_for_epoch(r"Paused in epoch \d+ of")
    before = screen.progress.inner_text()
    (epoch,) = map(int, re.findall(r"epoch (\d+) of", before))
    screen.page.wait_for_timeout(1500)
    assert screen.progress.inner_text() == before
    screen.slow_motion()
    screen.press("One epoch")
    expect(screen.page.locator("[data-auroc]")).to_be_visible(timeout=TRAINING)
    screen.wait_for_epoch(f"Paused after epoch {epoch} of")
    screen.press("One epoch")
    screen.wait_for_epoch(f"Paused after epoch {epoch + 1} of")
    screen.press("Stop and keep")
    screen.wait_for_result()
    last = f"{epoch + 1} of {epoch + 1}"
    expect(screen.epochs).to_have_attribute("aria-valuetext", last, timeout=TIMEOUT)
    screen.page.get_by_role("link", name="Playground").first.click()
    # The warning that so short a training collapsed begins with the same word.
    model = screen.page.get_by_text(re.compile("^Model: .*, stopped"))
    expect(model).to_be_visible(timeout=TIMEOUT)
    screen.page.get_by_role("button", name="Back to the default recipe").click()
    expect(model).to_be_hidden(timeout=TIMEOUT)


def test_two_people_who_ask_for_the_same_training_watch_one(
    screen: TrainScreen, another: Page, address: str
) -> None:
    second = TrainScreen(another).open(address)
    second.settle_seed(screen.seed())
    for one in (screen, second):
        one.hold()
    for one in (screen, second):
        one.press("Train")
    company = [one.page.get_by_text("1 more watch this training") for one in (screen, second)]
    for sentence in company:
        expect(sentence).to_be_visible(timeout=TIMEOUT)
    second.press("Leave")
    expect(company[0]).to_be_hidden(timeout=TIMEOUT)
    screen.wait_for_epoch(r"epoch ([3-9]|\d\d+) of")  # two to go back through
    screen.press("Stop and keep")
    screen.wait_for_result()


def test_a_page_loaded_again_finds_its_training_again(screen: TrainScreen) -> None:
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch("epoch 1 of")
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
    screen.press("Stop, and train this")
    screen.slow_motion()
    screen.wait_for_result()
    expect(screen.page.get_by_text(re.compile("epochs: (8|100)\\."))).to_be_visible()
    screen.page.get_by_role("link", name="Compare runs").click()
    sides = screen.page.get_by_role("combobox")
    expect(sides.first).to_have_value(re.compile("Latent size 1"), timeout=TIMEOUT)
    expect(sides.last).to_have_value(re.compile("of (8|100), stopped"))


def test_what_cannot_be_trained_is_said_beside_the_button(screen: TrainScreen) -> None:
    screen.digits.take_several()
    screen.digits.tap(1)
    controls = screen.page.locator(".st-key-train_controls")
    expect(controls.get_by_text("No digit is chosen as normal")).to_be_visible(timeout=TIMEOUT)
    expect(controls.get_by_role("button").first).to_be_disabled()


def test_the_learners_own_drawing_is_watched(screen: TrainScreen) -> None:
    figures = screen.page.locator(".st-key-epoch_pictures figure")
    expect(figures).to_have_count(6, timeout=TIMEOUT)
    screen.page.get_by_text("Your drawing").click()
    Playground(screen.page).draw_here([(0.3, 0.2), (0.7, 0.8)])
    expect(figures).to_have_count(7, timeout=TIMEOUT)
    expect(figures.first).to_contain_text("yours")
    screen.press("Train")
    screen.wait_for_result()
    expect(figures).to_have_count(7)


def test_a_trained_model_is_the_one_in_use_and_in_the_link(
    screen: TrainScreen, another: Page
) -> None:
    screen.slide("Latent size", "Home")
    screen.press("Train")
    screen.wait_for_result()
    screen.page.get_by_role("link", name="Playground").first.click()
    expect(screen.page.get_by_text("Latent size 1")).to_be_visible(timeout=TIMEOUT)
    screen.page.wait_for_url(re.compile("model="))
    Playground(another).open(screen.page.url)
    expect(another.get_by_text("Latent size 1")).to_be_visible(timeout=TIMEOUT)


def test_runs_are_compared_downloaded_uploaded_and_deleted(
    screen: TrainScreen, tmp_path: Path
) -> None:
    page = screen.page
    screen.slide("Latent size", "Home")
    screen.press("Train")
    screen.wait_for_result()
    page.get_by_role("link", name="Compare runs").click()
    pictures = page.locator("[class*=st-key-run_picture] figure")
    expect(pictures).to_have_count(2, timeout=TIMEOUT)
    verdicts = page.locator(".run-verdict")
    expect(verdicts).to_have_count(2)
    with page.expect_download() as download:
        page.locator(".st-key-model_0 button").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    page.get_by_test_id("stFileUploaderDropzone").locator("input").set_input_files(path)
    left = page.get_by_role("combobox", name="Left")
    expect(left).to_have_value(re.compile("uploaded"), timeout=TIMEOUT)
    page.get_by_role("button", name="Delete").first.click()
    page.get_by_role("button", name="Delete it").click()
    expect(left).not_to_have_value(re.compile("uploaded"), timeout=TIMEOUT)
    path.write_text("a text file")
    page.get_by_test_id("stFileUploaderDropzone").locator("input").set_input_files(path)
    expect(page.get_by_text("it was not taken")).to_be_visible(timeout=TIMEOUT)


def test_settings_turned_quickly_hold_and_outlive_a_visit_elsewhere(screen: TrainScreen) -> None:
    page = screen.page
    screen.digits.take_several()
    for label in (0, 2, 3):
        screen.digits.tap(label)
    screen.slide("Epochs", "End")
    screen.slide("Latent size", "Home")

    def expect_all() -> None:
        expect(screen.digits.chosen).to_have_text(["0", "1", "2", "3"])
        for name, value in {"Epochs": "200", "Latent size": "1"}.items():
            handle = page.get_by_role("slider", name=name)
            expect(handle).to_have_attribute("aria-valuetext", value, timeout=TIMEOUT)

    expect_all()
    page.get_by_role("link", name="Playground").first.click()
    Playground(page).verdict_starts("Anomaly")
    page.get_by_role("link", name="Train").click()
    expect(page.get_by_text("The settings changed")).to_be_visible(timeout=TIMEOUT)
    expect_all()


def test_the_slider_shows_how_many_epochs_there_will_be(screen: TrainScreen) -> None:
    usual = screen.shown("Epochs")
    screen.slide("Normal training digits", "Home")  # one, whose epochs have a single update
    assert screen.shown("Epochs") == "700"
    screen.slow_motion()
    screen.press("Train")
    screen.wait_for_epoch("of 700")
    screen.press("Stop and keep")
    screen.wait_for_result()
    screen.slide("Normal training digits", "End")
    assert screen.shown("Epochs") == usual
    screen.slide("Least updates", "Home")
    assert screen.shown("Epochs") == "8"


def test_a_recipe_is_chosen_among_all_and_none_is_marked_once_a_setting_changed(
    screen: TrainScreen,
) -> None:
    def expect_chosen(*names: str) -> None:
        chosen = screen.page.locator(f"{RECIPES} [aria-checked=true]")
        expect(chosen).to_have_text(list(names), timeout=TIMEOUT)

    recipes = screen.page.locator(f"{RECIPES} [role=radio]")
    expect(recipes).to_have_text(["Default", "Article", "Squared", "By ink"])
    expect_chosen("Default")
    recipes.nth(1).click()
    expect_chosen("Article")
    expect(screen.setting("Epochs")).to_have_attribute("aria-valuetext", "10", timeout=TIMEOUT)
    screen.slide("Latent size", "Home")
    expect_chosen()
    recipes.first.click()
    expect_chosen("Default")
    expect(screen.setting("Epochs")).not_to_have_attribute("aria-valuetext", "10")


@pytest.mark.parametrize("width", [390, 1280])
def test_recipes_stand_in_one_line(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    TrainScreen(page).open(address)
    boxes = [button.bounding_box() for button in page.locator(f"{RECIPES} [role=radio]").all()]
    whole = page.locator(RECIPES).bounding_box()
    assert whole is not None
    assert len({box["y"] for box in boxes if box is not None}) == 1
    assert boxes[-1] is not None
    assert boxes[-1]["x"] + boxes[-1]["width"] <= whole["x"] + whole["width"] + 1


def test_on_a_phone_the_choice_and_the_button_are_in_view_together(
    phone: Page, address: str
) -> None:
    screen = TrainScreen(phone).open(address)
    chosen = [screen.digits.digit(0), phone.locator(RECIPES), screen.button("Train").first]
    sliders = [phone.get_by_role("slider", name=name) for name in ("Latent size", "Epochs")]
    tops = []
    for part in (*chosen, *sliders, phone.locator(".st-key-epoch_pictures")):
        box = part.bounding_box()
        assert box is not None
        tops.append(box["y"])
        assert box["y"] + min(box["height"], 60) <= 844
    assert tops[:3] == sorted(tops[:3])
    assert tops[-1] == max(tops)


def test_in_slow_motion_a_long_training_takes_no_longer_than_a_short_one(
    screen: TrainScreen,
) -> None:
    screen.slow_motion()
    screen.press("Train")
    screen.wait_for_epoch(r"epoch [3-9] of \d+, \d\d? s left")  # so that there are two to keep
    left = re.search(r"(\d+) s left", screen.progress.inner_text())
    assert left is not None
    assert int(left[1]) <= 40
    screen.press("Stop and keep")
    screen.wait_for_result()


def test_a_page_loaded_again_elsewhere_finds_its_training_too(screen: TrainScreen) -> None:
    screen.hold()
    screen.press("Train")
    screen.wait_for_epoch("epoch 1 of")
    page = screen.page
    page.get_by_role("link", name="Playground").first.click()
    aside = page.locator(".st-key-under_way").get_by_test_id("stProgress")
    expect(aside).to_contain_text("epoch", timeout=TIMEOUT)
    assert "model=" not in page.url
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
    screen.wait_for_epoch("epoch 1 of")
    screen.press("Pause")
    screen.wait_for_epoch("Paused (in|after) epoch")
    screen.page.reload()
    screen.wait_for_epoch("Paused (in|after) epoch")
    screen.press("Stop and keep")


@pytest.fixture
def own(browser: Browser, tmp_path: Path) -> Iterator[OwnServer]:
    """The screen of a server that a test may kill, with 7s and 200 epochs chosen in the form."""
    server, address = start_app(tmp_path)
    page = browser.new_page(viewport={"width": 1280, "height": 720})  # its console complains
    screen = TrainScreen(page).open(address)
    screen.settle_seed(1)
    screen.digits.tap(7)
    settle(page)
    screen.slide("Epochs", "End")
    own = OwnServer(server, address, screen)
    yield own
    own.server.kill()
    own.server.wait()
    page.close()


def test_a_killed_worker_leaves_the_form_as_it_is(own: OwnServer) -> None:
    for _ in range(2):
        own.screen.press("Train")
        own.screen.wait_for_epoch(r"epoch \d+ of")
        for worker in workers_of(own.server.pid):
            os.kill(worker, signal.SIGKILL)
        ended = own.screen.page.get_by_text("has ended unexpectedly")
        expect(ended).to_be_visible(timeout=TIMEOUT)
        own.expect_form()


def test_a_server_killed_and_started_again_finds_the_form_as_it_was(
    own: OwnServer, tmp_path: Path
) -> None:
    own.server.kill()
    own.server.wait()
    port = int(own.address.rpartition(":")[2])
    own.server, _ = start_app(tmp_path, port=port)
    page = own.screen.page
    with page.expect_event("websocket", timeout=TIMEOUT):
        pass
    expect(page.get_by_test_id("stConnectionStatus")).to_be_hidden(timeout=TIMEOUT)
    settle(page, 1500, TIMEOUT)
    own.expect_form()


def test_what_is_asked_for_next_is_not_lost_when_a_training_ends(screen: TrainScreen) -> None:
    screen.press("Train")
    screen.slide("Latent size", "Home")
    screen.wait_for_result()
    latent = screen.page.get_by_role("slider", name="Latent size")
    expect(latent).to_have_attribute("aria-valuetext", "1")
    expect(screen.page.get_by_text("The settings changed")).to_be_visible(timeout=TIMEOUT)
