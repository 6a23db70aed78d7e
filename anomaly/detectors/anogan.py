"""AnoGAN: the nearest digit that a generator of normal digits makes, found by a search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import torch
from torch import Tensor, nn

from anomaly.detectors.components.adversarial import (
    PIXELS,
    AdversarialDetector,
    AdversarialOptimizer,
    AdversarialSettings,
    DiscriminatorTrainer,
    average,
    generator_loss,
    minibatch_stddev,
    trainable_copy,
)
from anomaly.detectors.components.network import Update
from anomaly.detectors.components.searching import SearchingDetector, SearchStep
from anomaly.validation import Range

FIRST_GUESSES = 1024
WIDE, NARROW = 48, 24  # channels of 7 x 7 and of 14 x 14 cells
LATE = 10  # steps of a search, in which one that has settled gains little,
SETTLED = 0.02  # of its loss


@dataclass(frozen=True)
class AnoGanSettings(AdversarialSettings):
    """Settings of `AnoGan`, chosen on training digits alone.

    Attributes
    ----------
    latent : int
        Size of the code.
    search_steps : int
        Of Adam, for the code of a digit; the paper has 500 from a code drawn by chance. From the
        nearest of `FIRST_GUESSES`, 200 told 8s, 2s and 4s from the rest no better than 60.
    search_rate : float
        Adam's in that search.
    discrimination : float
        Lambda, the share of the critic's features in the loss of the search and in the score.
    prior : float
        Weight of the code's squared length in the loss of the search, which draws it towards the
        generator's mean digits. The paper does without (0); there the search meets strange digits
        too well, and the mean AUROC of 8s, 2s and 4s was 0.87 in place of 0.95.
    """

    latent: Annotated[int, Range(1, PIXELS)] = 16
    search_steps: Annotated[int, Range(0, 1000)] = 60
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
    """Picture (N, 1, 28, 28) -> how real it looks (N,)."""

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


class Network(nn.Module):
    """Generator and critic."""

    def __init__(self, latent: int) -> None:
        super().__init__()
        self.generator = Generator(latent)
        self.critic = Critic()


class AnoGan(SearchingDetector, AdversarialDetector):
    """AnoGAN of Schlegl et al. (2017), "Unsupervised anomaly detection with generative adversarial
    networks to guide marker discovery".

    A DCGAN learns to make normal digits. What it makes nearest to a digit is found by Adam's
    descent in the code z, from the nearest of a thousand first guesses, for all digits at once. A
    code's distance from 0 counts in the search as the prior has it, beyond the paper.

    The score is (1 - lambda) times the sum over the pixels of \\|x - G(z)\\|, both in [0, 1], plus
    lambda times the sum of \\|f(x) - f(G(z))\\| over the features f that the critic judges by.
    """

    name = "anogan"
    max_scored = 2000
    settings: AnoGanSettings
    network: Network

    def __init__(self, settings: AnoGanSettings = RECIPES["default"], device: str = "cpu") -> None:
        super().__init__(settings, device)
        self._guesses: tuple[Tensor, Tensor] | None = None

    def build_network(self) -> Network:
        return Network(self.settings.latent)

    def make_training_step(
        self, network: nn.Module, updates: int, generator: torch.Generator
    ) -> Update:
        assert isinstance(network, Network)
        settings, latest = self.settings, trainable_copy(network)
        maker = AdversarialOptimizer((latest.generator,), settings.learning_rate, updates)
        judge = DiscriminatorTrainer(latest.critic, settings.learning_rate, updates)

        def update(batch: Tensor) -> Tensor:
            chance = torch.empty(len(batch), settings.latent, device=batch.device)
            fake = latest.generator(chance.normal_(generator=generator))
            judge.learn((batch,), (fake.detach(),))
            maker.move(generator_loss(latest.critic(fake)))
            average(network, latest, judge.learned)
            self._guesses = None
            return squares_to_nearest(batch, fake.detach()).mean()

        return update

    @torch.inference_mode()
    def loss(self, network: nn.Module, inputs: Tensor) -> float:
        """Return the mean squared error to the nearest of as many digits as are in a batch.

        It says how much of what there is the generator makes, as the loss in training does.
        """
        assert isinstance(network, Network)
        made = network.generator(self._codes(self.settings.batch_size))
        return float(squares_to_nearest(inputs, made).mean())

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        super().load_state_dict(state)
        self._guesses = None

    def search(self, images: Tensor) -> Iterator[SearchStep]:
        settings, network = self.settings, self.network.eval()
        x = self._inputs(images)
        with torch.no_grad():
            seen = network.critic.features(x)  # (N, features)
            z = self._first_guess(x).requires_grad_()
        optimizer = torch.optim.Adam([z], settings.search_rate)
        least = torch.full((len(x),), torch.inf, device=x.device)
        nearest, score = torch.zeros_like(x), least
        means: list[float] = []
        for step in range(settings.search_steps + 1):
            with torch.enable_grad():
                made = network.generator(z)
                found = self._score(x, seen, made)
                loss = found + settings.prior * z.square().sum(1)  # (N,)
                (z.grad,) = torch.autograd.grad(loss.sum(), z)
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
                settled=step >= LATE and means[-1] >= (1 - SETTLED) * means[-1 - LATE],
            )
            optimizer.step()

    def _score(self, x: Tensor, seen: Tensor, made: Tensor) -> Tensor:
        """Return the score (N,) of pictures in [-1, 1], with the features seen in the first."""
        share = self.settings.discrimination
        residual = (x - made).abs().flatten(1).sum(1) / 2
        unlike = (seen - self.network.critic.features(made)).abs().sum(1)
        return (1 - share) * residual + share * unlike

    def _first_guess(self, x: Tensor) -> Tensor:
        """Return the codes (N, latent) of the nearest to each picture of some that are made."""
        if self._guesses is None:
            codes = self._codes(FIRST_GUESSES)
            self._guesses = codes, self.network.generator(codes).flatten(1)
        codes, made = self._guesses
        return codes[torch.cdist(x.flatten(1), made).argmin(1)]

    def _codes(self, count: int) -> Tensor:
        """Return codes as the prior has them, always the same, (count, latent)."""
        chance = torch.Generator().manual_seed(0)
        return torch.randn(count, self.settings.latent, generator=chance).to(self.device)


def squares_to_nearest(images: Tensor, made: Tensor) -> Tensor:
    """Return the mean squared error of each picture (N, ...) to the nearest of those made, (N,)."""
    squares = torch.cdist(images.flatten(1), made.flatten(1)).square() / PIXELS  # (N, M)
    return squares.min(1).values
