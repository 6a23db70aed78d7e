"""The tables of trained models, and two of them on one digit, in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from anomaly.data.digits import load_generated
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from tests.support.app import TIMEOUT, Playground, settle, settled_boxes
from tests.support.server import running_app


@pytest.fixture(scope="module")
def own() -> TrainedDetector:
    return train_detector(TrainingPlan("pca", settings={"components": 3}), load_generated())


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, own: TrainedDetector) -> Iterator[str]:
    """The address of an app with a model of its own, and an uploaded one."""
    folder = tmp_path_factory.mktemp("shelf")
    for run in (own, replace(own, uploaded_as="u" + 15 * "a", source="mnist")):
        store.save(run, folder / "models")
    with running_app(folder) as address:
        yield address


def test_the_list_begins_with_what_was_trained_here(page: Page, shelf: str) -> None:
    page.goto(f"{shelf}/runs")
    captions = page.get_by_text(re.compile("^Measured on"))
    expect(captions.filter(visible=True)).to_have_count(1, timeout=TIMEOUT)
    expect(page.get_by_role("combobox", name="Left")).to_have_value(re.compile("Components 3"))
    ready = page.get_by_text("Models for 1s that came ready trained")
    below, above = settled_boxes(ready, captions.first)
    assert below["y"] > above["y"]
    ready.click()
    expect(captions.filter(visible=True)).to_have_count(2, timeout=TIMEOUT)


def test_what_is_used_is_opened_in_the_playground(page: Page, shelf: str) -> None:
    page.goto(f"{shelf}/runs")
    page.locator(".st-key-use_0 button").click(timeout=TIMEOUT)
    expect(page.get_by_text(re.compile("^Model: .*Components 3"))).to_be_visible(timeout=TIMEOUT)
    expect(Playground(page).verdict).to_contain_text("score")
    page.get_by_role("link", name="Compare runs").click()
    expect(page.locator(".st-key-use_0")).to_contain_text("In use", timeout=TIMEOUT)


def test_after_an_unreadable_upload_no_picture_is_spoken_of(
    page: Page, shelf: str, tmp_path: Path
) -> None:
    file = tmp_path / "text.png"
    file.write_text("no picture")
    Playground(page).open(shelf)
    page.get_by_role("tab", name="Upload").click()
    upload = page.locator(".st-key-upload").get_by_test_id("stFileUploaderDropzone")
    upload.locator("input").set_input_files(file)
    Playground(page).verdict_starts("No")
    settle(page)
    page.get_by_role("link", name="Compare runs").click()
    expect(page.get_by_text("Until there is something to judge")).to_be_visible(timeout=TIMEOUT)
    expect(page.get_by_text("Your picture")).to_have_count(0)
    expect(page.locator(".run-verdict")).to_have_count(0)
