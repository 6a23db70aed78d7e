"""The same training on the Train screen, live pictures on, and on the command line.

    python tests/benchmarks/training_screen.py

The screen's time runs from the click to the result on the page, the command line's from the start
of the program to its end. What the program takes to start, a server has behind it, so the ratio of
a long training tells more than that of a short one.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from anomaly.data.mnist import find_mnist
from tests.support.app import TrainScreen, running_browser
from tests.support.server import PROJECT, running_app

EPOCHS = {8: (), 50: ("ArrowRight",) * 5}  # and the keys that choose them on the screen
LONG = 600_000  # milliseconds


def on_command_line(epochs: int, seed: int, folder: Path) -> float:
    """Return the seconds that `python -m anomaly train` takes."""
    data = "generated" if find_mnist()[0] is None else "mnist"
    start = time.perf_counter()
    subprocess.run(
        [
            *(sys.executable, "-m", "anomaly", "train", "--data", data, "--seed", str(seed)),
            *("--set", f"epochs={epochs}", "--folder", str(folder)),
        ],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def on_screen(page: Page, address: str, epochs: int, seed: int) -> float:
    """Return the seconds from the click to the result on the page."""
    screen = TrainScreen(page).open(address)
    screen.settle_seed(seed)
    if EPOCHS[epochs]:
        screen.slide("Epochs", *EPOCHS[epochs])
    screen.press("Train")
    start = time.perf_counter()
    expect(screen.progress).to_be_visible()
    expect(screen.epochs).to_be_visible(timeout=LONG)
    took = time.perf_counter() - start
    expect(screen.epochs).to_have_attribute("aria-valuetext", f"{epochs} of {epochs}")
    return took


def main() -> None:
    """Train in turns here and there and print the seconds and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    answer = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as address,
        running_browser() as browser,
    ):
        for epochs in EPOCHS:
            there, here = [], []
            for seed in range(1, options.repeats + 1):
                there.append(on_command_line(epochs, seed, Path(folder) / "there"))
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                here.append(on_screen(page, address, epochs, seed))
                page.close()
            seconds = {"cli_s": statistics.median(there), "app_s": statistics.median(here)}
            ratio = seconds["app_s"] / seconds["cli_s"]
            answer[str(epochs)] = {"ratio": round(ratio, 2)} | {
                name: round(value, 1) for name, value in seconds.items()
            }
            print(
                f"{epochs:3} epochs: {seconds['app_s']:6.1f} s on the screen, "
                f"{seconds['cli_s']:6.1f} s on the command line, ratio {ratio:.2f}"
            )
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
