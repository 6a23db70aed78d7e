"""Options, time limits and fixtures that many tests share; none needs the network."""

from __future__ import annotations

import asyncio
import inspect
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # neither torch nor Playwright is loaded for tests that need none
    from playwright.sync_api import Browser

    from anomaly.data.digits import Digits
    from anomaly.training.trained import TrainedDetector
    from tests.support.postgres import Postgres

SLOW_TIMEOUT = 3600  # seconds


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests that take minutes, too")


def pytest_configure() -> None:
    # For all tests, not for each: a download that one of them began may outlive it.
    os.environ["MNIST_MIRROR"] = "http://127.0.0.1:9/"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    skip = pytest.mark.skip(reason="takes minutes; --slow runs it")
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(SLOW_TIMEOUT))
            if not config.getoption("--slow"):
                item.add_marker(skip)
    in_browser = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    if not in_browser:
        return
    from tests.support.app import find_chromium

    missing = pytest.mark.skip(reason="no Chromium could be found")
    found = find_chromium() is not None
    for item in in_browser:
        item.add_marker(pytest.mark.browser)
        if not found:
            item.add_marker(missing)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run coroutine tests on a thread of their own: Playwright keeps this one's event loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    executor = ThreadPoolExecutor(1)
    try:
        executor.submit(asyncio.run, test).result()
    finally:
        executor.shutdown(wait=False)  # a test past its time limit is not waited for
    return True


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped for which reason."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason}")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests out of the person's own models and classes."""
    monkeypatch.setenv("ANOMALY_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("ANOMALY_DATABASE", f"sqlite:///{tmp_path / 'data' / 'classes.sqlite'}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests.support.app import running_browser

    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def digits() -> Digits:
    from anomaly.data.digits import load_generated

    return load_generated()


@pytest.fixture(scope="session")
def mnist() -> Digits:
    from anomaly.data.digits import load_mnist
    from anomaly.data.mnist import find_mnist

    root, _ = find_mnist()
    if root is None:
        pytest.skip("MNIST is not on this machine; set MNIST_ROOT")
    return load_mnist(root)


@pytest.fixture(scope="session")
def small(digits: Digits) -> TrainedDetector:
    """A small autoencoder that has learned a little about 1s."""
    from anomaly.training.plan import TrainingPlan
    from anomaly.training.trainer import train_detector
    from tests.support.small import SMALL

    return train_detector(TrainingPlan(settings=SMALL), digits)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL with no databases of classes yet."""
    from tests.support.postgres import find_programs, running_postgres

    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed; tests/run.sh installs it for root")
    with running_postgres(programs) as postgres:
        yield postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of classes, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'classes.sqlite'}"
    postgres: Postgres = request.getfixturevalue("postgres")
    return postgres.url_of_new()
