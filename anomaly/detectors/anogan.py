"""AnoGAN: reconstruction by searching a generator's latent space for the nearest digit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor, nn

from anomaly.data.image_format import NUM_PIXELS
from anomaly.detectors.components.adam import Adam, constant
from anomaly.detectors.components.adversarial import (
    AdversarialDetector,
    AdversarialNetwork,
    AdversarialSettings,
    Generated,
    minibatch_stddev,
)
from anomaly.detectors.components.searching import SearchingDetector, SearchStep, search_turn
from anomaly.detectors.inputs import Images, as_images
from anomaly.validation import Range

FIRST_GUESSES = 1024
WIDE, NARROW = 48, 24  # channels of 7 x 7 and of 14 x 14 cells
# A search has converged if its last steps improved the loss by less than this share.
CONVERGED_STEPS = 10
CONVERGED_GAIN = 0.02


@dataclass(frozen=True)
class AnoGanSettings(AdversarialSettings):
    """Settings of `AnoGan`, chosen on training digits alone.

    Attributes
    ----------
    latent : int
        Size of the code.
    search_steps : int
        Steps of Adam in the search for a digit's code; the paper has 500 from a random code. From
        the nearest of `FIRST_GUESSES`, 200 steps separated 8s, 2s and 4s no better than 60.
    search_rate : float
        Learning rate of Adam in that search.
    discrimination : float
        Lambda, the share of the critic's features in the loss of the search and in the score.
    prior : float
        Weight of the code's squared length in the loss of the search, which draws it towards the
        generator's mean digits. The paper does without (0); there the search rebuilds anomalies
        too well, and the mean AUROC of 8s, 2s and 4s was 0.87 in place of 0.95.
    """

    latent: Annotated[int, Range(1, NUM_PIXELS)] = 16
    search_steps: Annotated[int, Range(0, 500)] = 60
    search_rate: Annotated[float, Range(1e-3, 1.0)] = 0.1
    discrimination: Annotated[float, Range(0.0, 1.0)] = 0.1
    prior: Annotated[float, Range(0.0, 100.0)] = 16.0


RECIPES = {"default": AnoGanSettings(), "article": AnoGanSettings(search_steps=500, prior=0.0)}


class Generator(nn.Module):
    """Code (N, latent) -> picture (N, 1, 28, 28) in [-1, 1]."""

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.start = nn.Linear(latent, WIDE * 7 * 7)
        self.grow = nn.Sequential(
            nn.BatchNorm2d(WIDE), nn.ReLU(),
            nn.ConvTranspose2d(WIDE, NARROW, 4, stride=2, padding=1),  # (N, NARROW, 14, 14)
            nn.BatchNorm2d(NARROW), nn.ReLU(),
            nn.ConvTranspose2d(NARROW, 1, 4, stride=2, padding=1), nn.Tanh(),
        )  # fmt: skip

    def forward(self, z: Tensor) -> Tensor:
        made: Tensor = self.grow(self.start(z).view(-1, WIDE, 7, 7))
        return made


class Critic(nn.Module):
    """Critic: picture (N, 1, 28, 28) -> logit (N,), higher where it looks real."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, NARROW, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
            nn.Conv2d(NARROW, WIDE, 4, stride=2, padding=1), nn.LeakyReLU(0.2), nn.Flatten(),
        )  # fmt: skip
        self.real = nn.Sequential(
            nn.Linear(WIDE * 7 * 7 + 1, 128), nn.LeakyReLU(0.2), nn.Linear(128, 1)
        )

    def forward(self, x: Tensor) -> Tensor:
        opinion: Tensor = self.real(minibatch_stddev(self.features(x)))  # (N, 1)
        return opinion.squeeze(1)


class Network(AdversarialNetwork):
    """Generator and critic."""

    critic: Critic

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.generator = Generator(latent)
        self.critic = Critic()


