"""A detector as a chain of layers in plain numbers, which a page can compute without PyTorch.

The values between two layers are one flat array; images in it are ordered (channel, row, column).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from typing import ClassVar

from torch import Tensor

Shape = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Layer:
    """A step from one flat array of values to the next.

    Attributes
    ----------
    kind : str
        Its name for the page.
    """

    kind: ClassVar[str]

    @property
    def multiplications(self) -> int:
        """Number of multiplications by weights for one picture."""
        return 0


@dataclass(frozen=True, eq=False)
class Dense(Layer):
    """A fully connected layer: weight (outputs, inputs) @ input + bias (outputs,)."""

    kind = "dense"
    weight: Tensor
    bias: Tensor

    @property
    def multiplications(self) -> int:
        return self.weight.numel()


@dataclass(frozen=True, eq=False)
class Filters(Layer):
    """Filters over images, with what both kinds of convolution have.

    Attributes
    ----------
    weight : Tensor
        (output channels, input channels, height, width), for a transposed convolution (input
        channels, output channels, height, width).
    bias : Tensor
        (output channels,)
    stride, padding : int
    input_shape, output_shape : tuple of int
        Channels, height and width.
    """

    weight: Tensor
    bias: Tensor
    stride: int
    padding: int
    input_shape: Shape
    output_shape: Shape


class Convolution(Filters):
    """Filters that look at neighbourhoods, the input surrounded by zeros.

    output[o, y, x] = bias[o] + the sum over i, r, c of
    weight[o, i, r, c] * input[i, stride * y + r - padding, stride * x + c - padding].
    """

    kind = "convolution"

    @property
    def multiplications(self) -> int:
        return self.weight.numel() * prod(self.output_shape[1:])


class TransposedConvolution(Filters):
    """Filters that paint neighbourhoods; what falls beyond the output's edges is dropped.

    output[o, stride * y + r - padding, stride * x + c - padding] is bias[o] + the sum of all
    weight[i, o, r, c] * input[i, y, x] that fall there.
    """

    kind = "transposed_convolution"

    @property
    def multiplications(self) -> int:
        return self.weight.numel() * prod(self.input_shape[1:])


class Relu(Layer):
    """max(0, value)."""

    kind = "relu"


class Tanh(Layer):
    """tanh(value)."""

    kind = "tanh"


class Sigmoid(Layer):
    """1 / (1 + exp(-value))."""

    kind = "sigmoid"


@dataclass(frozen=True, eq=False)
class Linear(Layer):
    """scale * value + offset, the same for each value."""

    kind = "linear"
    scale: float
    offset: float


@dataclass(frozen=True, eq=False)
class Clip(Layer):
    """The value, or the nearer end of [low, high] where it lies outside."""

    kind = "clip"
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class GaussianCode(Layer):
    """The mean of a Gaussian code, from an input of its mean followed by its log variance.

    Its divergence from the standard normal, which the score "elbo" adds, is the sum of
    (mean^2 + exp(v) - 1 - v) / 2, with v the log variance clipped to [low, high].

    Attributes
    ----------
    size : int
        Dimensions of the code; the input has twice as many.
    low, high : float
        Range of the log variance.
    """

    kind = "gaussian_code"
    size: int
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Chain:
    """Layers that rebuild a picture, and how it is scored by what they rebuild.

    Attributes
    ----------
    layers : tuple of Layer
        Map 784 intensities in [0, 1] to their reconstruction in [0, 1].
    score : {"absolute", "squared", "relative", "elbo"}
        Reduction of the difference, see `anomaly.detectors.components.network.residual_score`.
        "elbo" is the squared one over 2 noise^2, plus the divergence of `GaussianCode`.
    noise : float
        Standard deviation of a pixel, for "elbo" alone.
    """

    layers: tuple[Layer, ...]
    score: str
    noise: float = 1.0

    @property
    def multiplications(self) -> int:
        """Number of multiplications by weights for one picture: what computing it costs."""
        return sum(layer.multiplications for layer in self.layers)


def rebuilding_chain(layers: Iterable[Layer], score: str, noise: float = 1.0) -> Chain:
    """Return the chain of a network that maps pictures in [-1, 1] to pictures in [-1, 1].

    Intensities are scaled before and after it. A first dense layer takes over the scaling, so that
    empty pixels remain zeros, which need no computing.
    """
    first, *rest = layers
    if isinstance(first, Dense):
        weight = first.weight.double()
        bias = first.bias.double() - weight.sum(1)
        scaled: list[Layer] = [Dense((2 * weight).float(), bias.float())]
    else:
        scaled = [Linear(2.0, -1.0), first]
    return Chain((*scaled, *rest, Linear(0.5, 0.5)), score, noise)
