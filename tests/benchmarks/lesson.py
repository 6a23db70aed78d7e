"""The lesson's figures: frames a second while one drags, and how soon a step is there.

    python tests/benchmarks/lesson.py [--json]

In headless Chromium, on the app. Nothing else should run meanwhile.

| figure     | what it is                                                                          |
| ---------- | ----------------------------------------------------------------------------------- |
| fps        | of each step with a figure to drag: frames a second in which its canvas was painted |
|            | anew, while the mouse drags over it                                                 |
| page_s     | seconds from the address to a step with its figure, on a page that has seen the     |
|            | program before; the median of several                                               |
| playground | the same of the playground, to its verdict and its threshold                        |
| ratio      | of each step's to the playground's                                                  |
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from anomaly.ui.lesson.steps import STEPS
from tests.support.app import TIMEOUT, Playground, running_browser
from tests.support.server import running_app

VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
PATH = [(0.3, 0.4), (0.7, 0.6), (0.4, 0.7), (0.6, 0.3)]  # in shares of what is dragged
PLAYGROUND = "playground"
# Counts the frames in which any canvas was painted: a picture begins by clearing, or is all pixels.
COUNT_FRAMES = """
() => {
  const counted = (window.counted = { frames: 0, isPainted: false });
  const painting = CanvasRenderingContext2D.prototype;
  for (const name of ["clearRect", "putImageData"]) {
    const paint = painting[name];
    painting[name] = function (...all) {
      counted.isPainted = true;
      return paint.apply(this, all);
    };
  }
  const look = () => {
    if (counted.isPainted) counted.frames += 1;
    counted.isPainted = false;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


def prepare_sheet(page: Page) -> Locator:
    """Return the roll, which is there from the beginning."""
    return page.locator(".lesson-thin_sheet canvas")


def prepare_squeeze(page: Page) -> Locator:
    """Have the network learn, and return the plane with the point to drag."""
    figure = page.locator(".lesson-squeeze")
    figure.locator(".squeeze-panel > button").click()
    page.locator(".lesson-choices button").first.click()
    expect(figure.locator(".squeeze-told")).to_contain_text("normal", timeout=TIMEOUT)
    return figure.locator("canvas")


def prepare_map(page: Page) -> Locator:
    """Open the map of codes of the article's network, and return it with its ring to drag."""
    figure = page.locator(".lesson-layers")
    figure.get_by_role("tab").last.click()
    expect(figure.locator(".latent-made small")).not_to_be_empty(timeout=TIMEOUT)
    return figure.locator(".latent-board > canvas")


def prepare_line(page: Page) -> Locator:
    """Have the labels shown, and return the histogram with the line."""
    figure = page.locator(".lesson-line")
    page.locator(".lesson-choices button").first.click()
    figure.locator(".cost-curve").wait_for(timeout=TIMEOUT)
    return figure.locator(".line-plot")


# Returns what is dragged of a step that has just been opened.
FIGURES: dict[str, Callable[[Page], Locator]] = {
    "thin_sheet": prepare_sheet,
    "squeeze": prepare_squeeze,
    "layers": prepare_map,
    "line": prepare_line,
}


def path_of(name: str) -> str:
    """Return the path of a step, or of the playground."""
    if name == PLAYGROUND:
        return "/"
    number = next(number for number, step in enumerate(STEPS, 1) if step.name == name)
    return f"/learn?step={number}"


def open_page(page: Page, address: str, name: str) -> float:
    """Open a step or the playground; return how many seconds that took."""
    start = time.perf_counter()
    page.goto(address + path_of(name))
    if name == PLAYGROUND:
        expect(Playground(page).verdict).to_contain_text("score", timeout=TIMEOUT)
        page.locator(".scores-plot .line").wait_for(timeout=TIMEOUT)
    else:
        page.locator(f".lesson-{name} > *").first.wait_for(timeout=TIMEOUT)
    return time.perf_counter() - start


def drag(page: Page, dragged: Locator, seconds: float) -> float:
    """Drag to and fro for some seconds; return the frames painted a second."""
    dragged.scroll_into_view_if_needed()
    box = dragged.bounding_box()
    assert box is not None
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in PATH]
    page.mouse.move(*points[-1])
    page.mouse.down()
    before = page.evaluate("() => window.counted.frames")
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for point in points:
            page.mouse.move(*point, steps=20)
    elapsed = time.perf_counter() - start
    frames = page.evaluate("() => window.counted.frames") - before
    page.mouse.up()
    return float(frames / elapsed)


def measure_pages(browser: Browser, address: str, repeats: int) -> dict[str, float]:
    """Return the median seconds until each step and the playground are there, by turns."""
    page = browser.new_page(viewport=VIEWPORT)
    names = [PLAYGROUND, *(step.name for step in STEPS)]
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(repeats + 1):  # the first fills the browser's caches
        for name in names:
            taken = open_page(page, address, name)
            if turn > 0:
                seconds[name].append(taken)
    page.close()
    return {name: statistics.median(each) for name, each in seconds.items()}


def measure_frames(browser: Browser, address: str, seconds: float) -> dict[str, float]:
    """Return the frames a second of each figure that is dragged."""
    found = {}
    for name, prepare in FIGURES.items():
        page = browser.new_page(viewport=VIEWPORT)
        open_page(page, address, name)
        dragged = prepare(page)
        page.evaluate(COUNT_FRAMES)
        found[name] = drag(page, dragged, seconds)
        page.close()
    return found


def main() -> None:
    """Open and drag each figure and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5, help="times each page is opened")
    parser.add_argument("--seconds", type=float, default=3.0, help="that each figure is dragged")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as address,
        running_browser() as browser,
    ):
        pages = measure_pages(browser, address, options.repeats)
        frames = measure_frames(browser, address, options.seconds)
    playground = pages.pop(PLAYGROUND)
    ratios = {name: taken / playground for name, taken in pages.items()}
    print(f"playground: {playground:.2f} s")
    for name, taken in pages.items():
        rate = f", {frames[name]:.0f} fps" if name in frames else ""
        print(f"{name}: {taken:.2f} s, {ratios[name]:.2f} of the playground's{rate}")
    if options.json:
        answer = {"fps": frames, "page_s": pages, "playground": playground, "ratio": ratios}
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
