"""A running app gives the page the weights of its detectors."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from tests.support.server import running_app
from tests.support.student import page


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.mark.parametrize("name", ["autoencoder", "convolutional", "vae", "pca"])
async def test_a_browser_gets_the_weights_as_they_are_and_keeps_them(
    address: str, name: str
) -> None:
    path = next(store.BUNDLED.glob(f"{name}-1-*"))
    async with page(address, f"model={store.key_of(path)}") as session:
        content, headers = await asyncio.to_thread(session.weights)
    assert content == chain_file(store.load(path).detector)
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["weights/x", "weights/0123456789abcdef/0.safetensors"])
def test_there_is_nothing_else_at_its_addresses(address: str, path: str) -> None:
    """Streamlit would answer with its page, and all would seem well."""
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/{path}")
