"""PyTorch's modules as layers of a chain."""

import pytest
import torch
from torch import Tensor, nn

from anomaly.detectors.components.chain import Convolution, Layer, TransposedConvolution
from anomaly.detectors.components.module_layers import layers_of
from tests.support.chain import compute


def _compute_all(layers: list[Layer], x: Tensor) -> Tensor:
    for layer in layers:
        x = compute(layer, x)
    return x


def test_modules_within_modules_become_layers_that_compute_the_same() -> None:
    torch.manual_seed(0)
    encoder = nn.Sequential(
        nn.Conv2d(1, 3, 5, stride=3, padding=2), nn.Sigmoid(), nn.Flatten(), nn.Linear(300, 4)
    )
    decoder = nn.Sequential(
        nn.Linear(4, 2 * 9 * 8, bias=False),
        nn.Unflatten(1, (2, 9, 8)),
        nn.ConvTranspose2d(2, 1, (4, 3), stride=2, padding=1),
    )
    layers = layers_of(nn.Sequential(encoder, nn.ReLU()), nn.Tanh(), decoder)
    images = torch.rand(7, 1, 28, 28)
    expected = decoder(torch.tanh(torch.relu(encoder(images)))).flatten(1)
    assert torch.allclose(_compute_all(layers, images.flatten(1)), expected, atol=1e-5)


def test_convolutions_carry_the_shapes_of_what_they_take_and_make() -> None:
    layers = layers_of(
        nn.Conv2d(1, 4, 4, stride=2, padding=1), nn.ConvTranspose2d(4, 2, 4, stride=2, padding=1)
    )
    first, second = layers
    assert isinstance(first, Convolution)
    assert isinstance(second, TransposedConvolution)
    assert (first.input_shape, first.output_shape) == ((1, 28, 28), (4, 14, 14))
    assert (second.input_shape, second.output_shape) == ((4, 14, 14), (2, 28, 28))
    assert (first.multiplications, second.multiplications) == (4 * 16 * 14**2, 4 * 2 * 16 * 14**2)


@pytest.mark.parametrize(
    "module",
    [
        nn.LeakyReLU(),
        nn.Conv2d(1, 2, 3, dilation=2),
        nn.Conv2d(1, 2, 3, stride=(1, 2)),
        nn.Conv2d(1, 2, 3, padding="same"),
        nn.Conv2d(1, 2, 3, padding=1, padding_mode="circular"),
        nn.Conv2d(4, 4, 3, groups=2),
        nn.Conv2d(3, 2, 3),
        nn.ConvTranspose2d(1, 2, 3, stride=2, output_padding=1),
    ],
    ids=str,
)
def test_what_a_chain_cannot_compute_is_refused(module: nn.Module) -> None:
    with pytest.raises(ValueError, match=r"a chain has no layer|does not fit"):
        layers_of(module)


def test_weights_are_copies() -> None:
    module = nn.Linear(784, 2)
    (layer,) = layers_of(module)
    before = compute(layer, torch.ones(1, 784))
    with torch.no_grad():
        module.weight.zero_()
    assert torch.equal(compute(layer, torch.ones(1, 784)), before)
