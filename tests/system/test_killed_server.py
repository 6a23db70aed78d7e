"""Killing a server that trains for somebody, and starting it again."""

import random
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from anomaly.storage import store
from anomaly.storage.checkpoints import FORMAT
from anomaly.tensor_file import read_tensors
from tests.support.app import TIMEOUT, TrainScreen
from tests.support.server import start_app, workers_of

KILLS = 20
LONGEST = 1.3  # of the time that a training takes undisturbed


def trains(server: int) -> list[Path]:
    """Return the folders under /proc of the processes that train for a server."""
    return [Path("/proc") / str(process) for process in workers_of(server)]


def runs(process: Path) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def begin(
    browser: Browser, folder: Path, seed: int
) -> tuple["subprocess.Popen[bytes]", TrainScreen]:
    """Start a server and press Train."""
    server, address = start_app(folder)
    screen = TrainScreen(browser.new_page()).open(address)
    screen.settle_seed(seed)
    screen.press("Train")
    expect(screen.progress).to_be_visible(timeout=TIMEOUT)
    return server, screen


def kill(server: "subprocess.Popen[bytes]") -> None:
    """Kill a server and wait until what trained for it has ended, too."""
    training = trains(server.pid)
    assert len(training) == 1
    server.kill()
    server.wait()
    end = time.monotonic() + 10
    while any(map(runs, training)):
        assert time.monotonic() < end, "it trains on for nobody"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_server_killed_during_training_leaves_whole_models_or_none(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANOMALY_MODELS", str(tmp_path / "models"))
    moments = random.Random(0)
    server, screen = begin(browser, tmp_path, 1000)
    start = time.monotonic()
    screen.wait_for_result()
    whole = time.monotonic() - start
    kill(server)
    for seed in range(1001, 1001 + KILLS):
        server, screen = begin(browser, tmp_path, seed)
        time.sleep(moments.uniform(0, LONGEST * whole))
        kill(server)
        screen.page.close()
        for path in store.list_files():
            store.load(path)
        for path in (tmp_path / "models").glob("epochs/[!.]*"):
            read_tensors(path, FORMAT)
    trained = len(list((tmp_path / "models").glob("autoencoder*.safetensors")))
    assert 1 < trained <= KILLS  # some moments came before the end, some after it
    server, address = start_app(tmp_path)
    page = browser.new_page()
    page.goto(f"{address}/runs")
    expect(page.locator(".run-verdict").first).to_be_visible(timeout=TIMEOUT)
    expect(page.get_by_text("Passed over")).to_have_count(0)
    page.close()
    server.terminate()
    server.wait(20)
