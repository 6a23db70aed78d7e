"""The package as it is installed from a wheel, away from the checkout."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from anomaly.paths import PROJECT
from anomaly.serving.process import free_port
from tests.support.app import TIMEOUT
from tests.support.server import wait_until_healthy

PRIMARY = "rgb(116, 66, 186)"  # of .streamlit/config.toml
NOT_PYTHON = [path for path in (PROJECT / "anomaly").rglob("*") if path.suffix in (".css", ".js")]
ASSETS = ("icon.svg", "digits-train.png", "digits-test.png", "complexity.json", "lesson", "models")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds what the wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.fixture
def environment(installed: Path, tmp_path: Path) -> dict[str, str]:
    """Return the environment of a person who keeps their data in a folder of the test's."""
    own = {
        "PYTHONPATH": str(installed),
        "XDG_DATA_HOME": str(tmp_path / "user"),
        "LOCALAPPDATA": str(tmp_path / "user"),
        "HOME": str(tmp_path / "user"),
        "MNIST_MIRROR": "http://127.0.0.1:9/",
    }
    dropped = ("ANOMALY_MODELS", "ANOMALY_DATA", "MNIST_ROOT")
    return {name: value for name, value in os.environ.items() if name not in dropped} | own


def test_it_holds_all_that_the_program_needs(installed: Path) -> None:
    package = installed / "anomaly"
    for path in NOT_PYTHON:
        assert (installed / path.relative_to(PROJECT)).is_file()
    assert all((package / name).is_file() for name in ("py.typed", "__init__.pyi"))
    assert all((package / "bundled" / "assets" / name).exists() for name in ASSETS)
    assert {path.name for path in installed.iterdir() if path.suffix == ""} == {"anomaly"}


def test_a_command_runs_in_any_folder_and_keeps_what_it_writes_in_the_users(
    environment: dict[str, str], tmp_path: Path
) -> None:
    command = ["train", "--detector", "pca", "--data", "generated", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "anomaly", *command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(json.loads(done.stdout)["file"]).is_relative_to(tmp_path / "user")


def test_the_app_starts_in_any_folder_with_its_theme(
    environment: dict[str, str], tmp_path: Path, browser: Browser
) -> None:
    port = free_port()
    with (tmp_path / "server.log").open("w") as log:
        command = [sys.executable, "-m", "anomaly", "app", "--port", str(port)]
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        wait_until_healthy(port, server)
        page = browser.new_page()
        page.goto(f"http://localhost:{port}")
        verdict = page.locator("p.verdict", has_text=re.compile("score .* the line"))
        expect(verdict).to_be_visible(timeout=TIMEOUT)
        expect(page.get_by_role("tab", name="Draw")).to_have_css("color", PRIMARY)
        page.close()
    finally:
        server.terminate()
        server.wait(20)
