"""Detectors with a generator and a critic: one training step, its losses, averaged weights."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, TypeVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from anomaly.detectors.components import adam
from anomaly.detectors.components.network import BatchStep, NetworkDetector
from anomaly.detectors.settings import FitSettings
from anomaly.validation import Range

EMA_DECAY = 0.998
# Without momentum: with it, generator and critic oscillate around the equilibrium.
ADAM_BETAS = (0.0, 0.99)
# Updates between two R1 penalties, which are expensive and change slowly.
R1_INTERVAL = 8
# At 0.2 the critic's gradient vanishes for small networks.
R1_WEIGHT = 0.02
Module = TypeVar("Module", bound=nn.Module)


@dataclass(frozen=True)
class AdversarialSettings(FitSettings):
    """Settings of the fit of generator and critic.

    Attributes
    ----------
    learning_rate : float
        Learning rate of Adam for both sides; it falls to 0 over the second half.
    """

    epochs: Annotated[int, Range(1, 1000)] = 40
    least_updates: Annotated[int, Range(0, 20_000)] = 3000


class AdversarialNetwork(nn.Module):
    """A network with a critic; all its other modules are fitted against it."""

    critic: nn.Module

    def opponents(self) -> list[nn.Module]:
        """Return the modules that are fitted against the critic."""
        return [module for module in self.children() if module is not self.critic]


NetworkT = TypeVar("NetworkT", bound=AdversarialNetwork)


@dataclass(frozen=True, eq=False)
class Generated:
    """Output of the critic's opponents on a batch.

    Attributes
    ----------
    real, fake : tuple of Tensor
        The critic's inputs, (N, ...) each.
    error : Tensor
        Loss of the batch to report, ().
    penalty : Tensor
        Loss that the opponents minimise beside the adversarial one, ().
    """

    real: tuple[Tensor, ...]
    fake: tuple[Tensor, ...]
    error: Tensor
    penalty: Tensor


class AdversarialDetector(NetworkDetector[NetworkT]):
    """A detector whose generator is fitted against a critic that tells real from generated.

    The weights kept are exponential moving averages (Yazici et al. 2019): those being fitted circle
    around them.
    """

    # A generator that dropped half of the digits still has half of their spread.
    min_spread = 0.4
    # A critic soon tells a few pictures by heart, and fitting takes thousands of updates.
    learns_from_few = False

    @abstractmethod
    def generate(self, network: NetworkT, batch: Tensor, generator: torch.Generator) -> Generated:
        """Run the critic's opponents on a batch, float32 (N, 1, 28, 28) in [-1, 1]."""

    def adversarial_loss(self, network: NetworkT, made: Generated) -> Tensor:
        """Return the loss by which the opponents learn to pass for real, ()."""
        return generator_loss(network.critic(*made.fake))

    def make_training_step(
        self, network: NetworkT, updates: int, generator: torch.Generator
    ) -> BatchStep:
        latest, rate = trainable_copy(network), self.settings.learning_rate
        opponents = adversarial_adam(latest.opponents(), rate, updates)
        critic = DiscriminatorTrainer(latest.critic, rate, updates)

        def step(batch: Tensor) -> Tensor:
            made = self.generate(latest, batch, generator)
            critic.train_batch(made.real, made.fake)
            opponents.minimise(made.penalty + self.adversarial_loss(latest, made))
            ema_update(network, latest, critic.updates)
            return made.error

        return step


def adversarial_adam(
    networks: Iterable[nn.Module], learning_rate: float, updates: int
) -> adam.Adam:
    """Return Adam over several networks, at a rate that falls to 0 over the second half.

    Parameters
    ----------
    networks : iterable of nn.Module
    learning_rate : float
    updates : int
        Total number of steps.
    """
    parameters = [each for network in networks for each in network.parameters()]
    return adam.Adam(parameters, adam.falling(learning_rate, updates), ADAM_BETAS)


class DiscriminatorTrainer:
    """Trainer of a critic that tells real inputs from generated ones.

    Lazy R1 regularisation (Mescheder et al. 2018), the squared gradient at real inputs every
    `R1_INTERVAL` updates, keeps the critic from overpowering the generator.

    Attributes
    ----------
    updates : int
        Batches fitted so far.
    """

    def __init__(self, critic: nn.Module, learning_rate: float, updates: int) -> None:
        self._adam = adversarial_adam((critic,), learning_rate, updates)
        self._critic = critic
        self.updates = 0

    def train_batch(self, real: Sequence[Tensor], fake: Sequence[Tensor]) -> None:
        """Fit a batch of real and of generated inputs, (N, ...) each."""
        penalised = self.updates % R1_INTERVAL == 0
        real = [each.detach().clone().requires_grad_(penalised) for each in real]
        on_real = self._critic(*real)  # (N,)
        on_fake = self._critic(*(each.detach() for each in fake))
        loss = discriminator_loss(on_real, on_fake)
        if penalised:
            gradients = torch.autograd.grad(on_real.sum(), real, create_graph=True)
            squares = torch.cat([each.flatten(1) for each in gradients], 1).square().sum(1)  # (N,)
            loss = loss + R1_INTERVAL * R1_WEIGHT / 2 * squares.mean()
        self._adam.minimise(loss)
        self.updates += 1


def discriminator_loss(on_real: Tensor, on_fake: Tensor) -> Tensor:
    """Return the critic's logistic loss from its logits (N,) of real and of generated pictures."""
    return F.softplus(-on_real).mean() + F.softplus(on_fake).mean()


def generator_loss(on_fake: Tensor) -> Tensor:
    """Return the generator's non-saturating loss from the critic's logits (N,)."""
    return F.softplus(-on_fake).mean()


def minibatch_stddev(features: Tensor) -> Tensor:
    """Append the batch's mean standard deviation (Karras et al. 2018), (N, D) -> (N, D + 1).

    It shows the critic a generator that makes all pictures alike.
    """
    deviation = (features.var(0, unbiased=False) + 1e-6).sqrt().mean()
    return torch.cat([features, deviation.expand(len(features), 1)], 1)


def trainable_copy(module: Module) -> Module:
    """Return a copy to fit, and freeze `module`, which is to hold the average of its weights."""
    copy = deepcopy(module).requires_grad_(True)  # one that was fitted before is frozen already
    module.requires_grad_(False)
    return copy


@torch.no_grad()
def ema_update(averaged: nn.Module, latest: nn.Module, update: int) -> None:
    """Move averaged weights and statistics towards the latest, faster in the first updates.

    `torch.optim.swa_utils.AveragedModel` has no such warm-up, and wraps the network, which would
    change the names of what is stored.
    """
    weight = 1 - min(EMA_DECAY, update / (update + 10))
    pairs = zip(averaged.state_dict().values(), latest.state_dict().values(), strict=True)
    for mean, value in pairs:
        if mean.is_floating_point():
            mean.lerp_(value, weight)
