"""Chains of layers compute what their detectors do."""

from typing import Any

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, Detector, build, override, recipe
from anomaly.detectors.components.chain import Dense, rebuilding_chain
from anomaly.detectors.components.loop import seeded
from anomaly.storage import store
from tests.support.chain import rebuild_and_score

KINDS: list[tuple[str, dict[str, Any]]] = [
    ("autoencoder", {}),
    ("autoencoder", {"hidden": (), "latent": 3, "score": "squared"}),
    ("autoencoder", {"hidden": (9, 8, 7, 6), "score": "relative"}),
    ("convolutional", {}),
    ("convolutional", {"channels": 3, "latent": 2, "score": "absolute"}),
    ("vae", {}),
    ("vae", {"width": 16, "latent": 5, "score": "elbo", "noise": 0.2}),
]


@pytest.mark.parametrize(("name", "changes"), KINDS)
def test_a_chain_rebuilds_and_scores_as_its_network(
    name: str, changes: dict[str, Any], digits: Digits
) -> None:
    _compare(build(name, override(recipe(name), changes)), digits)


@pytest.mark.parametrize("score", ["absolute", "squared"])
def test_a_chain_rebuilds_and_scores_as_principal_components(score: str, digits: Digits) -> None:
    detector = build("pca", override(recipe("pca"), {"components": 5, "score": score}))
    images = digits.train.images[:100]
    list(detector.fit(images, images, seed=0))
    _compare(detector, digits)


@pytest.mark.parametrize("path", store.list_files(), ids=lambda path: path.name)
def test_a_bundled_detector_has_a_chain_unless_it_is_none(path: Any, digits: Digits) -> None:
    detector = store.load(path).detector
    is_chain = detector.name in ("autoencoder", "convolutional", "vae", "pca")
    assert (detector.chain() is not None) == is_chain
    if is_chain:
        _compare(detector, digits)


def test_every_other_detector_has_none() -> None:
    without = {name for name in DETECTORS if DETECTORS[name].detector.chain is Detector.chain}
    assert without == {"anogan", "efficientgan", "anovaegan", "gradients", "nearest"}


def test_empty_pixels_are_zeros_for_a_first_dense_layer() -> None:
    with seeded(0):
        network = Dense(torch.randn(3, 784), torch.randn(3))
    first, last = rebuilding_chain([network], "absolute").layers
    assert isinstance(first, Dense)
    x = torch.rand(784)
    expected = network.weight @ (2 * x - 1) + network.bias
    assert torch.allclose(first.weight @ x + first.bias, expected, atol=1e-4)
    assert last.kind == "linear"


def _compare(detector: Detector, digits: Digits) -> None:
    images = torch.cat([digits.test.images[:40], torch.zeros(1, 1, 28, 28)])
    chain = detector.chain()
    assert chain is not None
    rebuilt, scores = rebuild_and_score(chain, images)
    assert torch.allclose(rebuilt, detector.reconstruct(images), atol=1e-5)
    assert torch.allclose(scores, detector.anomaly_score(images), rtol=1e-4, atol=1e-4)
