"""The layers of a chain from PyTorch's modules."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors.components.chain import (
    Convolution,
    Dense,
    Layer,
    Relu,
    Shape,
    Sigmoid,
    Tanh,
    TransposedConvolution,
)


def layers_of(*modules: nn.Module) -> list[Layer]:
    """Return the layers of modules that follow one another.

    Parameters
    ----------
    *modules : nn.Module
        Linear, Conv2d, ConvTranspose2d, ReLU, Tanh, Sigmoid, Flatten, Unflatten, or Sequential of
        these. A first convolution gets a picture (1, 28, 28).

    Returns
    -------
    list of Layer
        Weights are copies in float32, on the CPU.

    Raises
    ------
    ValueError
        If a module is of another kind, or a convolution is grouped, dilated, uneven or not padded
        by zeros.
    """
    shape: tuple[int, ...] = (1, IMAGE_SIDE, IMAGE_SIDE)
    layers: list[Layer] = []
    for module in _one_by_one(modules):
        if isinstance(module, nn.Unflatten):
            shape = tuple(int(side) for side in module.unflattened_size)
        elif isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            convolution = _convolution(module, shape)
            layers.append(convolution)
            shape = convolution.output_shape
        elif not isinstance(module, nn.Flatten):
            layers.append(_plain_layer(module))
    return layers


def _one_by_one(modules: Iterable[nn.Module]) -> Iterable[nn.Module]:
    for module in modules:
        if isinstance(module, nn.Sequential):
            yield from _one_by_one(module)
        else:
            yield module


def _plain_layer(module: nn.Module) -> Layer:
    match module:
        case nn.Linear():
            return Dense(*_parameters(module, module.out_features))
        case nn.ReLU():
            return Relu()
        case nn.Tanh():
            return Tanh()
        case nn.Sigmoid():
            return Sigmoid()
        case _:
            raise ValueError(f"a chain has no layer for {type(module).__name__}")


def _convolution(
    module: nn.Conv2d | nn.ConvTranspose2d, shape: tuple[int, ...]
) -> Convolution | TransposedConvolution:
    """Return the layer of a convolution whose input has a shape (channels, height, width)."""
    stride, padding = _one(module.stride), _one(module.padding)
    is_plain = module.groups == 1 and module.padding_mode == "zeros"
    if not is_plain or _one(module.dilation) != 1 or _one(module.output_padding) != 0:
        raise ValueError("a chain has no layer for this kind of convolution")
    channels, height, width = shape
    if channels != module.in_channels:
        raise ValueError(f"a convolution does not fit an input of {shape}")
    weight, bias = _parameters(module, module.out_channels)

    def size_of(side: int, kernel: int) -> int:
        if isinstance(module, nn.Conv2d):
            return (side + 2 * padding - kernel) // stride + 1
        return (side - 1) * stride - 2 * padding + kernel

    rows, columns = module.kernel_size
    output: Shape = (module.out_channels, size_of(height, rows), size_of(width, columns))
    kind = Convolution if isinstance(module, nn.Conv2d) else TransposedConvolution
    return kind(weight, bias, stride, padding, (channels, height, width), output)


def _one(values: Any) -> int:
    """Return what PyTorch repeats for height and width.

    Raises
    ------
    ValueError
        If the two differ, or are words.
    """
    if isinstance(values, str) or len(set(values)) != 1:
        raise ValueError("a chain has no layer for an uneven convolution")
    value: int = values[0]
    return value


def _parameters(
    module: nn.Linear | nn.Conv2d | nn.ConvTranspose2d, outputs: int
) -> tuple[Tensor, Tensor]:
    """Return copies of a module's weight and bias, float32 on the CPU."""
    bias = torch.zeros(outputs) if module.bias is None else module.bias
    weight, bias = (value.detach().float().cpu().clone() for value in (module.weight, bias))
    return weight, bias
