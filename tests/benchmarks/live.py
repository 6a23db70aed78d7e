"""The answer that follows the pen: how soon it is shown, and how near it is to Python's.

    python tests/benchmarks/live.py [--json]

Digits are drawn with the mouse in headless Chromium, on the app and on the least that answers a
stroke (live_floor.py), without and with the canvas that the app has, stroke by stroke in turn.
Nothing else should run meanwhile. All times are in the page's own clock, and each ends when a frame
has been painted: when a message that was posted while that frame was made arrives.

| figure             | what it is                                                                  |
| ------------------ | --------------------------------------------------------------------------- |
| frame_ms           | from a pen move, at the time that the browser gave it, to the painted frame |
|                    | with its verdict and pictures; of several moves in a frame, the first       |
| fps                | such frames a second while the pen moves                                    |
| agreement          | the page's scripts in Node, on the weights that the app serves, beside      |
|                    | Python: |live - exact| of scores in thresholds, and of pixels; how many     |
|                    | verdicts differ where the score is over 1% from the threshold; `page_*`:    |
|                    | the same of the scores that were shown in the page                          |
| stroke_to_exact_ms | from pen-up to the painted frame with Python's score and pictures           |
| stroke_to_all_ms   | to that with Python's answer in all parts of the page, and in its link      |
| floor_ms           | the same of the least that Streamlit takes                                  |
| exact_ratio        | the ratio of their medians                                                  |
| canvas_floor_ms,   | the same of the least with the canvas beside it, whose own work at pen-up   |
| canvas_ratio       | holds the message up                                                        |
| reruns_per_stroke  | script runs that the server began, "new_session" messages in the page's     |
|                    | websocket, from pen-down until nothing has run for half a second            |

Agreement is over real pens where there are some (`--pens`), and else over synthetic drawings.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from anomaly.storage.store import BUNDLED, key_of, load
from tests.support import pens
from tests.support.agreement import compare
from tests.support.app import TIMEOUT, Playground, running_browser, settle
from tests.support.server import running_app
from tests.support.strokes import CANVAS, Points, drawings
from tests.support.student import page

FOLDER = Path(__file__).parent
FLOOR = "tests/benchmarks/live_floor.py"
WATCH = (FOLDER / "live_watch.js").read_text(encoding="utf-8")
CANVAS_BOX = ".st-key-canvas canvas"
VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
BRUSH = 18
FEWEST = 10  # frames of a stroke whose rate counts
WARM_UP = 3  # drawings that are not measured
SEED = 5
HAS_WEIGHTS = """
() => performance.getEntriesByType("resource")
  .some(({name, responseEnd}) => name.includes("/weights/") && responseEnd > 0)
"""


@dataclass
class Watched:
    """A page with the canvas on it, watched by live_watch.js.

    Attributes
    ----------
    page : Page
    canvas : Locator
    runs : int
        Script runs that its server began.
    """

    page: Page
    canvas: Locator = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda frame: self._hear(frame))
        )

    def _hear(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            message = ForwardMsg()
            message.ParseFromString(frame)
            self.runs += message.WhichOneof("type") == "new_session"

    def draw(self, stroke: Points) -> int:
        """Draw a stroke of (N, 2) canvas pixels; return how many script runs it caused."""
        self.page.bring_to_front()
        box = self.canvas.bounding_box(timeout=TIMEOUT)
        assert box is not None
        scale = box["width"] / CANVAS
        points = [(box["x"] + x * scale, box["y"] + y * scale) for x, y in stroke]
        before, mouse = self.runs, self.page.mouse
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point)
        mouse.up()
        self.until_answered()
        settle(self.page)
        return self.runs - before

    def until_answered(self) -> None:
        self.page.wait_for_function("() => !penWatch.waiting", timeout=TIMEOUT)

    def take(self) -> dict[str, Any]:
        """Return what live_watch.js has seen since the last time."""
        taken: dict[str, Any] = self.page.evaluate("() => penWatch.take()")
        return taken


@dataclass
class Strokes:
    """Measurements of one stroke after another: milliseconds, and script runs."""

    frames: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    exact: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    pairs: list[tuple[float | None, float | None]] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    stale: int = 0

    def add(self, taken: dict[str, Any], runs: int) -> None:
        """Add a stroke."""
        self.exact += taken["exact"]
        self.answers += taken["answers"]
        self.pairs += taken["pairs"]
        self.runs.append(runs)
        self.stale += taken["stale"]
        self.frames += [end - start for start, end in taken["frames"]]
        ends = [end for _, end in taken["frames"]]
        if len(ends) > FEWEST:
            self.rates.append(1000 * (len(ends) - 1) / (ends[-1] - ends[0]))


def open_app(browser: Browser, address: str, detector: str) -> Watched:
    """Open the Playground and wait until the page has the detector's weights."""
    watched = Watched(browser.new_page(viewport=VIEWPORT))
    playground = Playground(watched.page).open(f"{address}/?detector={detector}")
    watched.page.wait_for_function(HAS_WEIGHTS, timeout=TIMEOUT)
    watched.canvas = playground.canvas
    expect(watched.canvas).to_be_visible(timeout=TIMEOUT)
    settle(watched.page)
    return watched


