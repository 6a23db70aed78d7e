"""A real browser and the app's screens in it, for tests and benchmarks alike."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, FloatRect, Locator, Page, expect, sync_playwright

from anomaly.data.mnist import find_mnist
from anomaly.evaluation import Confusion

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
Stroke = Sequence[tuple[float, float]]
# Resolves once Streamlit has said for so long that no script runs. A timer, not an animation frame:
# a page behind another one has none.
UNTIL_QUIET = """
([quiet, longest]) => new Promise(resolve => {
  const start = performance.now();
  let busy = start;
  const look = () => {
    const now = performance.now();
    const app = document.querySelector("[data-testid=stApp]");
    if (app?.dataset.testScriptState !== "notRunning") busy = now;
    if (now - busy >= quiet || now - start >= longest) resolve();
    else setTimeout(look, 20);
  };
  look();
})
"""
# Draws strokes, points in shares of the canvas' side, as a pen does that is quicker than any hand.
DRAW_AT_ONCE = """
(ink, strokes) => {
  const { left, top, width, height } = ink.getBoundingClientRect();
  const send = (type, [x, y], buttons) => ink.parentElement.dispatchEvent(new PointerEvent(type, {
    bubbles: true, composed: true, cancelable: true, isPrimary: true, pointerId: 1,
    pointerType: "pen", buttons, clientX: left + x * width, clientY: top + y * height,
  }));
  for (const stroke of strokes) {
    send("pointerdown", stroke[0], 1);
    stroke.slice(1).forEach(point => send("pointermove", point, 1));
    send("pointerup", stroke.at(-1), 0);
  }
}
"""
# Of all parts in one step: a page that is still being built moves between two questions.
BOXES = """
parts => parts.map(part => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return { x, y, width, height };
})
"""
TIMEOUT = 60_000  # milliseconds; a loaded machine answers slowly
TRAINING = 300_000  # milliseconds; and trains slowly, in a process that gives way to all others


def find_chromium() -> str | None:
    """Return the browser the tests drive: ``$CHROMIUM``, or the system's.

    The one without windows comes first: it opens a page for four fifths of the work.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


def settle(page: Page, quiet: int = 500, longest: int = 5000) -> None:
    """Wait until a page's script has not run for a while.

    Parameters
    ----------
    page : Page
    quiet : int
        Milliseconds; more than widgets wait before they send what was done to them.
    longest : int
        Milliseconds after which a page that runs again and again by itself is waited for no more.
    """
    page.evaluate(UNTIL_QUIET, [quiet, longest])


def boxes(*parts: Locator) -> list[FloatRect]:
    """Return where parts of a page are in the window at one moment, in pixels."""
    handles = [part.element_handle(timeout=TIMEOUT) for part in parts]
    found: list[FloatRect] = parts[0].page.evaluate(BOXES, handles)
    return found


def settled_boxes(*parts: Locator) -> list[FloatRect]:
    """Return where parts of a page are once no script of it runs any more."""
    settle(parts[0].page)
    return boxes(*parts)


def wait_for_query(page: Page, part: str, timeout: float = TIMEOUT) -> None:
    """Wait until a page's address has a parameter, given as it stands there."""
    page.wait_for_function(
        "part => `${location.search}&`.includes(`${part}&`)", arg=part, timeout=timeout
    )


def wait_for_fetching(page: Page) -> None:
    """Wait until MNIST has come or cannot, after which a page runs once more."""
    expect(page.get_by_text("Fetching MNIST")).to_have_count(0, timeout=TRAINING)
    settle(page)


def wait_for_pictures(page: Page) -> None:
    """Wait until a page has fetched its pictures; the server forgets them with the next run."""
    settle(page)
    page.wait_for_function("[...document.images].every(image => image.complete)", timeout=TIMEOUT)


def as_on_page(counts: Confusion) -> dict[str, int]:
    """Return a confusion matrix by the names that its cells have on the page."""
    return {
        "caught": counts.tp,
        "missed": counts.fn,
        "false_alarms": counts.fp,
        "passed": counts.tn,
    }


class DigitRow:
    """The row of digits from which the normal ones are chosen.

    Parameters
    ----------
    page : Page
    key : str
        Of the choice in `widget_keys`.
    """

    def __init__(self, page: Page, key: str) -> None:
        self.page = page
        self._row = page.locator(f".st-key-{key}_row")
        self._several = page.locator(f".st-key-{key}_several label")
        self.chosen = self._row.locator("[aria-pressed=true], [aria-checked=true][role=radio]")

    def digit(self, label: int) -> Locator:
        name = str(label)
        several = self._row.get_by_role("button", name=name, exact=True)
        return self._row.get_by_role("radio", name=name, exact=True).or_(several)

    def tap(self, label: int) -> None:
        """Choose a digit in place of the one before, or where several are taken turn it."""
        self.digit(label).click()

    def take_several(self) -> None:
        """Turn the switch by which several digits are taken."""
        self._several.click()
        settle(self.page)


