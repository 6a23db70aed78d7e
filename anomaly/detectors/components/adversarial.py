"""What detectors with a generator and a critic share: losses, averaging, and noticing collapse."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, TypeVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.optim.lr_scheduler import LambdaLR

from anomaly.detectors.components.network import NetworkDetector
from anomaly.detectors.settings import FitSettings
from anomaly.validation import Range

PIXELS = 28 * 28
AVERAGING = 0.998
MEMORY = (0.0, 0.99)  # Adam's; with momentum the two networks chase each other in circles
R1_EVERY = 8  # updates; the penalty is dear and changes slowly
# Ten times more flattens the critic of a small network until it tells the generator nothing.
R1_WEIGHT = 0.02
# Half of the digits' own spread is what a generator has that dropped half of them.
MIN_SPREAD = 0.4
MAX_COMPARED = 500  # digits, since some detectors take long to rebuild one
Module = TypeVar("Module", bound=nn.Module)


@dataclass(frozen=True)
class AdversarialSettings(FitSettings):
    """How generator and critic are fitted.

    Attributes
    ----------
    learning_rate : float
        Adam's, for both sides; it falls to 0 over the second half.
    """

    epochs: Annotated[int, Range(1, 1000)] = 40
    least_updates: Annotated[int, Range(0, 20_000)] = 3000


class AdversarialDetector(NetworkDetector):
    """A detector with a network that generates, fitted against one that tells real from generated.

    What is kept are averaged weights (Yazici et al. 2019): those being fitted circle around them.
    """

    def has_collapsed(self, images: Tensor) -> bool:
        some = images[:MAX_COMPARED]
        return spread(self.reconstruct(some)) < MIN_SPREAD * spread(some)


def spread(images: Tensor) -> float:
    """Return how much pictures (N, ...) differ: the root mean variance of a pixel."""
    return float(images.flatten(1).var(0, unbiased=False).mean().sqrt())


def stack(widths: Sequence[int], slope: float = 0.2) -> nn.Sequential:
    """Return linear layers of the given widths with leaky ReLU between them."""
    layers: list[nn.Module] = []
    for before, after in pairwise(widths):
        layers += [nn.Linear(before, after), nn.LeakyReLU(slope)]
    return nn.Sequential(*layers[:-1])


def generator_of(widths: Sequence[int]) -> nn.Sequential:
    """Return linear layers of the given widths that end in pictures (N, 1, 28, 28) in [-1, 1]."""
    return nn.Sequential(stack((*widths, PIXELS)), nn.Tanh(), nn.Unflatten(1, (1, 28, 28)))


class AdversarialOptimizer:
    """Networks fitted together against others, by Adam, at a rate that falls to 0 at the end.

    Parameters
    ----------
    networks : sequence of nn.Module
    learning_rate : float
    updates : int
        How often it will move.
    """

    def __init__(self, networks: Sequence[nn.Module], learning_rate: float, updates: int) -> None:
        parameters = [each for network in networks for each in network.parameters()]
        self._optimizer = torch.optim.Adam(parameters, learning_rate, betas=MEMORY, fused=True)
        self._schedule = LambdaLR(
            self._optimizer, lambda update: min(1.0, 2.0 * (1.0 - update / updates))
        )

    def move(self, loss: Tensor) -> None:
        """Change the weights a little so that the loss falls."""
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self._optimizer.step()
        self._schedule.step()


def discriminator_loss(on_real: Tensor, on_fake: Tensor) -> Tensor:
    """Return the critic's loss, from its opinions (N,) of real and of generated pictures."""
    return F.softplus(-on_real).mean() + F.softplus(on_fake).mean()


def generator_loss(on_fake: Tensor) -> Tensor:
    """Return the loss of what wants to be taken for real: the non-saturating one."""
    return F.softplus(-on_fake).mean()


class DiscriminatorTrainer(AdversarialOptimizer):
    """A critic that learns to tell real inputs from fake ones.

    Every now and then it pays the R1 penalty of Mescheder et al. (2018), its squared slope at real
    inputs, without which it outruns the generator.
    """

    def __init__(self, critic: nn.Module, learning_rate: float, updates: int) -> None:
        super().__init__((critic,), learning_rate, updates)
        self._critic = critic
        self.learned = 0

    def learn(self, real: Sequence[Tensor], fake: Sequence[Tensor]) -> None:
        """Learn from a batch of each, every input (N, ...)."""
        penalised = self.learned % R1_EVERY == 0
        real = [each.detach().clone().requires_grad_(penalised) for each in real]
        on_real = self._critic(*real)  # (N,)
        loss = discriminator_loss(on_real, self._critic(*fake))
        if penalised:
            slopes = torch.autograd.grad(on_real.sum(), real, create_graph=True)
            squares = torch.cat([slope.flatten(1) for slope in slopes], 1).square().sum(1)  # (N,)
            loss = loss + R1_EVERY * R1_WEIGHT / 2 * squares.mean()
        self.move(loss)
        self.learned += 1


def minibatch_stddev(features: Tensor) -> Tensor:
    """Append how much a batch deviates (Karras et al. 2018), (N, D) -> (N, D + 1).

    It shows the critic a generator that makes all pictures alike.
    """
    deviation = (features.var(0, unbiased=False) + 1e-6).sqrt().mean()
    return torch.cat([features, deviation.expand(len(features), 1)], 1)


def trainable_copy(module: Module) -> Module:
    """Return a copy to fit, of a module that is to hold the average of its weights."""
    copy = deepcopy(module)
    module.requires_grad_(False)
    return copy


@torch.no_grad()
def average(averaged: nn.Module, latest: nn.Module, update: int) -> None:
    """Move averaged weights and statistics a little towards the latest, more so at first."""
    weight = 1 - min(AVERAGING, update / (update + 10))
    pairs = zip(averaged.state_dict().values(), latest.state_dict().values(), strict=True)
    means, values = zip(*(pair for pair in pairs if pair[0].is_floating_point()), strict=True)
    torch._foreach_lerp_(means, values, weight)
