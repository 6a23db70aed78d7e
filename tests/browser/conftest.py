"""One server and one browser for all browser tests, and one page a module, emptied in between.

A page that is used again has the program's scripts compiled already, which takes a browser longer
than most tests; so has another page of the same context, of which there is one a device. When a
test fails, its pages are kept as a picture and as HTML in test-results/.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
)

from anomaly.data.digits import MNIST_FINGERPRINT, load_digits
from anomaly.data.mnist import find_mnist
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.retest import is_tested_on, retest
from anomaly.training.trained import TrainedDetector
from tests.support.app import TIMEOUT, Playground, TrainScreen, wait_for_fetching
from tests.support.browser_class import TEACHER_KEY
from tests.support.server import PROJECT, running_app

# The browser's words on the closed network, or on a server that was killed; not on half a file.
UNREACHED = re.compile("Failed to load resource: net::ERR_(?!CONTENT_LENGTH_MISMATCH)")
# Plotly's words on a chart in a place that has no width yet, as while another page is opened.
NO_WIDTH = re.compile(r'Error: <text> attribute \w+: .*"[^"]*Infinity')
PROBE = "/_stcore/"  # what Streamlit asks for at every page's address, to find its server
LAPTOP: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
DEVICES: dict[str, dict[str, Any]] = {
    "laptop": {"viewport": LAPTOP},
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2},
    "other": {"viewport": LAPTOP},
}
RESULTS = PROJECT / "test-results"

seeds = count(100)

expect.set_options(timeout=TIMEOUT)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep what a browser shows when a test has failed in it."""
    report: Any = yield
    if report.when != "teardown" and report.failed:
        browser = getattr(item, "funcargs", {}).get("browser")
        contexts = browser.contexts if browser is not None else []
        pages = [page for context in contexts for page in context.pages]
        for number, page in enumerate(pages):
            if page.url != "about:blank":
                _keep(page, re.sub(r"[^\w.-]+", "-", item.nodeid) + f"-{number}")
    return report


def _keep(page: Page, name: str) -> None:
    """Write a page's picture and its HTML, where it still answers."""
    RESULTS.mkdir(exist_ok=True)
    try:
        page.screenshot(path=RESULTS / f"{name}.png", timeout=10_000)
        (RESULTS / f"{name}.html").write_text(f"<!-- {page.url} -->\n{page.content()}")
    except Error as error:
        (RESULTS / f"{name}.txt").write_text(str(error))


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("app")
    with running_app(folder, ANOMALY_TEACHER_KEY=TEACHER_KEY) as address:
        if find_mnist()[0] is None:
            _open_until_fetched(browser, address)
        yield address


def _open_until_fetched(browser: Browser, address: str) -> None:
    """Open a page until MNIST has come or cannot; a page asks for the progress all the while."""
    page = browser.new_page()
    Playground(page).open(address)
    wait_for_fetching(page)
    page.close()


@dataclass
class Desk:
    """A browser context with one page, both used again by test after test.

    Attributes
    ----------
    browser : Browser
    options : dict
        Of its contexts: the size of the window and what the device can do.
    """

    browser: Browser
    options: dict[str, Any]
    _context: BrowserContext | None = field(default=None, init=False)
    _page: Page | None = field(default=None, init=False)

    @property
    def context(self) -> BrowserContext:
        """The context, opened when it is first asked for."""
        if self._context is None:
            self._context = self.browser.new_context(**self.options)
        return self._context

    def lend(self) -> Iterator[Page]:
        """Give the page, empty, and fail if its console reported an error meanwhile."""
        if self._page is None or self._page.is_closed():
            self._page = self.context.new_page()
        page, errors = self._page, list[str]()

        def listen(message: ConsoleMessage) -> None:
            probe = "status of 404" in message.text and PROBE in message.location["url"]
            known = probe or UNREACHED.match(message.text) or NO_WIDTH.match(message.text)
            if message.type == "error" and not known:
                errors.append(f"{message.text} ({message.location['url']})")

        def note(error: Error) -> None:
            errors.append(str(error))

        page.on("console", listen)
        page.on("pageerror", note)
        try:
            yield page
        finally:
            self._clean(page)
            page.remove_listener("console", listen)
            page.remove_listener("pageerror", note)
        assert errors == []

    @property
    def entries(self) -> int:
        """How many entries the history of its page has."""
        if self._page is None or self._page.is_closed():
            return 0
        return int(self._page.evaluate("history.length"))

    def renew(self) -> None:
        """Close the page, and with it its history; the next that is lent is another."""
        if self._page is not None:
            self._page.close()

    def close(self) -> None:
        if self._context is not None:
            self._context.close()
        self._context = self._page = None

    def _clean(self, page: Page) -> None:
        """Take back all that a test left in the page; where that fails, the next gets another."""
        try:
            _forget(page)
            page.unroute_all(behavior="ignoreErrors")
            page.goto("about:blank")
            page.mouse.up()
            page.mouse.move(0, 0)
            page.set_viewport_size(self.options["viewport"])
            page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
            page.context.clear_permissions()
        except Error:
            self.close()


def _forget(page: Page) -> None:
    """Take back what a page had its browser store."""
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.context.clear_cookies()


@pytest.fixture(scope="session")
def desks(browser: Browser) -> Iterator[dict[str, Desk]]:
    desks = {name: Desk(browser, options) for name, options in DEVICES.items()}
    yield desks
    for desk in desks.values():
        desk.close()


@pytest.fixture(scope="module")
def laptop_desk(desks: dict[str, Desk]) -> Iterator[Desk]:
    yield desks["laptop"]
    desks["laptop"].renew()


@pytest.fixture(scope="module")
def phone_desk(desks: dict[str, Desk]) -> Iterator[Desk]:
    yield desks["phone"]
    desks["phone"].renew()


@pytest.fixture(scope="module")
def other_desk(desks: dict[str, Desk]) -> Iterator[Desk]:
    yield desks["other"]
    desks["other"].renew()


@pytest.fixture
def page(laptop_desk: Desk) -> Iterator[Page]:
    yield from laptop_desk.lend()


@pytest.fixture
def own_page(laptop_desk: Desk) -> Iterator[Page]:
    """A page of one test alone, which may change it for good, and whose console may complain."""
    page = laptop_desk.context.new_page()
    yield page
    _forget(page)
    page.close()


@pytest.fixture
def another(other_desk: Desk) -> Iterator[Page]:
    """The page of a second person, in a context of its own."""
    yield from other_desk.lend()


@pytest.fixture
def phone(phone_desk: Desk) -> Iterator[Page]:
    yield from phone_desk.lend()


@pytest.fixture
def playground(page: Page, address: str) -> Playground:
    return Playground(page).open(address)


@pytest.fixture
def screen(page: Page, address: str) -> TrainScreen:
    """The Train page with a seed from which no other test trains."""
    screen = TrainScreen(page).open(address)
    screen.settle_seed(next(seeds))
    return screen


@pytest.fixture(scope="session")
def trained() -> TrainedDetector:
    """The detector that the page opens with, with the scores of this machine's digits."""
    found, _ = store.find(TrainingPlan(), [MNIST_FINGERPRINT])
    assert found is not None
    digits = load_digits()
    return found if is_tested_on(found, digits) else retest(found, digits)
