"""Codes: the few numbers that a detector rebuilds a picture from, as the page computes them."""

import pytest
import torch

from anomaly.data.digits import load_generated
from anomaly.data.image_format import NUM_PIXELS
from anomaly.detectors import DETECTORS
from anomaly.storage import store
from tests.support.chain import compute

CODED = [name for name, entry in DETECTORS.items() if entry.detector.has_code]


@pytest.mark.parametrize("name", CODED)
def test_codes_are_few_and_what_the_narrowest_layer_of_the_page_has(name: str) -> None:
    [file] = store.BUNDLED.glob(f"{name}-1-*")
    detector = store.load(file).detector
    images = load_generated().test.images[:5]
    codes = detector.encode(images)
    assert codes.shape[1] < NUM_PIXELS / 4
    chain = detector.chain()
    if chain is None:  # no page computes it
        return
    values, outputs = images.flatten(1), []
    for layer in chain.layers:
        values = compute(layer, values)
        outputs.append(values)
    narrowest = min(outputs, key=lambda output: output.shape[1])
    torch.testing.assert_close(codes, narrowest, rtol=1e-4, atol=1e-4)


def test_detectors_without_a_code_say_so() -> None:
    assert {"autoencoder", "vae", "pca"} <= set(CODED)
    [file] = store.BUNDLED.glob("gradients-1-*")
    with pytest.raises(NotImplementedError):
        store.load(file).detector.encode(torch.zeros(1, 1, 28, 28))
