"""Digits and detectors that many tests share; none needs the network."""

import asyncio
import inspect
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from anomaly.data.digits import Digits, load_generated, load_mnist
from anomaly.data.mnist import find_mnist
from anomaly.detectors.autoencoder import AutoencoderSettings
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from tests.support.app import find_chromium, running_browser

SMALL = AutoencoderSettings(latent=8, hidden=(32,), epochs=2, least_updates=0)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests that take minutes, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        skip = pytest.mark.skip(reason="takes minutes; --slow runs it")
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(skip)
    skip = pytest.mark.skip(reason="no Chromium could be found")
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if find_chromium() is None:
                item.add_marker(skip)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run tests that are coroutines, on a thread of their own: Playwright keeps this one's loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, test).result()
    return True


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests out of the person's own models, and off the network."""
    monkeypatch.setenv("ANOMALY_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("MNIST_MIRROR", "http://127.0.0.1:9/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def digits() -> Digits:
    return load_generated()


@pytest.fixture(scope="session")
def mnist() -> Digits:
    root, _ = find_mnist()
    if root is None:
        pytest.skip("MNIST is not on this machine; set MNIST_ROOT")
    return load_mnist(root)


@pytest.fixture(scope="session")
def small(digits: Digits) -> TrainedDetector:
    """A small autoencoder that has learned a little about 1s."""
    return train_detector(TrainingPlan(settings=SMALL), digits)
