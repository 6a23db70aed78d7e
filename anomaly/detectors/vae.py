"""The variational autoencoder: a distribution as code, regularised by its divergence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.detectors.components.chain import Chain, GaussianCode, rebuilding_chain
from anomaly.detectors.components.layers import stack
from anomaly.detectors.components.module_layers import layers_of
from anomaly.detectors.components.network import (
    RESIDUALS,
    SCORING_BATCH,
    BatchStep,
    NetworkDetector,
    ScoringModule,
    adam_step,
    residual_score,
)
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.settings import FitSettings
from anomaly.validation import Choice, Range

LOG_VARIANCE = (-12.0, 6.0)  # range of the code's, beyond which its exponential means nothing


@dataclass(frozen=True)
class VAESettings(FitSettings):
    """Settings of `VAE`.

    Latent size, noise and score were chosen on training digits alone: the mean AUROC of held-out
    1s, 2s, 4s and 8s against training digits of the other kinds.

    Attributes
    ----------
    learning_rate : float
        The peak of Adam's one-cycle schedule.
    latent : int
        Dimensions of the code; the divergence leaves superfluous ones unused.
    width : int
        Width of the two layers between picture and code.
    beta : float
        Weight of the code's divergence in the loss (Higgins et al. 2017); 1 is the ELBO.
    noise : float
        Standard deviation of the Gaussian that the picture's intensities are modelled by.
    score : {"absolute", "squared", "relative", "elbo"}
        Reduction of the difference map, see `residual_score`, or the negative ELBO.
    """

    epochs: Annotated[int, Range(1, 1000)] = 20
    least_updates: Annotated[int, Range(0, 20_000)] = 1500
    learning_rate: Annotated[float, Range(1e-7, 10.0)] = 2e-3
    latent: Annotated[int, Range(1, NUM_PIXELS)] = 8
    width: Annotated[int, Range(1, 1024)] = 256
    beta: Annotated[float, Range(0.0, 100.0)] = 1.0
    noise: Annotated[float, Range(0.01, 1.0)] = 0.4
    score: Annotated[str, Choice(*RESIDUALS, "elbo")] = "relative"


RECIPES = {"default": VAESettings()}


class Network(nn.Module):
    """784 - width - width - latent - width - width - 784, the code as mean and log variance."""

    def __init__(self, width: int, latent: int) -> None:
        super().__init__()
        self.encoder = stack((NUM_PIXELS, width, width, 2 * latent), nn.ReLU())
        self.decoder = stack((latent, width, width, NUM_PIXELS), nn.ReLU())

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log variance of the codes of pictures, (N, latent) each."""
        mean, log_variance = self.encoder(x.flatten(1)).chunk(2, dim=1)
        return mean, log_variance.clamp(*LOG_VARIANCE)

    def decode(self, code: Tensor) -> Tensor:
        """Return the pictures (N, 1, 28, 28) in [-1, 1] of codes (N, latent)."""
        return torch.tanh(self.decoder(code)).view(-1, 1, IMAGE_SIDE, IMAGE_SIDE)

    def forward(self, x: Tensor) -> Tensor:
        return self.decode(self.encode(x)[0])


class VAE(NetworkDetector[Network]):
    """Variational autoencoder (Kingma & Welling 2014) fitted on normal digits by the ELBO.

    The picture is modelled as Gaussian about what the decoder makes of a code z ~ N(mu, sigma^2),
    with the standard normal as prior. The reconstruction is that of the mean code. The score is one
    of `residual_score`'s, or the negative ELBO at the mean code, but for a constant,
    sum (input - reconstruction)^2 / (2 noise^2) + KL(q(z | input) || p(z)) (see An & Cho 2015).
    """

    name = "vae"
    has_code = True
    settings: VAESettings

    def build_network(self) -> Network:
        return Network(self.settings.width, self.settings.latent)

    def make_training_step(
        self, network: Network, updates: int, generator: torch.Generator
    ) -> BatchStep:
        return adam_step(
            lambda batch: self._loss_of(network, batch, generator),
            network,
            updates,
            self.settings.learning_rate,
        )

    @torch.inference_mode()
    def loss(self, network: Network, inputs: Tensor) -> float:
        noise = torch.Generator(self.device).manual_seed(0)
        batches = inputs.split(SCORING_BATCH)
        total = sum(float(self._loss_of(network, batch, noise)) * len(batch) for batch in batches)
        return total / len(inputs)

    def _loss_of(self, network: Network, batch: Tensor, generator: torch.Generator) -> Tensor:
        """Return the negative ELBO of a batch, scaled to compare with the autoencoder's loss.

        The scale makes its first term the mean squared error of intensities in [-1, 1].
        """
        settings = self.settings
        weight = settings.beta * 8 * settings.noise**2 / NUM_PIXELS
        mean, log_variance = network.encode(batch)
        noise = torch.randn(mean.shape, generator=generator, device=mean.device)
        rebuilt = network.decode(mean + noise * (log_variance / 2).exp())
        return F.mse_loss(rebuilt, batch) + weight * divergence(mean, log_variance).mean()

    def anomaly_score(self, images: Images) -> Tensor:
        images = as_images(images)
        return self._score(images, self.difference_map(images), self._divergence)

    def _score(
        self, images: Tensor, difference: Tensor, divergence_of: Callable[[Tensor], Tensor]
    ) -> Tensor:
        """Return scores (N,); the code's divergence, of images to (N,), is used by "elbo" alone."""
        if self.settings.score != "elbo":
            return residual_score(images, difference, self.settings.score)
        error = residual_score(images, difference, "squared")
        return error / (2 * self.settings.noise**2) + divergence_of(images)

    @torch.inference_mode()
    def _divergence(self, images: Tensor) -> Tensor:
        batches = self._inputs(images).split(SCORING_BATCH)
        divergences = [divergence(*self.network.encode(batch)) for batch in batches]
        return torch.cat(divergences).cpu()

    def as_module(self) -> nn.Module:
        def divergence_of(images: Tensor) -> Tensor:
            return divergence(*self.network.encode(images * 2 - 1))

        return ScoringModule(
            self.network,
            lambda images, rebuilt: self._score(images, (images - rebuilt).abs(), divergence_of),
        )

    def codes_of(self, batch: Tensor) -> Tensor:
        return self.network.encode(batch)[0]

    def chain(self) -> Chain:
        settings = self.settings
        layers = [
            *layers_of(self.network.encoder),
            GaussianCode(settings.latent, *LOG_VARIANCE),
            *layers_of(self.network.decoder, nn.Tanh()),
        ]
        return rebuilding_chain(layers, settings.score, settings.noise)


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Return KL(N(mean, variance) || N(0, 1)) summed over the code, (N, latent) -> (N,)."""
    return (mean.square() + log_variance.exp() - 1 - log_variance).sum(1) / 2
