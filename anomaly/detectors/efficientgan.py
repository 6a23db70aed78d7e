"""Efficient GAN-based anomaly detection: a generator and its inverse, learned together."""

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
    generator_loss,
)
from anomaly.detectors.components.layers import LEAKY, image_generator, stack
from anomaly.detectors.components.network import SCORING_BATCH, ScoringModule
from anomaly.detectors.inputs import Images, as_images
from anomaly.validation import Choice, Range

WIDTHS = (256, 128)  # from the picture to the code
# Widths of the critic's features of picture, code and both.
PICTURE_WIDTH, CODE_WIDTH, FEATURES = 256, 64, 128


@dataclass(frozen=True)
class EfficientGanSettings(AdversarialSettings):
    """Settings of `EfficientGan`, chosen on training digits alone.

    Attributes
    ----------
    latent : int
        Size of the code.
    cycle : float
        Weight of the mean squared error of G(E(x)), which the paper does without (0). There a digit
        often comes back as another of its kind, and the AUROC of 8s against the rest was
        0.73 to 0.80 by the residual; with it 0.85 to 0.87.
    alpha : float
        Weight of the residual in the score, the discriminator's term has the rest. The paper's code
        has 0.9; the features tell more of the hard digits.
    discriminator : {"features", "cross_entropy"}
        The discriminator's term. How real the pair looks ("cross_entropy") tells little.
    """

    latent: Annotated[int, Range(1, NUM_PIXELS)] = 16
    cycle: Annotated[float, Range(0.0, 1000.0)] = 10.0
    alpha: Annotated[float, Range(0.0, 1.0)] = 0.3
    discriminator: Annotated[str, Choice("features", "cross_entropy")] = "features"


RECIPES = {
    "default": EfficientGanSettings(),
    "article": EfficientGanSettings(cycle=0.0, alpha=0.9),
}


class Critic(nn.Module):
    """Critic: picture (N, 1, 28, 28) and code (N, latent) -> logit (N,), higher for real pairs."""

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.picture = stack((NUM_PIXELS, PICTURE_WIDTH), LEAKY)
        self.code = stack((latent, CODE_WIDTH), LEAKY)
        self.both = stack((PICTURE_WIDTH + CODE_WIDTH, 256, FEATURES), LEAKY)
        self.real = nn.Linear(FEATURES, 1)

    def features(self, x: Tensor, z: Tensor) -> Tensor:
        """Return the last features before the logit of a pair, (N, FEATURES)."""
        pair = torch.cat([self.picture(x.flatten(1)), self.code(z)], 1)
        features: Tensor = LEAKY(self.both(LEAKY(pair)))
        return features

    def forward(self, x: Tensor, z: Tensor) -> Tensor:
        return self.real(self.features(x, z)).squeeze(1)


class Network(AdversarialNetwork):
    """Encoder, generator and critic; it maps pictures to G(E(x))."""

    critic: Critic

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.encoder = stack((NUM_PIXELS, *WIDTHS, latent), LEAKY)
        self.generator = image_generator((latent, *reversed(WIDTHS)))
        self.critic = Critic(latent)

    def encode(self, x: Tensor) -> Tensor:
        code: Tensor = self.encoder(x.flatten(1))  # (N, latent)
        return code

    def forward(self, x: Tensor) -> Tensor:
        rebuilt: Tensor = self.generator(self.encode(x))  # (N, 1, 28, 28)
        return rebuilt


class EfficientGan(AdversarialDetector[Network]):
    """BiGAN of Zenati et al. (2018), "Efficient GAN-based anomaly detection".

    The critic D tells pairs (x, E(x)) of a digit and its code from pairs (G(z), z) of a code and
    its digit, and encoder E and generator G learn together to make them look alike. Beyond the
    paper, the error of G(E(x)) counts as well, so that a digit comes back as itself: the aim of
    ALAD (Zenati et al. 2018b), without its further critics.

    The score is alpha times the sum over the pixels of \\|x - G(E(x))\\|, intensities in [0, 1],
    plus 1 - alpha times the discriminator's term: the sum of \\|f(x, E(x)) - f(G(E(x)), E(x))\\|
    over the features f before the critic's opinion, or the cross-entropy -log D(x, E(x)).
    """

    name = "efficientgan"
    has_code = True
    settings: EfficientGanSettings

    def __init__(
        self, settings: EfficientGanSettings = RECIPES["default"], device: str = "cpu"
    ) -> None:
        super().__init__(settings, device)

    def build_network(self) -> Network:
        return Network(self.settings.latent)

    def generate(self, network: Network, batch: Tensor, generator: torch.Generator) -> Generated:
        code = network.encode(batch)  # (N, latent)
        prior = torch.empty_like(code).normal_(generator=generator)
        fake, rebuilt = network.generator(torch.cat([prior, code])).chunk(2)
        error = F.mse_loss(rebuilt, batch)
        return Generated(
            real=(batch, code),
            fake=(fake, prior),
            error=error,
            penalty=self.settings.cycle * error,
        )

    def adversarial_loss(self, network: Network, made: Generated) -> Tensor:
        on_real, on_fake = network.critic(*made.real), network.critic(*made.fake)
        return generator_loss(-on_real) + generator_loss(on_fake)

    def anomaly_score(self, images: Images) -> Tensor:
        return self._score(self.difference_map(images), self.discrimination(images))

    def codes_of(self, batch: Tensor) -> Tensor:
        return self.network.encode(batch)

    def as_module(self) -> nn.Module:
        def score(images: Tensor, rebuilt: Tensor) -> Tensor:
            return self._score((images - rebuilt).abs(), self._discriminate(images * 2 - 1))

        return ScoringModule(self.network, score)

    def _score(self, difference: Tensor, discrimination: Tensor) -> Tensor:
        alpha = self.settings.alpha
        return alpha * difference.flatten(1).sum(1) + (1 - alpha) * discrimination

    @torch.inference_mode()
    def discrimination(self, images: Images) -> Tensor:
        """Return the discriminator's term of the score, float32 (N,)."""
        self.network.eval()
        batches = self._inputs(as_images(images)).split(SCORING_BATCH)
        return torch.cat([self._discriminate(batch) for batch in batches]).cpu()

    def _discriminate(self, x: Tensor) -> Tensor:
        critic, code = self.network.critic, self.network.encode(x)
        if self.settings.discriminator == "cross_entropy":
            return F.softplus(-critic(x, code))
        rebuilt = self.network.generator(code)
        return (critic.features(x, code) - critic.features(rebuilt, code)).abs().sum(1)
