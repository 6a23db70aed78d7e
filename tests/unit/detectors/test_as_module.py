"""Networks as one module that rebuilds and scores, to be exported."""

from dataclasses import replace

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, build, recipe

NETWORKS = [
    ("autoencoder", {}),
    ("autoencoder", {"score": "relative"}),
    ("convolutional", {}),
    ("vae", {}),
    ("vae", {"score": "elbo"}),
    ("efficientgan", {}),
    ("efficientgan", {"discriminator": "cross_entropy"}),
    ("anovaegan", {}),
]


@pytest.mark.parametrize(("name", "changes"), NETWORKS)
def test_the_module_rebuilds_and_scores_as_the_detector_does(
    digits: Digits, name: str, changes: dict[str, str]
) -> None:
    detector = build(name, replace(recipe(name), **changes))
    module = detector.as_module()
    assert module is not None
    images = digits.test.images[::50]
    with torch.no_grad():
        rebuilt, scores = module(images)
    torch.testing.assert_close(rebuilt, detector.reconstruct(images))
    torch.testing.assert_close(scores, detector.anomaly_score(images))


def test_detectors_that_run_no_network_or_search_have_none() -> None:
    without = {name for name in DETECTORS if build(name, recipe(name)).as_module() is None}
    assert without == set(DETECTORS) - {name for name, _ in NETWORKS}
