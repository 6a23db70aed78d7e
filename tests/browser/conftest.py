"""One server and one browser for all browser tests, a fresh page for each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from anomaly.data.digits import MNIST_FINGERPRINT
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from tests.support.app import Playground, running_app

EXPECTED = "Failed to load resource: net::ERR_"  # the browser's own words on the closed network
PROBE = "/_stcore/"  # what Streamlit asks for at every page's address, to find its server


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("app")) as address:
        yield address


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