def open_floor(browser: Browser, address: str, surface: str) -> Watched:
    """Open a page that is compared with; `surface` finds what is drawn on."""
    watched = Watched(browser.new_page(viewport=VIEWPORT))
    watched.page.goto(address)
    watched.canvas = watched.page.locator(surface).last
    expect(watched.page.get_by_text("0 points")).to_be_visible(timeout=TIMEOUT)
    expect(watched.canvas).to_be_visible(timeout=TIMEOUT)
    settle(watched.page)
    return watched


def draw_on_all(pages: dict[str, Watched], count: int) -> dict[str, Strokes]:
    """Draw digits on all pages, stroke by stroke in turn; return what was measured of each."""
    app = pages["app"]
    clear = app.page.get_by_role("button", name="Clear")
    measured: dict[str, Strokes] = {}
    for number, strokes in enumerate(strokes_to_draw(WARM_UP + count)):
        if number in (0, WARM_UP):
            measured = {name: Strokes() for name in pages}
        app.page.bring_to_front()
        if clear.is_enabled():
            clear.click()
            settle(app.page)
        app.take()
        for stroke in strokes:
            for name, watched in pages.items():
                runs = watched.draw(stroke)
                measured[name].add(watched.take(), runs)
    return measured


def strokes_to_draw(count: int) -> Iterator[list[Points]]:
    """Yield the strokes of made-up digits, one drawing after another."""
    pile = [drawing.strokes for drawing in drawings(1 + count // 30, SEED, (BRUSH,))]
    random.Random(SEED).shuffle(pile)
    yield from pile[:count]


async def weights_at(address: str, key: str) -> bytes:
    """Return the weights of a model as its page gets them."""
    async with page(address, f"model={key}") as session:
        return (await asyncio.to_thread(session.weights))[0]


def agreement(address: str, detector: str, folder: Path, digits: int) -> dict[str, Any]:
    """Compare the page's answers with Python's, over real pens where there are some."""
    path = next(BUNDLED.glob(f"{detector}-1-*"))
    trained, weights = load(path), asyncio.run(weights_at(address, key_of(path)))
    if (folder / pens.FILE).exists():
        kind, pile = "pens", list(pens.pens(folder, 1 + digits // 10, (BRUSH,), SEED))
    else:
        kind, pile = "synthetic", list(drawings(1 + digits // 30, SEED, (BRUSH,)))
    random.Random(SEED).shuffle(pile)
    found = asdict(compare(trained, pile[:digits], weights))
    return {"of": kind, **{name: round(value, 6) for name, value in found.items()}}


def in_page(pairs: list[tuple[float | None, float | None]], threshold: float) -> dict[str, float]:
    """Compare the last score that the page showed of each stroke with Python's answer."""
    both = [(live, exact) for live, exact in pairs if live is not None and exact is not None]
    apart = [abs(live - exact) / threshold for live, exact in both]
    return {
        "page_strokes": len(both),
        "page_largest": round(max(apart), 6),
        "page_one_sided": sum((live is None) != (exact is None) for live, exact in pairs),
    }


def spread(times: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile of milliseconds."""
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return {"p50": round(statistics.median(times), 1), "p95": round(cuts[-1], 1)}


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Return all figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as other,
        running_app(Path(folder)) as address,
        running_app(Path(other), script=FLOOR) as floor_address,
    ):
        found = agreement(address, options.detector, options.pens, options.digits)
        with running_browser() as browser:
            pages = {
                "app": open_app(browser, address, options.detector),
                "floor": open_floor(browser, floor_address, ".pad"),
                "canvas": open_floor(browser, f"{floor_address}/?canvas=1", CANVAS_BOX),
            }
            strokes = draw_on_all(pages, options.drawings)
    drawn = strokes["app"]
    if drawn.stale:
        raise RuntimeError(f"{drawn.stale} frames did not show what the page had worked out")
    threshold = load(next(BUNDLED.glob(f"{options.detector}-1-*"))).threshold
    exact, floor, canvas = (spread(strokes[name].exact) for name in strokes)
    return {
        "frame_ms": spread(drawn.frames),
        "fps": round(statistics.median(drawn.rates), 1),
        "agreement": found | in_page(drawn.pairs, threshold),
        "stroke_to_exact_ms": exact,
        "stroke_to_all_ms": spread(drawn.answers),
        "floor_ms": floor,
        "exact_ratio": round(exact["p50"] / floor["p50"], 2),
        "canvas_floor_ms": canvas,
        "canvas_ratio": round(exact["p50"] / canvas["p50"], 2),
        "reruns_per_stroke": round(statistics.mean(drawn.runs), 2),
        "strokes": len(drawn.runs),
        "frames": len(drawn.frames),
    }


def main() -> None:
    """Measure and print each figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--detector", default="autoencoder", help="one that the page can run")
    parser.add_argument("--drawings", type=int, default=30, help="digits drawn in the browser")
    parser.add_argument("--digits", type=int, default=500, help="digits whose scores are compared")
    parser.add_argument("--pens", type=Path, metavar="FOLDER", default=pens.FOLDER)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    answer = measure(options)
    for name, value in answer.items():
        values = value.items() if isinstance(value, dict) else [("", value)]
        print(f"{name:24}", ", ".join(f"{key} {number}".strip() for key, number in values))
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