class TrainScreen:
    """The screen where people watch a network learn."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.digits = DigitRow(page, "plan_normal")
        self.epochs = page.get_by_role("slider", name="Go back through the epochs")
        self.progress = page.locator(".st-key-train_controls").get_by_test_id("stProgress")

    def open(self, address: str) -> "TrainScreen":
        self.page.goto(f"{address}/train")
        expect(self.button("Train")).to_be_enabled(timeout=TIMEOUT)
        expect(self.page.locator(".st-key-epoch_scores")).to_be_visible(timeout=TIMEOUT)
        return self

    def button(self, name: str) -> Locator:
        """Return a button by the beginning of its name."""
        return self.page.get_by_role("button", name=re.compile(f"(^|\\s){name}"))

    def press(self, name: str) -> None:
        self.button(name).first.click(timeout=TIMEOUT)

    def slide(self, name: str, *keys: str) -> None:
        """Move a setting's slider with keys."""
        settle(self.page)  # a run under way would build it anew between focus and key
        handle = self.setting(name)
        before = handle.get_attribute("aria-valuetext")
        handle.focus()
        for key in keys:
            handle.press(key)
        expect(handle).not_to_have_attribute("aria-valuetext", str(before))
        expect(self.page.get_by_text("The settings changed")).to_be_visible(timeout=TRAINING)
        settle(self.page)

    def setting(self, name: str) -> Locator:
        """Return the slider of a setting."""
        return self.page.get_by_role("slider", name=re.compile(f"^{name}"))

    def settle_seed(self, seed: int) -> None:
        """Train from another seed, so that nothing is stored for it yet."""
        self.page.get_by_text("More settings").click()
        box = self.page.get_by_role("spinbutton", name="Seed")
        box.fill(str(seed))
        box.press("Enter")
        expect(self.page.get_by_text("The settings changed")).to_be_visible(timeout=TIMEOUT)

    def seed(self) -> int:
        """Return the seed that has been chosen."""
        return int(self.page.get_by_role("spinbutton", name="Seed").input_value())

    def slow_motion(self) -> None:
        self.page.locator(".st-key-slow_motion label").click()
        settle(self.page)

    def hold(self) -> None:
        """Let the next training last minutes, so that it is sure to be under way.

        The seed has been chosen before, which opens the other settings.
        """
        self.slide("Epochs", "End")
        batch = [] if find_mnist()[0] is None else ["ArrowRight"]  # so that an epoch takes seconds
        self.slide("Batch size", "Home", *batch)

    def shorten(self) -> None:
        """Let the next training end after two epochs, the fewest to go back through."""
        self.slide("Least updates", "Home")
        self.slide("Epochs", "Home", "ArrowRight")

    def shown(self, name: str) -> str:
        """Return what a setting's slider shows."""
        return str(self.setting(name).get_attribute("aria-valuetext", timeout=TIMEOUT))

    def auroc(self) -> float:
        """Return the AUROC that is shown, once what was there before is gone."""
        title = self.page.locator("[data-auroc]")
        expect(title).to_have_count(1, timeout=TIMEOUT)
        return float(title.get_attribute("data-auroc", timeout=TIMEOUT) or "nan")

    def pictures(self) -> str:
        """Return what tells two rows of pictures apart, once they have come to rest."""
        settle(self.page)
        sheet = self.page.locator(".st-key-epoch_pictures figure i").first
        return str(sheet.evaluate("it => it.style.backgroundImage"))

    def wait_for_epoch(self, pattern: str) -> None:
        expect(self.progress).to_contain_text(re.compile(pattern), timeout=TRAINING)

    def wait_for_result(self) -> None:
        self.epochs.wait_for(timeout=TRAINING)  # `expect` describes the page each time it looks