class AnoGan(SearchingDetector, AdversarialDetector[Network]):
    """AnoGAN of Schlegl et al. (2017), "Unsupervised anomaly detection with generative adversarial
    networks to guide marker discovery".

    A DCGAN learns to generate normal digits. The nearest it generates to a digit is found by Adam
    in the code z, from the nearest of a thousand first guesses, for all digits at once. Beyond the
    paper, the prior penalises the squared length of the code.

    The score is (1 - lambda) times the sum over the pixels of \\|x - G(z)\\|, both in [0, 1], plus
    lambda times the sum of \\|f(x) - f(G(z))\\| over the features f that the critic judges by.
    """

    name = "anogan"
    max_scored = 2000
    settings: AnoGanSettings

    def __init__(self, settings: AnoGanSettings = RECIPES["default"], device: str = "cpu") -> None:
        super().__init__(settings, device)
        self._guesses: tuple[Tensor, Tensor] | None = None

    def build_network(self) -> Network:
        return Network(self.settings.latent)

    def generate(self, network: Network, batch: Tensor, generator: torch.Generator) -> Generated:
        self._guesses = None
        codes = torch.empty(len(batch), self.settings.latent, device=batch.device)
        fake = network.generator(codes.normal_(generator=generator))
        error = squares_to_nearest(batch, fake.detach()).mean()
        return Generated(real=(batch,), fake=(fake,), error=error, penalty=torch.zeros_like(error))

    @torch.inference_mode()
    def loss(self, network: Network, inputs: Tensor) -> float:
        """Return the mean squared error to the nearest of as many digits as are in a batch.

        Like the training loss, it measures how much of the digits' variety the generator covers.
        They are `FIRST_GUESSES` at most.
        """
        made = network.generator(self._codes(min(self.settings.batch_size, FIRST_GUESSES)))
        return float(squares_to_nearest(inputs, made).mean())

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        super().load_state_dict(state)
        self._guesses = None

    def search(self, images: Images, start: Tensor | None = None) -> Iterator[SearchStep]:
        """Search as `SearchingDetector.search` says.

        Parameters
        ----------
        images : Tensor or ndarray
        start : Tensor, optional
            float32 (N, latent), the codes to begin at; by default the nearest of `FIRST_GUESSES`.
        """
        settings, network = self.settings, self.network.eval()
        x = self._inputs(as_images(images))
        gradients: tuple[Tensor, ...] = ()
        with search_turn, torch.no_grad():
            seen = network.critic.features(x)  # (N, features)
            z = self._first_guess(x) if start is None else start.to(self.device)
        z.requires_grad_()
        adam = Adam([z], constant(settings.search_rate), fused=False)
        least = torch.full((len(x),), torch.inf, device=x.device)
        nearest, score = torch.zeros_like(x), least
        means: list[float] = []
        for step in range(settings.search_steps + 1):
            with search_turn:
                if step:
                    adam.step(gradients)
                with torch.enable_grad():
                    made = network.generator(z)
                    found = self._score(x, seen, made)
                    loss = found + settings.prior * z.square().sum(1)  # (N,)
                    gradients = torch.autograd.grad(loss.sum(), z)
                better = loss.detach() < least
                least = torch.where(better, loss.detach(), least)
                score = torch.where(better, found.detach(), score)
                nearest = torch.where(better.view(-1, 1, 1, 1), made.detach(), nearest)
            means.append(float(least.mean()))
            yield SearchStep(
                step=step,
                steps=settings.search_steps,
                reconstruction=nearest.add(1).div(2).cpu(),
                score=score.cpu(),
                settled=_has_converged(means),
            )

    def _score(self, x: Tensor, seen: Tensor, made: Tensor) -> Tensor:
        """Return the score (N,) of `x`, whose features are `seen`; pictures are in [-1, 1]."""
        share = self.settings.discrimination
        residual = (x - made).abs().flatten(1).sum(1) / 2
        unlike = (seen - self.network.critic.features(made)).abs().sum(1)
        return (1 - share) * residual + share * unlike

    def _first_guess(self, x: Tensor) -> Tensor:
        """Return the codes (N, latent) whose pictures are the nearest of `FIRST_GUESSES`."""
        if self._guesses is None:
            codes = self._codes(FIRST_GUESSES)
            self._guesses = codes, self.network.generator(codes).flatten(1)
        codes, made = self._guesses
        return codes[torch.cdist(x.flatten(1), made).argmin(1)]

    def _codes(self, count: int) -> Tensor:
        """Return codes drawn from the prior with a fixed seed, (count, latent)."""
        fixed = torch.Generator().manual_seed(0)
        return torch.randn(count, self.settings.latent, generator=fixed).to(self.device)


def _has_converged(losses: Sequence[float]) -> bool:
    """Return whether the last of a search's losses hardly fell."""
    if len(losses) <= CONVERGED_STEPS:
        return False
    return losses[-1] >= (1 - CONVERGED_GAIN) * losses[-1 - CONVERGED_STEPS]


def squares_to_nearest(images: Tensor, made: Tensor) -> Tensor:
    """Return the mean squared error of each picture (N, ...) to the nearest of those made, (N,)."""
    squares = torch.cdist(images.flatten(1), made.flatten(1)).square() / NUM_PIXELS  # (N, M)
    return squares.min(1).values
