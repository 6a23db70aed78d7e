"""The convolutional autoencoder: the same idea with filters that look at neighbourhoods."""

from dataclasses import dataclass
from typing import Annotated

from torch import Generator, Tensor, nn

from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.detectors.components.chain import Chain, rebuilding_chain
from anomaly.detectors.components.loop import reconstruction_loss
from anomaly.detectors.components.module_layers import layers_of
from anomaly.detectors.components.network import (
    RESIDUALS,
    BatchStep,
    ResidualDetector,
    adam_step,
)
from anomaly.detectors.settings import FitSettings
from anomaly.validation import Choice, Range

QUARTER = IMAGE_SIDE // 4  # side after two halvings


@dataclass(frozen=True)
class ConvolutionalSettings(FitSettings):
    """Settings of `Convolutional`.

    Latent size, channels and score were chosen on training digits alone: the mean AUROC of held-out
    1s, 2s, 4s and 8s against training digits of the other kinds.

    Attributes
    ----------
    learning_rate : float
        The peak of Adam's one-cycle schedule.
    latent : int
        Size of the bottleneck. Filters rebuild strokes of any digit, so it is narrower than the
        fully connected network's: 32 rebuilds anomalies too well.
    channels : int
        Filters of the first layer; the second has twice as many.
    score : {"absolute", "squared", "relative"}
        Reduction of the difference map, see `residual_score`.
    """

    epochs: Annotated[int, Range(1, 1000)] = 10
    learning_rate: Annotated[float, Range(1e-7, 10.0)] = 4e-3
    latent: Annotated[int, Range(1, NUM_PIXELS)] = 8
    channels: Annotated[int, Range(1, 128)] = 16
    score: Annotated[str, Choice(*RESIDUALS)] = "relative"


RECIPES = {"default": ConvolutionalSettings()}


class Network(nn.Module):
    """Two convolutions that halve the picture, a bottleneck, and two that double it again."""

    def __init__(self, channels: int, latent: int) -> None:
        super().__init__()
        wide = 2 * channels
        self.encoder = nn.Sequential(
            nn.Conv2d(1, channels, 4, stride=2, padding=1),  # (N, channels, 14, 14)
            nn.ReLU(),
            nn.Conv2d(channels, wide, 4, stride=2, padding=1),  # (N, wide, 7, 7)
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(wide * QUARTER**2, latent),
        )
        self.decoder = nn.Sequential(
            nn.Linear(latent, wide * QUARTER**2),
            nn.ReLU(),
            nn.Unflatten(1, (wide, QUARTER, QUARTER)),
            nn.ConvTranspose2d(wide, channels, 4, stride=2, padding=1),  # (N, channels, 14, 14)
            nn.ReLU(),
            nn.ConvTranspose2d(channels, 1, 4, stride=2, padding=1),  # (N, 1, 28, 28)
            nn.Tanh(),
        )

    def forward(self, x: Tensor) -> Tensor:
        rebuilt: Tensor = self.decoder(self.encoder(x))
        return rebuilt


class Convolutional(ResidualDetector[Network]):
    """Convolutional autoencoder (Masci et al. 2011) fitted on normal digits by mean squared error.

    The score is the difference map reduced by `residual_score`.
    """

    name = "convolutional"
    has_code = True
    scoring_batch = 256  # with the most channels, 0.4 s
    settings: ConvolutionalSettings

    def build_network(self) -> Network:
        return Network(self.settings.channels, self.settings.latent)

    def make_training_step(self, network: Network, updates: int, generator: Generator) -> BatchStep:
        return adam_step(
            reconstruction_loss(network), network, updates, self.settings.learning_rate
        )

    def codes_of(self, batch: Tensor) -> Tensor:
        codes: Tensor = self.network.encoder(batch)
        return codes

    def chain(self) -> Chain:
        layers = layers_of(self.network.encoder, self.network.decoder)
        return rebuilding_chain(layers, self.settings.score)