class Hand:
    """Fingers on a touch screen, by number, at points of the page."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._fingers: dict[int, tuple[float, float]] = {}

    def press(self, finger: int, point: tuple[float, float]) -> None:
        self._fingers[finger] = point
        self._send("touchStart")

    def move(self, finger: int, *points: tuple[float, float]) -> None:
        for point in points:
            self._fingers[finger] = point
            self._send("touchMove")

    def lift(self, finger: int) -> None:
        del self._fingers[finger]
        self._send("touchEnd")

    def cancel(self) -> None:
        """Take all fingers off, as a browser does that scrolls or zooms in their place."""
        self._fingers.clear()
        self._send("touchCancel")

    def _send(self, kind: str) -> None:
        points = [{"id": finger, "x": x, "y": y} for finger, (x, y) in self._fingers.items()]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


class Playground:
    """The main screen as a person meets it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.verdict = page.locator(".st-key-verdict")
        self.canvas = page.locator(".st-key-canvas .ink")
        self.digits = DigitRow(page, "normal")

    def open(self, address: str) -> "Playground":
        """Open an address, whose detector may have to be trained first."""
        self.page.goto(address)
        expect(self.verdict).to_contain_text(re.compile("score|異常度"), timeout=TRAINING)
        expect(self.page.locator(".scores-plot .line")).to_be_visible(timeout=TIMEOUT)
        return self

    def verdict_starts(self, word: str) -> None:
        """Wait until the verdict begins with `word`."""
        self.page.wait_for_function(
            "word => document.querySelector('.st-key-verdict')?.innerText.trim().startsWith(word)",
            arg=word,
            timeout=TIMEOUT,
        )

    def draw_here(self, stroke: Stroke) -> None:
        """Draw a stroke on a canvas that is in view."""
        self._drag(self.on_canvas(stroke))

    def _points(self, stroke: Stroke) -> list[tuple[float, float]]:
        """Open the canvas and return a stroke's points on the page."""
        tab = self.page.get_by_role("tab", name=re.compile("^(Draw|描く)"))
        while tab.get_attribute("aria-selected") != "true":  # a page just redrawn loses a click
            tab.click()
            self.page.wait_for_timeout(300)
        return self.on_canvas(stroke)

    def on_canvas(self, stroke: Stroke) -> list[tuple[float, float]]:
        """Return where a stroke's points, in shares of the canvas' side, are on the page."""
        expect(self.canvas).to_be_visible(timeout=TIMEOUT)
        self.canvas.scroll_into_view_if_needed()
        box = self.canvas.bounding_box(timeout=TIMEOUT)
        assert box is not None
        return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]

    def draw(self, *strokes: Stroke) -> None:
        """Draw strokes with the mouse, given as points in shares of the canvas' side."""
        for stroke in strokes:
            self._drag(self._points(stroke))

    def _drag(self, points: Stroke) -> None:
        mouse = self.page.mouse
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point, steps=4)
        mouse.up()

    def draw_at_once(self, strokes: Sequence[Stroke]) -> None:
        """Draw on a canvas that is in view, in no time."""
        expect(self.canvas).to_be_visible(timeout=TIMEOUT)
        self.canvas.evaluate(DRAW_AT_ONCE, [list(map(list, stroke)) for stroke in strokes])

    def touch(self, stroke: Stroke) -> None:
        """Draw a stroke with a finger."""
        hand, points = Hand(self.page), self._points(stroke)
        hand.press(0, points[0])
        for point in points[1:]:
            hand.move(0, point)
        hand.lift(0)

    def clear(self) -> None:
        self.page.get_by_role("button", name="Clear").click()

    def samples(self) -> Locator:
        """Open the samples and return the tiles of the grid."""
        self.page.get_by_role("tab", name="Samples").click()
        return self.page.locator(".st-key-samples .grid button")

    def threshold(self) -> Locator:
        return self.page.locator(".st-key-threshold .scores-slider")

    def more(self) -> None:
        """Open More, unless it is open or the page shows all without it."""
        button = self.page.locator(".scores-more")
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()

    def type_threshold(self, text: str) -> None:
        """Type a threshold, or what is none, beside the histogram."""
        self.more()
        typed = self.page.locator(".scores-typed input")
        typed.fill(text)
        typed.press("Enter")

    def line_at(self) -> float:
        """Return the threshold the line stands at."""
        return float(self.threshold().get_attribute("aria-valuenow", timeout=TIMEOUT) or "nan")

    def counts(self) -> dict[str, int]:
        """Return the confusion matrix as it stands beside the histogram."""
        counts: dict[str, int] = self.page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('.scores-counts td.right,"
            " .scores-counts td.wrong')].map(cell => [cell.classList[0], +cell.dataset.count]))"
        )
        return counts

    def plot_and_line(self) -> list[FloatRect]:
        """Return where the histogram and the threshold's line in it are."""
        return boxes(*map(self.page.locator, (".scores-plot", ".scores-plot .line line")))

    def grasp_line(self) -> tuple[float, float, float]:
        """Press the mouse on the line; return the plot's left end, width and middle height."""
        self.page.locator(".scores-plot .line").wait_for(timeout=TIMEOUT)
        plot, line = self.plot_and_line()
        height = plot["y"] + plot["height"] / 2
        self.page.mouse.move(line["x"] + line["width"] / 2, height)
        self.page.mouse.down()
        return plot["x"], plot["width"], height
