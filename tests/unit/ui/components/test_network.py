"""The page's network beside its detector: the same reconstructions and scores."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from anomaly.data.digits import Digits
from anomaly.detectors import build, override, recipe
from anomaly.detectors.components.chain import Chain, rebuilding_chain
from anomaly.detectors.components.loop import seeded
from anomaly.detectors.components.module_layers import layers_of
from anomaly.storage import store
from anomaly.storage.chain_file import chain_file, write_chain
from tests.support.chain import rebuild_and_score
from tests.support.node import run_node

SCRIPT = Path(__file__).with_name("run_network.mjs")
MAX_MILLISECONDS = {"autoencoder": 1.0, "vae": 1.0, "pca": 1.0, "convolutional": 4.0}


def judge_in_node(
    content: bytes | None, images: Tensor, folder: Path
) -> tuple[Tensor, Tensor, list[float]]:
    """Return reconstructions, scores and milliseconds of digits as the page computes them."""
    assert content is not None
    network, digits, rebuilt = (folder / name for name in ("network", "digits", "rebuilt"))
    network.write_bytes(content)
    digits.write_bytes(images.numpy().astype("<f4").tobytes())
    answer = json.loads(run_node(SCRIPT, network, digits, rebuilt))
    pictures = torch.from_numpy(np.fromfile(rebuilt, "<f4")).view_as(images)
    return pictures, torch.tensor(answer["scores"]), answer["times"]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("autoencoder", {"hidden": (32,), "latent": 8, "score": "squared"}),
        ("autoencoder", {"hidden": (), "latent": 2, "score": "relative"}),
        ("convolutional", {"channels": 3, "latent": 2, "score": "absolute"}),
        ("vae", {"width": 16, "latent": 5, "score": "relative"}),
        ("vae", {"width": 16, "latent": 5, "score": "elbo", "noise": 0.3}),
    ],
)
def test_random_networks_rebuild_and_score_as_in_python(
    name: str, changes: dict[str, Any], digits: Digits, tmp_path: Path
) -> None:
    detector = build(name, override(recipe(name), changes))
    images = digits.test.images[:20]
    chain = detector.chain()
    assert chain is not None
    rebuilt, scores, _ = judge_in_node(write_chain(chain), images, tmp_path)
    assert torch.allclose(rebuilt, detector.reconstruct(images), atol=2e-3)
    assert torch.allclose(scores, detector.anomaly_score(images), rtol=2e-3)


def test_every_layer_computes_as_in_python(tmp_path: Path) -> None:
    """Odd sizes and strides, and activations that no detector has yet."""
    with seeded(1):
        modules = (
            nn.Conv2d(1, 3, (5, 4), stride=3, padding=2), nn.Sigmoid(), nn.Conv2d(3, 5, 1),
            nn.Tanh(), nn.ConvTranspose2d(5, 2, (4, 3), stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(20 * 19 * 2, 784),
        )  # fmt: skip
        images = torch.rand(5, 1, 28, 28)
    chain: Chain = rebuilding_chain(layers_of(*modules), "absolute")
    expected, scores = rebuild_and_score(chain, images)
    rebuilt, found, _ = judge_in_node(write_chain(chain), images, tmp_path)
    assert torch.allclose(rebuilt, expected, atol=2e-3)
    assert torch.allclose(found, scores, rtol=2e-3)


@pytest.mark.parametrize("name", MAX_MILLISECONDS)
def test_bundled_detectors_score_as_in_python_and_in_a_frame(
    name: str, digits: Digits, tmp_path: Path
) -> None:
    (path,) = store.BUNDLED.glob(f"{name}-1-*")
    trained = store.load(path)
    images = digits.test.images
    rebuilt, scores, times = judge_in_node(chain_file(trained.detector), images, tmp_path)
    assert (scores - trained.score(images)).abs().max() < 0.002 * trained.threshold
    assert (rebuilt - trained.detector.reconstruct(images)).abs().max() < 0.01
    assert min(times) < MAX_MILLISECONDS[name]  # the least, since the machine may be busy
