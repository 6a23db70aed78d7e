"""Chains of layers computed by PyTorch: what a page has to arrive at."""

import torch
from torch import Tensor
from torch.nn import functional as F

from anomaly.detectors.components.chain import (
    Chain,
    Clip,
    Convolution,
    Dense,
    GaussianCode,
    Layer,
    Linear,
    Relu,
    Sigmoid,
    Tanh,
    TransposedConvolution,
)
from anomaly.detectors.components.network import residual_score
from anomaly.detectors.vae import divergence


def compute(layer: Layer, x: Tensor) -> Tensor:
    """Return a layer's output (N, outputs) of float32 inputs (N, inputs)."""
    match layer:
        case Dense():
            return F.linear(x, layer.weight, layer.bias)
        case Convolution():
            images = x.view(-1, *layer.input_shape)
            filtered = F.conv2d(images, layer.weight, layer.bias, layer.stride, layer.padding)
            return filtered.flatten(1)
        case TransposedConvolution():
            images = x.view(-1, *layer.input_shape)
            painted = F.conv_transpose2d(
                images, layer.weight, layer.bias, layer.stride, layer.padding
            )
            return painted.flatten(1)
        case Relu():
            return x.relu()
        case Tanh():
            return x.tanh()
        case Sigmoid():
            return x.sigmoid()
        case Linear():
            return x * layer.scale + layer.offset
        case Clip():
            return x.clamp(layer.low, layer.high)
        case GaussianCode():
            return x[:, : layer.size]
    raise TypeError(layer)


def rebuild_and_score(chain: Chain, images: Tensor) -> tuple[Tensor, Tensor]:
    """Return reconstructions (N, 1, 28, 28) and scores (N,) of images (N, 1, 28, 28)."""
    x, extra = images.flatten(1), torch.zeros(len(images))
    for layer in chain.layers:
        if isinstance(layer, GaussianCode):
            mean, log_variance = x.chunk(2, dim=1)
            extra = divergence(mean, log_variance.clamp(layer.low, layer.high))
        x = compute(layer, x)
    rebuilt = x.view_as(images)
    difference = (images - rebuilt).abs()
    if chain.score == "elbo":
        squared = residual_score(images, difference, "squared")
        return rebuilt, squared / (2 * chain.noise**2) + extra
    return rebuilt, residual_score(images, difference, chain.score)
