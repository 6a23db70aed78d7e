"""The fully connected autoencoder of the source article, with the sum of differences as score."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor, nn

from anomaly.data.image_format import NUM_PIXELS
from anomaly.detectors.components.chain import Chain, rebuilding_chain
from anomaly.detectors.components.layers import stack
from anomaly.detectors.components.loop import hardest_first_loss, reconstruction_loss
from anomaly.detectors.components.module_layers import layers_of
from anomaly.detectors.components.network import (
    RESIDUALS,
    BatchStep,
    ResidualDetector,
    adam_step,
)
from anomaly.detectors.settings import FitSettings
from anomaly.validation import Choice, Range, check_range

MAX_LAYERS = 4
ADAPT_RATE = 2.0  # of training's: strokes that no digit had are far from what was learned


@dataclass(frozen=True)
class AutoencoderSettings(FitSettings):
    """Settings of `Autoencoder`; the defaults reach the article's quality in a tenth of the time.

    Epochs, batch size and learning rate were chosen on training digits alone: the AUROC of held-out
    training 1s against training digits of the other kinds.

    Attributes
    ----------
    learning_rate : float
        Learning rate of Adam, or the peak of its one-cycle schedule.
    one_cycle : bool
        Warm up to the learning rate and anneal (Smith & Topin 2018), which is what lets larger
        steps converge in as few epochs; otherwise the rate is constant.
    weight_decay : float
    latent : int
        Size of the bottleneck; the article's.
    hidden : tuple of int
        Widths from the picture to the bottleneck; the decoder mirrors them.
    score : {"absolute", "squared", "relative"}
        Reduction of the difference map, see `residual_score`; the article's is the first. The
        second counts one missing stroke for more than a little blur everywhere.
    """

    learning_rate: Annotated[float, Range(1e-7, 10.0)] = 4e-3
    one_cycle: bool = True
    weight_decay: Annotated[float, Range(0.0, 1.0)] = 0.0
    latent: Annotated[int, Range(1, NUM_PIXELS)] = 64
    hidden: Annotated[tuple[int, ...], Range(1, 1024)] = (256, 128)
    score: Annotated[str, Choice(*RESIDUALS)] = "absolute"

    def __post_init__(self) -> None:
        object.__setattr__(self, "hidden", tuple(self.hidden))
        check_range("hidden", len(self.hidden), 0, MAX_LAYERS)
        super().__post_init__()


RECIPES = {
    "default": AutoencoderSettings(),
    "article": AutoencoderSettings(
        epochs=10,
        least_updates=0,
        batch_size=16,
        learning_rate=3e-4,
        one_cycle=False,
        weight_decay=1e-5,
    ),
    "squared": AutoencoderSettings(score="squared"),
    "relative": AutoencoderSettings(score="relative"),
}


class Network(nn.Module):
    """784 - hidden - latent - hidden - 784 with ReLU between and tanh at the end."""

    def __init__(self, hidden: tuple[int, ...], latent: int) -> None:
        super().__init__()
        self.encoder = stack((NUM_PIXELS, *hidden, latent), nn.ReLU())
        self.decoder = stack((latent, *reversed(hidden), NUM_PIXELS), nn.ReLU())

    def forward(self, x: Tensor) -> Tensor:
        code = self.encoder(x.flatten(1))  # (N, latent)
        return torch.tanh(self.decoder(code)).view_as(x)


class Autoencoder(ResidualDetector[Network]):
    """Autoencoder fitted on normal digits with the mean squared error.

    The score is the sum over the pixels of \\|input - reconstruction\\|, both in [0, 1], or another
    reduction by `residual_score`.
    """

    name = "autoencoder"
    has_code = True
    learns_parts = True
    # Chosen on writers that no published figure is of; fewer leave what no digit had blurred.
    adapt_updates = 500
    rough_updates = 60
    adapt_batch = 128
    settings: AutoencoderSettings

    def __init__(
        self, settings: AutoencoderSettings = RECIPES["default"], device: str = "cpu"
    ) -> None:
        super().__init__(settings, device)

    def build_network(self) -> Network:
        return Network(self.settings.hidden, self.settings.latent)

    def make_training_step(
        self, network: Network, updates: int, generator: torch.Generator
    ) -> BatchStep:
        rate = self.settings.learning_rate
        return self._step(reconstruction_loss(network), network, updates, rate)

    def make_adapting_step(
        self, network: Network, updates: int, generator: torch.Generator
    ) -> BatchStep:
        rate = self.settings.learning_rate * ADAPT_RATE
        return self._step(hardest_first_loss(network), network, updates, rate)

    def codes_of(self, batch: Tensor) -> Tensor:
        codes: Tensor = self.network.encoder(batch.flatten(1))
        return codes

    def chain(self) -> Chain:
        layers = layers_of(self.network.encoder, self.network.decoder, nn.Tanh())
        return rebuilding_chain(layers, self.settings.score)

    def _step(
        self, loss_of: Callable[[Tensor], Tensor], network: Network, updates: int, rate: float
    ) -> BatchStep:
        one_cycle, weight_decay = self.settings.one_cycle, self.settings.weight_decay
        return adam_step(loss_of, network, updates, rate, one_cycle, weight_decay)
