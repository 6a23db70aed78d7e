"""Draw a 7 in the running app and write the README's picture.

python -m assets.make_screenshot
"""

import tempfile
from pathlib import Path

from anomaly.paths import ASSETS
from tests.support.app import Playground, running_browser
from tests.support.server import running_app

SEVEN = [(0.26, 0.2), (0.74, 0.2), (0.42, 0.84)]


def main() -> None:
    """Write assets/screenshot.png."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as address,
        running_browser() as browser,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        playground = Playground(page).open(address)
        playground.draw(SEVEN)
        page.mouse.move(5, 5)
        page.wait_for_timeout(3000)
        page.screenshot(path=ASSETS / "screenshot.png")


if __name__ == "__main__":
    main()
