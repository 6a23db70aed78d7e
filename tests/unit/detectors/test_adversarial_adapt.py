"""Networks fitted against a critic can be adapted several times in a row."""

import pytest
import torch

from anomaly.detectors import build, recipe


@pytest.mark.parametrize("name", ["anogan", "efficientgan", "anovaegan"])
def test_a_network_that_was_adapted_is_adapted_again(name: str) -> None:
    detector, images = build(name, recipe(name)), torch.rand(8, 1, 28, 28)
    state = {key: value.clone() for key, value in detector.state_dict().items()}
    for _ in range(2):
        detector.load_state_dict(state)
        next(iter(detector.adapt(images, images[:2], 0, is_rough=True)))
        assert any(not torch.equal(state[key], new) for key, new in detector.state_dict().items())
