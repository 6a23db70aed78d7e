"""The pen on the playground: a stroke under way, and what the page makes of it meanwhile."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.support.app import TIMEOUT, Playground, Stroke

Box = tuple[float, float, float, float]

# Keeps what is said to the parts of the page: Python's answers, and the page's own.
LISTEN = """
() => {
  window.heard = [];
  for (const name of ["live", "answer"]) {
    document.addEventListener(`anomaly:${name}`, ({detail}) => window.heard.push(
      {name, score: detail?.score ?? null, drawing: detail?.drawing ?? null}));
  }
}
"""
LOOK = """
() => ({
  verdict: document.querySelector(".st-key-verdict").innerText.trim(),
  pictures: [...document.querySelectorAll(".st-key-pictures canvas")].map(it => it.toDataURL()),
  mark: document.querySelector(".scores-plot .digit").getAttribute("transform"),
})
"""
# The box around the white ink, left, top, right and bottom in shares of the canvas' side.
INK = """
layer => {
  const canvas = layer.querySelector("canvas");
  const {width, height} = canvas;
  if (!width) return null;
  const {data} = canvas.getContext("2d").getImageData(0, 0, width, height);
  let box = null;
  for (let at = 0; at < width * height; at += 1) {
    if (data[4 * at] < 200 || data[4 * at + 1] < 200 || data[4 * at + 3] < 200) continue;
    const [x, y] = [at % width / width, Math.floor(at / width) / height];
    box = box
      ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
      : [x, y, x, y];
  }
  return box;
}
"""


@dataclass(frozen=True)
class View:
    """The answer as a person sees it: its sentences, three pictures and a mark."""

    verdict: str
    pictures: list[str]
    mark: str | None

    @property
    def score(self) -> float:
        """The score in the verdict; not a number where there is none."""
        found = re.findall(r"score ([\d.]+)", self.verdict)
        return float(found[0]) if found else float("nan")


class Pen:
    """A pen over the canvas of an open playground, and what it leaves there."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.page = playground.page
        self.page.evaluate(LISTEN)

    def until_judged_in_the_page(self) -> None:
        """Wait until the page has the weights of its detector."""
        self.page.wait_for_function(
            "() => performance.getEntriesByType('resource')"
            ".some(it => it.name.includes('/weights/') && it.responseEnd > 0)",
            timeout=TIMEOUT,
        )
        self.page.wait_for_timeout(300)  # it is read

    def press(self, *points: tuple[float, float]) -> None:
        """Put the mouse down at the first of some points, and move it to the others."""
        first, *others = self.playground.on_canvas(points)
        self.page.mouse.move(*first)
        self.page.mouse.down()
        for point in others:
            self.page.mouse.move(*point, steps=4)

    def move(self, *points: tuple[float, float]) -> None:
        for point in self.playground.on_canvas(points):
            self.page.mouse.move(*point, steps=4)

    def lift(self) -> None:
        self.page.mouse.up()

    def draw(self, *strokes: Stroke) -> None:
        """Draw strokes, and wait until Python has answered them all."""
        drawing = self.answered
        self.playground.draw(*strokes)
        self.until_answered(drawing + len(strokes))

    def until_answered(self, drawing: int) -> None:
        """Wait for Python's answer to a drawing, by its number."""
        self.page.wait_for_function(
            "drawing => window.heard.some(it => it.name === 'answer' && it.drawing >= drawing)",
            arg=drawing,
            timeout=TIMEOUT,
        )

    @property
    def answered(self) -> int:
        """The number of the last drawing that Python is known to have answered."""
        return max((it["drawing"] for it in self.heard("answer")), default=0)

    def heard(self, name: str) -> list[dict[str, Any]]:
        """Return what was heard: Python's answers (``"answer"``), or the page's (``"live"``)."""
        return [it for it in self.page.evaluate("window.heard") if it["name"] == name]

    def look(self) -> View:
        return View(**self.page.evaluate(LOOK))

    def ink(self) -> Box | None:
        """Return the box around the ink, in shares of the canvas' side; None if there is none."""
        box = self.playground.canvas.evaluate(INK)
        return None if box is None else tuple(box)

    def press_tool(self, name: str) -> Box | None:
        """Press a tool, and return the ink as it is before anything else happens in the page."""
        box = self.playground.canvas.evaluate(
            f"(layer, name) => {{ document.querySelector(`.pen-${{name}}`).click();"
            f" return ({INK})(layer); }}",
            name,
        )
        return None if box is None else tuple(box)


def near(box: Box | None, expected: Box, within: float = 0.015) -> bool:
    """Whether two boxes of ink are the same, as far as a screen's pixels allow."""
    return box is not None and all(
        abs(side - other) <= within for side, other in zip(box, expected, strict=True)
    )


def box_of(*strokes: Stroke, brush: float = 18) -> Box:
    """Return the box around strokes with their ink, in shares of the canvas' side."""
    half = brush / 280 / 2
    points = [point for stroke in strokes for point in stroke]
    across, down = zip(*points, strict=True)
    return min(across) - half, min(down) - half, max(across) + half, max(down) + half


def open_playground(page: Page, address: str) -> Pen:
    """Open the playground at an address, with a pen."""
    return Pen(Playground(page).open(address))
