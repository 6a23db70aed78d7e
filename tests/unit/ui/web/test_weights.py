"""The address of a detector's weights: what it serves, and what it refuses."""

import asyncio
import gc
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch

from anomaly.detectors import build
from anomaly.detectors.components.chain import Chain
from anomaly.paths import model_folder
from anomaly.storage import store
from anomaly.storage.chain_file import chain_digest, chain_file, chain_for_pages, write_chain
from anomaly.training.trained import TrainedDetector
from anomaly.ui.web.weights import weights_address
from tests.support.web import request

BUNDLED = {path.name.split("-")[0]: path for path in store.BUNDLED.glob("*-1-*")}


def with_weights(
    trained: TrainedDetector, change: Callable[[torch.Tensor], torch.Tensor]
) -> TrainedDetector:
    """Return a detector of the same plan whose weights are other ones."""
    detector = build(trained.plan.detector, trained.plan.settings)
    state = {name: change(value) for name, value in trained.detector.state_dict().items()}
    detector.load_state_dict(state)
    return replace(trained, detector=detector)


@pytest.fixture
def trained() -> TrainedDetector:
    return store.load(BUNDLED["pca"])


async def test_a_detector_in_view_is_served_and_kept_by_the_browser(
    trained: TrainedDetector,
) -> None:
    answer = await request(f"/{weights_address(trained)}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.body == chain_file(trained.detector)


@pytest.mark.parametrize("prefix", ["", "/deep/below"])
async def test_it_is_served_below_the_path_of_the_app(
    prefix: str, trained: TrainedDetector
) -> None:
    assert (await request(f"{prefix}/{weights_address(trained)}", prefix)).status == 200
    assert (await request(f"/else/{weights_address(trained)}", prefix)).status == 404


async def test_the_same_plan_trained_to_other_weights_has_another_address(
    small: TrainedDetector,
) -> None:
    """The key alone would leave browsers with the weights of a detector that is no more."""
    other = with_weights(small, lambda value: value + 0.01)
    assert other.key == small.key
    assert weights_address(other) != weights_address(small)
    for trained in (small, other):
        assert (await request(f"/{weights_address(trained)}")).body == chain_file(trained.detector)


async def test_a_file_is_made_once_and_only_when_a_page_asks_for_it(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Chain] = []

    def write(chain: Chain) -> bytes | None:
        made.append(chain)
        return write_chain(chain)

    monkeypatch.setattr("anomaly.storage.chain_file.write_chain", write)
    trained = with_weights(small, lambda value: value + 0.03)
    address = f"/{weights_address(trained)}"
    assert made == []
    answers = await asyncio.gather(*(request(address) for _ in range(3)))
    assert {answer.body for answer in answers} == {write_chain(made[0])}
    assert len(made) == 1


async def test_an_address_is_gone_with_the_last_of_its_detectors(small: TrainedDetector) -> None:
    first, second = (with_weights(small, lambda value: value + 0.02) for _ in range(2))
    address = f"/{weights_address(first)}"
    assert f"/{weights_address(second)}" == address
    del first
    gc.collect()
    assert (await request(address)).status == 200
    del second
    gc.collect()
    assert (await request(address)).status == 404


async def test_nothing_is_read_for_an_address_that_no_page_was_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = BUNDLED["vae"]
    chain = chain_for_pages(store.load(path).detector)
    assert chain is not None
    digest = (chain_digest(chain) or "")[:32]
    monkeypatch.setattr(store, "load", lambda *_: pytest.fail("it was read"))
    assert (await request(f"/weights/{store.key_of(path)}/{digest}.safetensors")).status == 404


async def test_a_detector_that_is_no_chain_has_no_address() -> None:
    nearest = store.load(BUNDLED["nearest"])
    assert weights_address(nearest) is None
    assert (await request(f"/weights/{nearest.key}/None")).status == 404
    assert (await request(f"/weights/{nearest.key}/0.safetensors")).status == 404


async def test_anything_else_is_not_found(trained: TrainedDetector) -> None:
    (model_folder() / "secret").mkdir(parents=True)
    (model_folder() / "secret" / "file.safetensors").write_bytes(b"secret")
    address = f"/{weights_address(trained)}"
    for path in (
        "/weights/", f"/weights/{trained.key}", f"/weights/{trained.key}/", f"{address}/",
        f"{address}x", address.upper(), f"/weights/{BUNDLED['pca'].name}", "/weights/../app.py",
        "/weights/secret/file.safetensors", "/weights/0123456789abcdef/0.safetensors",
        "/weights/[0-9]*/0.safetensors", f"/weights/{'a' * 5000}/0", "/weights/\0/\udcff",
    ):  # fmt: skip
        answer = await request(path)
        assert (answer.status, answer.body) in ((404, b""), (404, b"Not Found")), path


async def test_it_is_only_read(trained: TrainedDetector) -> None:
    assert (await request(f"/{weights_address(trained)}", method="POST")).status == 405


async def test_weights_beyond_half_precision_have_no_address(small: TrainedDetector) -> None:
    assert weights_address(with_weights(small, lambda value: value + 1e5)) is None
