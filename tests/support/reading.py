"""Legibility of all that a page shows: the rules of WCAG 2.1, and the size of its type."""

from contextlib import suppress
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, TimeoutError, ViewportSize

from tests.support.app import TIMEOUT, settle

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
Theme = Literal["light", "dark"]
MIN_TYPE = 12  # pixels
MIN_CONTRAST = 4.5  # of text: WCAG 2.1, 1.4.3
QUIET = 100  # milliseconds; no widget has anything to send
PLOTLY = 3000  # milliseconds that it may take to draw a chart anew
# Whether Streamlit has taken over a theme.
IN_THEME = """
theme => {
  const app = document.querySelector("[data-testid=stApp]");
  return app !== null && getComputedStyle(app).colorScheme === theme;
}
"""
# Whether nothing on the page fades or moves but what does so for ever. It is asked until it holds:
# what an animation promises to resolve at its end can stay open.
AT_REST = """
() => document.getAnimations().every(
  (it) => it.playState !== "running" || it.effect?.getComputedTiming().endTime === Infinity,
)
"""
# Returns the texts in type under `least` pixels, each with its element and its size as it is seen,
# which in a drawing is not the size that its style sheet says.
SMALL_TYPE = """
(least) => {
  const TYPED = "input:is([type=text], [type=number], :not([type])), textarea";
  const ICON = "[data-testid=stIconMaterial]";
  const found = [];
  const shown = (it) => {
    const { width, height } = it.getBoundingClientRect();
    const checks = { opacityProperty: true, visibilityProperty: true };
    return width > 1 && height > 1 && it.checkVisibility(checks);
  };
  const note = (it, text, style) => {
    const drawn = it instanceof SVGGraphicsElement ? it.getScreenCTM() : null;
    const scale = drawn ? Math.sqrt(Math.abs(drawn.a * drawn.d - drawn.b * drawn.c)) : 1;
    const size = parseFloat(style.fontSize) * scale;
    if (size > least - 0.05) return;
    const names = [it.localName, ...it.classList].join(".");
    found.push(`"${text.slice(0, 40)}" in ${names} has ${size.toFixed(1)} px`);
  };
  const look = (root) => {
    for (const it of root.querySelectorAll("*")) {
      if (it.shadowRoot) look(it.shadowRoot);
      if (it.matches(ICON) || !shown(it)) continue;
      const own = [...it.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = it.matches(TYPED)
        ? it.value || it.placeholder
        : own.map((node) => node.data).join(" ").trim();
      if (text) note(it, text, getComputedStyle(it));
      for (const pseudo of ["::before", "::after"]) {
        const style = getComputedStyle(it, pseudo);
        if (/^"[^"]+"$/.test(style.content)) note(it, style.content, style);
      }
    }
  };
  look(document);
  return found;
}
"""
# Returns the texts of charts that are too faint for the page behind them; axe-core reads only the
# property `color`, which they do not have. Those on a heatmap's cells stand on another ground.
FAINT_IN_CHARTS = """
(least) => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (...layers) => {
    for (const layer of layers) {
      brush.fillStyle = layer;
      brush.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const app = document.querySelector("[data-testid=stApp]");
  const ground = getComputedStyle(app).backgroundColor;
  const texts = [...document.querySelectorAll("svg text")].filter(
    (it) => it.textContent.trim() && it.checkVisibility() && !it.closest(".heatmaplayer"),
  );
  return texts.flatMap((it) => {
    const [behind, drawn] = [luminance(ground), luminance(ground, getComputedStyle(it).fill)];
    const [dark, bright] = [behind, drawn].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (contrast >= least) return [];
    return `"${it.textContent}" in a chart has a contrast of ${contrast.toFixed(2)}`;
  });
}
"""


def wait_until_at_rest(page: Page, quiet: int = 500) -> None:
    """Wait until a page's script has not run for `quiet` ms, and what it changed has faded in."""
    settle(page, quiet)
    page.wait_for_function(AT_REST, timeout=TIMEOUT)


def show_in(page: Page, theme: Theme, size: ViewportSize) -> None:
    """Show a page as it is in a theme and at a size."""
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(IN_THEME, arg=theme, timeout=TIMEOUT)
    wait_until_at_rest(page, QUIET)
    show_at(page, size)  # after the theme: each has charts drawn anew


def show_at(page: Page, size: ViewportSize) -> None:
    """Show a page at a size."""
    page.set_viewport_size(size)
    wait_until_at_rest(page, QUIET)


def violations(page: Page) -> list[str]:
    """Return each violation of WCAG 2.1 A and AA: the rule, the element, and what was measured."""
    faint = _faint_in_charts(page)
    if not page.evaluate("'axe' in window"):  # to read it takes as long as half the rules
        page.evaluate(AXE_SCRIPT)
    broken = page.evaluate("async rules => (await axe.run(rules)).violations", RULES)
    nodes = [(rule["id"], node) for rule in broken for node in rule["nodes"]]
    return faint + [f"{rule} at {_place(node)}: {_reason(node)}" for rule, node in nodes]


def _faint_in_charts(page: Page) -> list[str]:
    """Return the texts of charts that are too faint once Plotly has taken over the theme."""
    with suppress(TimeoutError):
        page.wait_for_function(
            f"least => ({FAINT_IN_CHARTS})(least).length === 0", arg=MIN_CONTRAST, timeout=PLOTLY
        )
    faint: list[str] = page.evaluate(FAINT_IN_CHARTS, MIN_CONTRAST)
    return faint


def _place(node: dict[str, Any]) -> str:
    """Return an element's selector; in a shadow root, after those of the elements around it."""
    parts = (part if isinstance(part, str) else " >> ".join(part) for part in node["target"])
    return " >> ".join(parts)


def _reason(node: dict[str, Any]) -> str:
    checks = (*node["any"], *node["all"], *node["none"])
    return "; ".join(check["message"] for check in checks)


def small_type(page: Page) -> list[str]:
    """Return the visible texts in type that is too small."""
    found: list[str] = page.evaluate(SMALL_TYPE, MIN_TYPE)
    return found
