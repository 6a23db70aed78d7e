"""Draw a 7 in the running app and write the picture of the README in each language.

python -m assets.make_screenshot
"""

import tempfile
from pathlib import Path

from playwright.sync_api import expect

from anomaly.paths import ASSETS
from tests.support.app import TIMEOUT, Playground, running_browser
from tests.support.server import running_app

PICTURES = {"en": "screenshot.png", "ja": "screenshot.ja.png"}
SEVEN = [(0.26, 0.2), (0.74, 0.2), (0.42, 0.84)]


def main() -> None:
    """Write the pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as address,
        running_browser() as browser,
    ):
        for language, name in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{address}/?lang={language}")
            expect(page.locator(".scores-plot .line")).to_be_visible(timeout=TIMEOUT)
            Playground(page).draw_here(SEVEN)
            page.mouse.move(5, 5)
            page.wait_for_timeout(3000)
            page.screenshot(path=ASSETS / name)


if __name__ == "__main__":
    main()
