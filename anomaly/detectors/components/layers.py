"""Layers that several networks are built of."""

from collections.abc import Sequence
from itertools import pairwise

from torch import nn

from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS

LEAKY = nn.LeakyReLU(0.2)  # without parameters, so networks can share it


def stack(widths: Sequence[int], activation: nn.Module) -> nn.Sequential:
    """Return linear layers of the given widths with an activation between them."""
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(widths):
        layers += [nn.Linear(inputs, outputs), activation]
    return nn.Sequential(*layers[:-1])


def image_generator(widths: Sequence[int]) -> nn.Sequential:
    """Return linear layers from a code to images (N, 1, 28, 28) in [-1, 1]."""
    return nn.Sequential(
        stack((*widths, NUM_PIXELS), LEAKY), nn.Tanh(), nn.Unflatten(1, (1, IMAGE_SIDE, IMAGE_SIDE))
    )
