"""AnoVAEGAN: a variational autoencoder whose decoder must pass before a critic of real digits."""

from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from anomaly.detectors.components.adversarial import (
    PIXELS,
    AdversarialDetector,
    AdversarialOptimizer,
    AdversarialSettings,
    DiscriminatorTrainer,
    average,
    generator_loss,
    generator_of,
    minibatch_stddev,
    stack,
    trainable_copy,
)
from anomaly.detectors.components.network import RESIDUALS, Update, residual_score
from anomaly.validation import Choice, Range

WIDTHS = (256, 128)  # from the picture to the code
MAX_LOG_VARIANCE = 10.0  # beyond it the exponential overflows


@dataclass(frozen=True)
class AnoVaeGanSettings(AdversarialSettings):
    """Settings of `AnoVaeGan`, chosen on training digits alone.

    Attributes
    ----------
    latent : int
        Size of the code. With more, strange digits are rebuilt better.
    divergence : float
        Weight of the Kullback-Leibler divergence of a digit's codes from the prior, beside the mean
        squared error of a pixel in [-1, 1].
    adversarial : float
        Weight of what the critic says. More makes strokes crisp, but not where the digit has them.
    score : {"absolute", "squared", "relative"}
        What is made of the difference, as `residual_score` has it; the paper's is the first.
    """

    latent: Annotated[int, Range(1, PIXELS)] = 8
    divergence: Annotated[float, Range(0.0, 1.0)] = 2e-3
    adversarial: Annotated[float, Range(0.0, 10.0)] = 0.01
    score: Annotated[str, Choice(*RESIDUALS)] = "relative"


RECIPES = {"default": AnoVaeGanSettings(), "article": AnoVaeGanSettings(score="absolute")}


class Critic(nn.Module):
    """Picture (N, 1, 28, 28) -> how real it looks (N,)."""

    def __init__(self) -> None:
        super().__init__()
        self.features = stack((PIXELS, 256, 128))
        self.real = nn.Linear(128 + 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        features = F.leaky_relu(self.features(x.flatten(1)), 0.2)  # (N, 128)
        return self.real(minibatch_stddev(features)).squeeze(1)


class Network(nn.Module):
    """Encoder to a normal distribution of codes, generator from a code, and critic."""

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.encoder = stack((PIXELS, *WIDTHS, 2 * latent))
        self.generator = generator_of((latent, *reversed(WIDTHS)))
        self.critic = Critic()

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log variance of the codes of pictures, (N, latent) each."""
        mean, log_variance = self.encoder(x.flatten(1)).chunk(2, 1)
        return mean, log_variance.clamp(-MAX_LOG_VARIANCE, MAX_LOG_VARIANCE)

    def forward(self, x: Tensor) -> Tensor:
        mean, _ = self.encode(x)
        rebuilt: Tensor = self.generator(mean)  # (N, 1, 28, 28)
        return rebuilt


class AnoVaeGan(AdversarialDetector):
    """VAE-GAN of Baur et al. (2018), "Deep autoencoding models for unsupervised anomaly
    segmentation in brain MR images".

    Encoder and generator minimise the mean squared error, the divergence of the codes from a
    standard normal prior, and the critic's ability to tell what is rebuilt from real digits.

    The score is made of \\|input - reconstruction\\| in [0, 1] at the mean of the digit's codes, by
    one of `residual_score`'s.
    """

    name = "anovaegan"
    settings: AnoVaeGanSettings

    def __init__(
        self, settings: AnoVaeGanSettings = RECIPES["default"], device: str = "cpu"
    ) -> None:
        super().__init__(settings, device)

    def build_network(self) -> nn.Module:
        return Network(self.settings.latent)

    def make_training_step(
        self, network: nn.Module, updates: int, generator: torch.Generator
    ) -> Update:
        assert isinstance(network, Network)
        settings, latest = self.settings, trainable_copy(network)
        critic = latest.critic
        maker = AdversarialOptimizer(
            (latest.encoder, latest.generator), settings.learning_rate, updates
        )
        judge = DiscriminatorTrainer(critic, settings.learning_rate, updates)

        def update(batch: Tensor) -> Tensor:
            mean, log_variance = latest.encode(batch)  # (N, latent) each
            noise = torch.empty_like(mean).normal_(generator=generator)
            rebuilt = latest.generator(mean + noise * (log_variance / 2).exp())  # (N, 1, 28, 28)
            judge.learn((batch,), (rebuilt.detach(),))
            divergence = (mean.square() + log_variance.exp() - 1 - log_variance).sum(1) / 2  # (N,)
            error = F.mse_loss(rebuilt, batch)
            maker.move(
                error
                + settings.divergence * divergence.mean()
                + settings.adversarial * generator_loss(critic(rebuilt))
            )
            average(network, latest, judge.learned)
            return error

        return update

    def anomaly_score(self, images: Tensor) -> Tensor:
        return residual_score(images, self.difference_map(images), self.settings.score)
