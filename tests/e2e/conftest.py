"""One server and one browser for all browser tests, a fresh page for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from anomaly import store
from anomaly.data import MNIST_FINGERPRINT
from anomaly.plan import TrainingPlan
from anomaly.training import TrainedDetector
from tests.e2e.app import Playground, find_chromium, running_app, running_browser

EXPECTED = "Failed to load resource: net::ERR_"  # the browser's own words on the closed network
PROBE = "/_stcore/"  # what Streamlit asks for at every page's address, to find its server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="no Chromium could be found")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if find_chromium() is None:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


def watched(page: Page) -> Iterator[Page]:
    """Give a page, and fail if its console reported an error meanwhile."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def listen(message: ConsoleMessage) -> None:
        probe = "status of 404" in message.text and PROBE in message.location["url"]
        if message.type == "error" and not message.text.startswith(EXPECTED) and not probe:
            errors.append(message.text)

    page.on("console", listen)
    yield page
    page.close()
    assert errors == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from watched(browser.new_page(viewport={"width": 1280, "height": 720}))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
    )
    yield from watched(context.new_page())
    context.close()


@pytest.fixture
def playground(page: Page, address: str) -> Playground:
    return Playground(page).open(address)


@pytest.fixture(scope="session")
def trained() -> TrainedDetector:
    """The detector that the page opens with."""
    found, _ = store.find(TrainingPlan(), [MNIST_FINGERPRINT])
    assert found is not None
    return found
