"""A running app and a real browser, for tests and benchmarks alike."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

PROJECT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
Stroke = Sequence[tuple[float, float]]
PATIENCE = 20_000  # milliseconds; a loaded machine trains and answers slowly


def find_chromium() -> str | None:
    """Return the browser the tests drive: ``$CHROMIUM``, or the system's."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def running_app(folder: Path, script: str = "app.py", **environment: str) -> Iterator[str]:
    """Start the app with its models in `folder` and give its address until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ
        | {"ANOMALY_MODELS": str(folder / "models"), "MNIST_MIRROR": "http://127.0.0.1:9/"}
        | environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://localhost:{port}"
    try:
        _wait_until_healthy(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait_until_healthy(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the app ended at once")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not start")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


class Playground:
    """The main screen as a person meets it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.verdict = page.locator(".st-key-verdict")
        self.canvas = page.locator(".st-key-canvas canvas").last

    def open(self, address: str) -> "Playground":
        self.page.goto(address)
        expect(self.verdict).to_contain_text("score", timeout=PATIENCE)
        return self

    def verdict_starts(self, word: str) -> None:
        """Wait until the verdict begins with `word`."""
        self.page.wait_for_function(
            "word => document.querySelector('.st-key-verdict')?.innerText.trim().startsWith(word)",
            arg=word,
            timeout=PATIENCE,
        )

    def _points(self, stroke: Stroke) -> list[tuple[float, float]]:
        """Open the canvas and return a stroke's points on the page."""
        tab = self.page.get_by_role("tab", name="Draw")
        while tab.get_attribute("aria-selected") != "true":  # a page just redrawn loses a click
            tab.click()
            self.page.wait_for_timeout(300)
        expect(self.canvas).to_be_visible(timeout=PATIENCE)
        box = self.canvas.bounding_box(timeout=PATIENCE)
        assert box is not None
        return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]

    def draw(self, *strokes: Stroke) -> None:
        """Draw strokes with the mouse, given as points in shares of the canvas' side."""
        mouse = self.page.mouse
        for stroke in strokes:
            points = self._points(stroke)
            mouse.move(*points[0])
            mouse.down()
            for point in points[1:]:
                mouse.move(*point, steps=4)
            mouse.up()

    def touch(self, stroke: Stroke) -> None:
        """Draw a stroke with a finger."""
        finger = self.page.context.new_cdp_session(self.page)
        points = self._points(stroke)
        for kind, (x, y) in zip(["touchStart"] + ["touchMove"] * len(points), points, strict=False):
            touch = {"type": kind, "touchPoints": [{"x": x, "y": y}]}
            finger.send("Input.dispatchTouchEvent", touch)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def clear(self) -> None:
        self.page.get_by_role("button", name="Clear").click()

    def samples(self) -> Locator:
        """Open the samples and return the tiles of the grid."""
        self.page.get_by_role("tab", name="Samples").click()
        return self.page.locator(".st-key-samples .grid button")

    def threshold(self) -> Locator:
        return self.page.locator(".st-key-threshold .scores-slider")

    def line_at(self) -> float:
        """Return the threshold the line stands at."""
        return float(self.threshold().get_attribute("aria-valuenow", timeout=PATIENCE) or "nan")

    def counts(self) -> dict[str, int]:
        """Return the confusion matrix as it stands beside the histogram."""
        counts: dict[str, int] = self.page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('.scores-counts td.right,"
            " .scores-counts td.wrong')].map(cell => [cell.classList[0], +cell.dataset.count]))"
        )
        return counts

    def grasp_line(self) -> tuple[float, float, float]:
        """Press the mouse on the line; return the plot's left end, width and middle height."""
        self.page.locator(".scores-plot .line").wait_for(timeout=PATIENCE)
        plot = self.page.locator(".scores-plot").bounding_box()
        line = self.page.locator(".scores-plot .line line").bounding_box()
        assert plot is not None
        assert line is not None
        height = plot["y"] + plot["height"] / 2
        self.page.mouse.move(line["x"] + line["width"] / 2, height)
        self.page.mouse.down()
        return plot["x"], plot["width"], height
