"""AnoVAEGAN: a variational autoencoder whose decoder is fitted against a critic."""

from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from anomaly.data.image_format import NUM_PIXELS
from anomaly.detectors.components.adversarial import (
    AdversarialDetector,
    AdversarialNetwork,
    AdversarialSettings,
    Generated,
    minibatch_stddev,
)
from anomaly.detectors.components.layers import LEAKY, image_generator, stack
from anomaly.detectors.components.network import RESIDUALS, ResidualDetector
from anomaly.detectors.vae import divergence
from anomaly.validation import Choice, Range

WIDTHS = (256, 128)  # from the picture to the code
MAX_LOG_VARIANCE = 10.0  # beyond it the exponential overflows


@dataclass(frozen=True)
class AnoVaeGanSettings(AdversarialSettings):
    """Settings of `AnoVaeGan`, chosen on training digits alone.

    Attributes
    ----------
    latent : int
        Size of the code. With more, anomalies are rebuilt better.
    divergence : float
        Weight of the Kullback-Leibler divergence of a digit's codes from the prior, beside the mean
        squared error of a pixel in [-1, 1].
    adversarial : float
        Weight of the adversarial loss. More makes strokes crisp, but not where the digit has them.
    score : {"absolute", "squared", "relative"}
        Reduction of the difference map, see `residual_score`; the paper's is the first.
    """

    latent: Annotated[int, Range(1, NUM_PIXELS)] = 8
    divergence: Annotated[float, Range(0.0, 1.0)] = 2e-3
    adversarial: Annotated[float, Range(0.0, 10.0)] = 0.01
    score: Annotated[str, Choice(*RESIDUALS)] = "relative"


RECIPES = {"default": AnoVaeGanSettings(), "article": AnoVaeGanSettings(score="absolute")}


class Critic(nn.Module):
    """Critic: picture (N, 1, 28, 28) -> logit (N,), higher where it looks real."""

    def __init__(self) -> None:
        super().__init__()
        self.features = stack((NUM_PIXELS, 256, 128), LEAKY)
        self.real = nn.Linear(128 + 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        features = LEAKY(self.features(x.flatten(1)))  # (N, 128)
        return self.real(minibatch_stddev(features)).squeeze(1)


class Network(AdversarialNetwork):
    """Encoder to a normal distribution of codes, generator from a code, and critic."""

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.encoder = stack((NUM_PIXELS, *WIDTHS, 2 * latent), LEAKY)
        self.generator = image_generator((latent, *reversed(WIDTHS)))
        self.critic = Critic()

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log variance of the codes of pictures, (N, latent) each."""
        mean, log_variance = self.encoder(x.flatten(1)).chunk(2, 1)
        return mean, log_variance.clamp(-MAX_LOG_VARIANCE, MAX_LOG_VARIANCE)

    def forward(self, x: Tensor) -> Tensor:
        mean, _ = self.encode(x)
        rebuilt: Tensor = self.generator(mean)  # (N, 1, 28, 28)
        return rebuilt


class AnoVaeGan(ResidualDetector[Network], AdversarialDetector[Network]):
    """VAE-GAN of Baur et al. (2018), "Deep autoencoding models for unsupervised anomaly
    segmentation in brain MR images".

    Encoder and generator minimise the mean squared error, the divergence of the codes from a
    standard normal prior, and the critic's ability to tell what is rebuilt from real digits.

    The score is made of \\|input - reconstruction\\| in [0, 1] at the mean of the digit's codes, by
    one of `residual_score`'s.
    """

    name = "anovaegan"
    has_code = True
    settings: AnoVaeGanSettings

    def __init__(
        self, settings: AnoVaeGanSettings = RECIPES["default"], device: str = "cpu"
    ) -> None:
        super().__init__(settings, device)

    def build_network(self) -> Network:
        return Network(self.settings.latent)

    def codes_of(self, batch: Tensor) -> Tensor:
        return self.network.encode(batch)[0]

    def generate(self, network: Network, batch: Tensor, generator: torch.Generator) -> Generated:
        mean, log_variance = network.encode(batch)  # (N, latent) each
        noise = torch.empty_like(mean).normal_(generator=generator)
        rebuilt = network.generator(mean + noise * (log_variance / 2).exp())  # (N, 1, 28, 28)
        error = F.mse_loss(rebuilt, batch)
        penalty = error + self.settings.divergence * divergence(mean, log_variance).mean()
        return Generated(real=(batch,), fake=(rebuilt,), error=error, penalty=penalty)

    def adversarial_loss(self, network: Network, made: Generated) -> Tensor:
        return self.settings.adversarial * super().adversarial_loss(network, made)
