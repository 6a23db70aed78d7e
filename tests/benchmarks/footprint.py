"""Memory and time of the app to start, to open and to stand idle, beside one of ten lines.

    python tests/benchmarks/footprint.py [--json]

The other app imports torch and shows a text (floor_page.py). Both are measured in one run with one
browser, one after the other, and nothing else should run meanwhile.

| figure                           | what it is                                                   |
| -------------------------------- | ------------------------------------------------------------ |
| help_cpu_s                       | CPU seconds of ``python -m anomaly --help``, median of 5     |
| cold_start_s, floor_start_s      | seconds from the command to the first verdict or text        |
| page_ms, floor_page_ms           | the same from a warm server in a fresh browser context       |
| idle_mb, floor_mb                | proportional set size of all processes of the server after   |
|                                  | one page was opened, used and closed, once the training      |
|                                  | process has gone                                             |
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.app import TIMEOUT, Playground, TrainScreen, running_browser
from tests.support.gauge import Gauge
from tests.support.server import PROJECT, start_app

VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
FLOOR = "tests/benchmarks/floor_page.py"
STROKE = [(0.3, 0.25), (0.7, 0.25), (0.45, 0.85)]
SEED = 999_999  # of a detector that nobody has trained
SETTLING = 30.0  # seconds until a server that was left has given memory back
GONE = 1200.0  # seconds within which an idle training process has to end


def wait_for_verdict(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('.st-key-verdict')?.innerText.includes('score')",
        timeout=TIMEOUT,
    )


def wait_for_text(page: Page) -> None:
    expect(page.get_by_text("The sum of nothing is 0.0.")).to_be_visible(timeout=TIMEOUT)


READY: dict[str, Callable[[Page], None]] = {"app.py": wait_for_verdict, FLOOR: wait_for_text}


def help_seconds() -> float:
    """Return the CPU seconds of the command line's help."""
    command = [sys.executable, "-m", "anomaly", "--help"]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("the help could not be printed")
    return usage.ru_utime + usage.ru_stime


@contextmanager
def opened(browser: Browser, script: str) -> Iterator[tuple[float, Page, str, Gauge]]:
    """Start a server and open its page; give the seconds that took, page, address and gauge."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        server, address = start_app(Path(folder), script)
        try:
            page.goto(address, wait_until="commit")
            READY[script](page)
            yield time.monotonic() - start, page, address, Gauge(server.pid)
        finally:
            context.close()
            server.terminate()
            server.wait(30)


def page_milliseconds(browser: Browser, script: str, address: str) -> float:
    """Return how long a page takes to open in a browser context that has nothing cached."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    start = time.monotonic()
    page.goto(address, wait_until="commit")
    READY[script](page)
    took = 1000 * (time.monotonic() - start)
    context.close()
    return took


def use(page: Page, address: str) -> None:
    """Draw a digit and train a detector, as a person would."""
    playground = Playground(page)
    playground.draw(STROKE)
    expect(page).to_have_url(re.compile("drawing="), timeout=TIMEOUT)
    screen = TrainScreen(page).open(address)
    screen.settle_seed(SEED)
    screen.press("Train")
    screen.wait_for_result()


def idle_megabytes(gauge: Gauge) -> float:
    """Return what a server takes that was left, once no process of it but the first is there."""
    until = time.monotonic() + GONE
    while len(gauge.processes()) > 1:
        if time.monotonic() > until:
            raise RuntimeError("the training process does not end")
        time.sleep(1.0)
    time.sleep(SETTLING)
    return gauge.megabytes()


def measure(browser: Browser, starts: int, pages: int) -> dict[str, float]:
    """Return the figures of both apps and their ratios."""
    seconds: dict[str, list[float]] = {script: [] for script in READY}
    warm: dict[str, float] = {}
    idle: dict[str, float] = {}
    for turn in range(starts):
        for script in READY:
            with opened(browser, script) as (took, page, address, gauge):
                seconds[script].append(took)
                if turn == 0:
                    if script != FLOOR:
                        use(page, address)
                    page.close()
                    idle[script] = idle_megabytes(gauge)
                elif turn == 1:
                    page.close()
                    times = [page_milliseconds(browser, script, address) for _ in range(pages)]
                    warm[script] = statistics.median(times)
    start = {script: statistics.median(values) for script, values in seconds.items()}
    ratios = {
        "idle": (idle, "idle_mb", "floor_mb"),
        "start": (start, "cold_start_s", "floor_start_s"),
        "page": (warm, "page_ms", "floor_page_ms"),
    }
    answer: dict[str, float] = {}
    for name, (values, own, floor) in ratios.items():
        answer |= {own: round(values["app.py"], 2), floor: round(values[FLOOR], 2)}
        answer[f"{name}_ratio"] = round(values["app.py"] / values[FLOOR], 2)
    return answer


def main() -> None:
    """Measure and print each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=3, help="cold starts of each, 2 or more")
    parser.add_argument("--pages", type=int, default=9, help="pages opened of each warm server")
    parser.add_argument("--json", action="store_true", help="print one JSON object alone")
    options = parser.parse_args()
    if options.starts < 2 or options.pages < 1:
        parser.error("--starts takes 2 or more, --pages 1 or more")
    answer = {"help_cpu_s": round(statistics.median(help_seconds() for _ in range(5)), 2)}
    with running_browser() as browser:
        answer |= measure(browser, options.starts, options.pages)
    if options.json:
        print(json.dumps(answer))
        return
    for name, value in answer.items():
        print(f"{name:14} {value:8.2f}")


if __name__ == "__main__":
    main()
