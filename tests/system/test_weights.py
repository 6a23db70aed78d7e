"""A running app gives the page the weights of its detectors."""

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from anomaly.ui.web.weights import weights_address
from tests.support.server import running_app


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.mark.parametrize("name", ["autoencoder", "convolutional", "vae", "pca"])
def test_a_browser_gets_the_weights_as_they_are_and_keeps_them(address: str, name: str) -> None:
    trained = store.load(next(store.BUNDLED.glob(f"{name}-*")))
    request = urllib.request.Request(
        f"{address}/{weights_address(trained)}", headers={"Accept-Encoding": "gzip, br"}
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == chain_file(trained)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["weights/x", "weights/0123456789abcdef/0.safetensors"])
def test_there_is_nothing_else_at_its_addresses(address: str, path: str) -> None:
    """Streamlit would answer with its page, and all would seem well."""
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/{path}")
