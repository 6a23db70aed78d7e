"""Smoothness of a drag of the threshold: our component beside Streamlit's slider.

    python tests/benchmarks/threshold_drag.py

The same drag of 50 positions to and fro. A frame counts when the picture in it shows another
threshold than the frame before. Streamlit's slider redraws a figure only when it is let go, so that
held it shows none; it is given the easier task of being let go at each position and moved on as
soon as the figure has changed.
"""

import argparse
import json
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.support.app import TIMEOUT, Playground, running_browser
from tests.support.server import running_app

SIZES = (1_000, 10_000, 100_000)
POSITIONS = 50
# Counts the frames in which `read` differs from the frame before, until window.enough is set.
COUNT_FRAMES = """
selector => new Promise(resolve => {
  const read = () => document.querySelector(selector)?.outerHTML ?? "";
  let last = read();
  let frames = 0;
  let start = null;
  let latest = null;
  window.enough = false;
  const look = now => {
    const shown = read();
    if (shown !== last) {
      start ??= now;
      frames += 1;
      latest = now;
      last = shown;
    }
    if (window.enough) resolve({frames: frames - 1, seconds: (latest - start) / 1000});
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""


def count_frames(page: Page, selector: str) -> None:
    """Begin to count the frames in which what `selector` finds has changed."""
    page.evaluate(f"selector => {{ window.counted = ({COUNT_FRAMES})(selector); }}", selector)


def frames_per_second(page: Page) -> float:
    """End the count and return changed frames per second."""
    counted = page.evaluate("() => { window.enough = true; return window.counted; }")
    return float(counted["frames"] / counted["seconds"])


def drag_live(page: Page, repeats: int) -> float:
    """Drag the component's line to and fro without letting go."""
    page.wait_for_timeout(1000)
    left, width, height = Playground(page).grasp_line()
    places = [left + width * (0.1 + 0.8 * n / POSITIONS) for n in range(POSITIONS)]
    count_frames(page, ".scores-plot .line")
    for repeat in range(repeats):
        for place in places if repeat % 2 == 0 else reversed(places):
            page.mouse.move(place, height, steps=4)
    fps = frames_per_second(page)
    page.mouse.up()
    return fps


def drag_slider(page: Page) -> float:
    """Move Streamlit's slider on each time its figure has been redrawn."""
    thumb = page.locator(".st-key-threshold input[type=range]")
    thumb.wait_for(timeout=TIMEOUT)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=TIMEOUT)
    page.wait_for_timeout(1000)
    value = page.locator(".st-key-threshold [data-testid=stSliderThumbValue]").locator("..")
    track = page.locator(".st-key-threshold [data-testid=stSlider]").bounding_box()
    assert track is not None
    line = ".js-plotly-plot .shapelayer path"  # the first; a copy for printing may follow
    count_frames(page, line)
    for n in range(POSITIONS):
        handle = value.bounding_box()
        before = page.locator(line).first.get_attribute("d")
        assert handle is not None
        height = handle["y"] + handle["height"] / 2
        page.mouse.move(handle["x"] + handle["width"] / 2, height)
        page.mouse.down()
        page.mouse.move(track["x"] + track["width"] * (0.1 + 0.8 * n / POSITIONS), height)
        page.mouse.up()
        page.wait_for_function(
            "([line, before]) => document.querySelector(line)?.getAttribute('d') !== before",
            arg=[line, before],
            timeout=TIMEOUT,
        )
    return frames_per_second(page)


def open_page(browser: Browser, address: str, way: str, scores: int) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{address}/?way={way}&scores={scores}")
    return page


def main() -> None:
    """Drag with each number of scores and print frames per second."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=6, help="drags across the histogram")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    answer: dict[str, dict[str, float]] = {"fps": {}, "slider_fps": {}, "ratio": {}}
    script = str(Path(__file__).with_name("drag_page.py").relative_to(Path(__file__).parents[2]))
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder), script=script) as address,
        running_browser() as browser,
    ):
        for scores in SIZES:
            page = open_page(browser, address, "live", scores)
            live = drag_live(page, options.repeats)
            page.close()
            page = open_page(browser, address, "slider", scores)
            slider = drag_slider(page)
            page.close()
            answer["fps"][str(scores)] = round(live, 1)
            answer["slider_fps"][str(scores)] = round(slider, 2)
            answer["ratio"][str(scores)] = round(live / slider, 1)
            print(f"{scores:7,} scores: {live:5.1f} fps live, {slider:5.2f} fps with st.slider")
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
