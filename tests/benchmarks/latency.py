"""From a person's action to the answer on the page, in a real browser.

    python tests/benchmarks/latency.py [--while-training]

Times run in the page's own clock, from the event that ends the action to the frame after the
answer has changed. With --while-training another page trains all the while, and shows how.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tests.support.app import Playground, TrainScreen, running_browser, settle
from tests.support.server import running_app

# Starts a clock at each `event` and stops it when `read` gives something new.
WATCH = """
([event, target]) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error(`no new ${target} after 20 s`)), 20000);
  let answered = null;
  document.addEventListener("anomaly:answer", ({detail}) => { answered = detail; });
  const read = {
    answer: () => answered,
    verdict: () => document.querySelector(".st-key-verdict")?.innerText,
    figures: () => document.querySelector(".st-key-histogram .scores-counts")?.innerText,
    judgements: () => document.querySelector(
      ".st-key-judgements > :last-child .judgement > img")?.src,
  }[target];
  const before = read();
  let start = null;
  const begin = () => { start = performance.now(); };
  window.addEventListener(event, begin, {capture: true});
  const look = () => {
    const now = read();
    if (start !== null && now && now !== before) {
      window.removeEventListener(event, begin, {capture: true});
      resolve(performance.now() - start);
    } else requestAnimationFrame(look);
  };
  look();
})
"""
VIEWPORT: ViewportSize = {"width": 1280, "height": 720}


def measure(playground: Playground, event: str, target: str, action: Callable[[], object]) -> float:
    """Return the milliseconds from `event`, caused by `action`, to a new `target` on the page."""
    page = playground.page
    page.evaluate(f"arguments => {{ window.timed = ({WATCH})(arguments); }}", [event, target])
    action()
    took: float = page.evaluate("() => window.timed")
    page.wait_for_timeout(150)
    return took


def stroke_times(playground: Playground, repeats: int) -> list[float]:
    """Draw on, one stroke after another, and start afresh after every fourth."""
    times = []
    for repeat in range(repeats):
        x = 0.2 + 0.6 * ((repeat * 0.37) % 1)
        stroke = [(x, 0.15 + 0.02 * (repeat % 7)), (1 - x, 0.85)]
        times.append(measure(playground, "mouseup", "answer", partial(playground.draw, stroke)))
        if repeat % 4 == 3:
            playground.clear()
            playground.verdict_starts("Nothing")
            playground.page.wait_for_timeout(300)
    return times


def sample_times(playground: Playground, repeats: int) -> list[float]:
    """Click one sample after another."""
    tiles = playground.samples()
    tiles.first.wait_for()
    count = tiles.count()
    return [
        measure(playground, "click", "verdict", tiles.nth((repeat * 7) % count).click)
        for repeat in range(repeats)
    ]


def judgement_times(page: Page, address: str, repeats: int) -> list[float]:
    """Draw on before all detectors, one stroke after another, and start afresh now and then."""
    page.goto(f"{address}/compare")
    playground = Playground(page)
    page.locator(".judgement > img").first.wait_for()
    train = page.get_by_role("button", name="Train those")
    if train.count():
        train.click()
        train.wait_for(state="detached")
    page.wait_for_timeout(3000)
    times = []
    for repeat in range(repeats):
        x = 0.2 + 0.6 * ((repeat * 0.37) % 1)
        draw = partial(playground.draw, [(x, 0.15 + 0.02 * (repeat % 7)), (1 - x, 0.85)])
        times.append(measure(playground, "mouseup", "judgements", draw))
        page.wait_for_timeout(500)  # until the search has ended, too
        if repeat % 4 == 3:
            playground.clear()
            page.wait_for_timeout(1000)
    return times


def threshold_times(playground: Playground, repeats: int) -> list[float]:
    """Drag the line to and fro with the mouse; its last move starts the clock."""
    left, width, height = playground.grasp_line()
    mouse = playground.page.mouse
    times = []
    for repeat in range(repeats):
        place = left + width * (0.1 + 0.05 * (repeat * 7 % 10))
        move = partial(mouse.move, place, height)
        times.append(measure(playground, "pointermove", "figures", move))
    mouse.up()
    return times


@contextmanager
def training(browser: Browser, address: str) -> Iterator[None]:
    """Train in another page for as long as the block takes."""
    page = browser.new_page(viewport=VIEWPORT)
    screen = TrainScreen(page).open(address)
    screen.digits.take_several()
    for label in range(9):
        if label != 1:
            screen.digits.tap(label)
            settle(page)
    screen.slide("Epochs", "End")
    page.get_by_text("More settings").click()
    screen.slide("Batch size", "Home")  # one digit a batch, so that it takes long
    screen.press("Train")
    screen.wait_for_epoch("epoch 1 of")
    yield
    if screen.epochs.is_visible():
        raise RuntimeError("the training ended before the measurement")
    page.close()


def page_times(browser: Browser, address: str, repeats: int) -> list[float]:
    """Open the page in a fresh context each time and wait for the verdict."""
    times = []
    for _ in range(repeats):
        page = browser.new_page(viewport=VIEWPORT)
        start = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_function(
            "() => document.querySelector('.st-key-verdict')?.innerText.includes('score')"
        )
        times.append(1000 * (time.perf_counter() - start))
        page.close()
    return times


def measure_all(browser: Browser, address: str, repeats: int) -> dict[str, list[float]]:
    """Return the times of each action."""
    playground = Playground(browser.new_page(viewport=VIEWPORT)).open(address)
    times = {
        "stroke_to_verdict_ms": stroke_times(playground, repeats),
        "sample_to_verdict_ms": sample_times(playground, repeats),
        "threshold_to_figures_ms": threshold_times(playground, repeats),
    }
    times["stroke_to_judgements_ms"] = judgement_times(playground.page, address, repeats)
    playground.page.close()
    return times | {"page_to_verdict_ms": page_times(browser, address, repeats)}


def main() -> None:
    """Measure each action and print p50 and p95."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=40)
    parser.add_argument("--while-training", action="store_true", help="with another page training")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as address,
        running_browser() as browser,
    ):
        Playground(browser.new_page(viewport=VIEWPORT)).open(address).page.close()
        beside = training(browser, address) if options.while_training else nullcontext()
        with beside:
            times = measure_all(browser, address, options.repeats)
    answer = {}
    for name, values in times.items():
        cuts = statistics.quantiles(values, n=20, method="inclusive")
        answer[name] = {"p50": round(statistics.median(values)), "p95": round(cuts[-1])}
        print(f"{name:26} p50 {answer[name]['p50']:5} ms   p95 {answer[name]['p95']:5} ms")
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
