"""Watching a network learn, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from anomaly.cli.main import main
from anomaly.data.mnist import find_mnist
from tests.support.app import TIMEOUT, TRAINING, Playground, TrainScreen, settle


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
    screen.wait_for_epoch(r"epoch \d+ of")
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
    company = [one.page.get_by_text("1 more watching this training") for one in (screen, second)]
    for sentence in company:
        expect(sentence).to_be_visible(timeout=TIMEOUT)
    second.press("Leave")
    expect(company[0]).to_be_hidden(timeout=TIMEOUT)
    screen.wait_for_epoch(r"epoch ([3-9]|\d\d+) of")  # two to go back through
    screen.press("Stop and keep")
    screen.wait_for_result()


def test_the_learners_own_drawing_is_watched(screen: TrainScreen) -> None:
    figures = screen.page.locator(".st-key-epoch_pictures figure")
    expect(figures).to_have_count(6, timeout=TIMEOUT)
    screen.page.get_by_text("Your drawing").click()
    settle(screen.page)  # what appears above the canvas moves it
    Playground(screen.page).draw_here([(0.3, 0.2), (0.7, 0.8)])
    expect(figures).to_have_count(7, timeout=TIMEOUT)
    expect(figures.first).to_contain_text("yours")
    screen.shorten()
    screen.press("Train")
    screen.wait_for_result()
    expect(figures).to_have_count(7)


def test_a_trained_model_is_the_one_in_use_and_in_the_link(
    screen: TrainScreen, another: Page
) -> None:
    screen.slide("Latent size", "Home")
    screen.shorten()
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
    screen.shorten()
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
