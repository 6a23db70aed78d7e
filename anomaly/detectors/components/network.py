"""Detectors that are networks: fitting by gradient descent, and batched reconstruction."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

import torch
from torch import Tensor, nn

from anomaly.detectors.base import Detector
from anomaly.detectors.components import adam
from anomaly.detectors.components.loop import (
    Stopwatch,
    batches,
    compact,
    expanded,
    mean_loss,
    seeded,
)
from anomaly.detectors.inputs import Images, as_images
from anomaly.detectors.progress import Parts, TrainingReport, TrainingStep, telling
from anomaly.detectors.settings import FitSettings

SCORING_BATCH = 1024  # the fastest measured on a CPU
TAUGHT_SHARE = 0.4  # of such a batch; the rest are digits that it is not to forget
RESIDUALS = ("absolute", "squared", "relative")
BatchStep = Callable[[Tensor], Tensor]
NetworkT = TypeVar("NetworkT", bound=nn.Module)


class NetworkDetector(Detector, Generic[NetworkT]):
    """A detector whose learned state is the weights of a network that rebuilds pictures.

    Attributes
    ----------
    network : nn.Module
        Maps intensities in [-1, 1], float32 (N, 1, 28, 28), to their reconstruction.
    adapt_updates : int
        Batches in which a trained network learns examples.
    rough_updates : int
        The same where it only scores examples that were left out.
    adapt_batch : int or None
        Pictures in each of the former; None for as many as its settings say.
    """

    adapt_updates: ClassVar[int] = 250
    rough_updates: ClassVar[int] = 100
    adapt_batch: ClassVar[int | None] = None
    settings: FitSettings
    network: NetworkT

    def __init__(self, settings: FitSettings, device: str = "cpu") -> None:
        self.settings = settings
        self.device = torch.device(device)
        self.network = self._make_network(0)

    @abstractmethod
    def build_network(self) -> NetworkT:
        """Return a network of these settings, its weights drawn from PyTorch's generator."""

    @abstractmethod
    def make_training_step(
        self, network: NetworkT, updates: int, generator: torch.Generator
    ) -> BatchStep:
        """Return the training step: batch -> mean loss.

        Parameters
        ----------
        network : nn.Module
            Fitted in place.
        updates : int
            Total number of steps.
        generator : torch.Generator
            Source of all random numbers, on the device.
        """

    def make_adapting_step(
        self, network: NetworkT, updates: int, generator: torch.Generator
    ) -> BatchStep:
        """Return the step by which a trained network learns examples, as `make_training_step`."""
        return self.make_training_step(network, updates, generator)

    def loss(self, network: NetworkT, inputs: Tensor) -> float:
        """Return the mean loss on held-out digits, float32 (N, 1, 28, 28) in [-1, 1]."""
        return mean_loss(network, inputs, SCORING_BATCH)

    def _loss_in_parts(self, network: NetworkT, pictures: Tensor) -> Parts[float]:
        total, done = 0.0, 0
        for batch in pictures.split(self.scoring_batch):
            if done:
                yield done
            total += self.loss(network, self._inputs(batch)) * len(batch)
            done += len(batch)
        return total / len(pictures)

    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        network = self.network = self._make_network(seed)
        pictures = compact(images).to(self.device)
        held_out = compact(calibration).to(self.device)
        del images, calibration  # else a paused training would hold every picture twice
        epochs, updates = self.settings.schedule_length(len(pictures))
        shuffle = torch.Generator().manual_seed(seed)
        noise = torch.Generator(self.device).manual_seed(seed)
        fit_batch = self.make_training_step(network, updates, noise)
        update, watch = 0, Stopwatch(self.device)
        for epoch in range(1, epochs + 1):
            network.train()
            total = torch.zeros((), device=self.device)
            for batch in batches(pictures, self.settings.batch_size, shuffle):
                total += fit_batch(self._inputs(batch)).detach() * len(batch)
                update += 1
                with watch.stopped():
                    yield TrainingStep(update, updates, epoch, epochs)
                network.train()  # a viewer may have called eval() since the last batch
            network.eval()
            step, parts = TrainingStep(update, updates, epoch, epochs), self._loss_in_parts
            loss = yield from telling(parts(network, held_out), step, watch.stopped)
            report = TrainingReport(
                epoch=epoch,
                epochs=epochs,
                fit_loss=float(total) / len(pictures),
                calibration_loss=loss,
                seconds=watch.seconds,
            )
            with watch.stopped():
                yield report

    def adapt(
        self, images: Tensor, examples: Tensor, seed: int, is_rough: bool = False
    ) -> Iterator[TrainingStep]:
        network, sources = self.network, (self._inputs(images), self._inputs(examples))
        size = self.settings.batch_size
        if not is_rough and self.adapt_batch:
            size = self.adapt_batch
        taught = max(1, round(size * TAUGHT_SHARE))
        draws = torch.Generator().manual_seed(seed)
        noise = torch.Generator(self.device).manual_seed(seed)
        updates = self.rough_updates if is_rough else self.adapt_updates
        fit_batch = self.make_adapting_step(network, updates, noise)
        for update in range(1, updates + 1):
            network.train()
            parts = [
                inputs[torch.randint(len(inputs), (count,), generator=draws).to(self.device)]
                for inputs, count in zip(sources, (size - taught, taught), strict=True)
            ]
            fit_batch(torch.cat(parts))
            yield TrainingStep(update, updates, 1, 1)
        network.eval()

    @torch.inference_mode()
    def reconstruct(self, images: Images) -> Tensor:
        self.network.eval()
        inputs = self._inputs(as_images(images))
        rebuilt = [self.network(batch) for batch in inputs.split(SCORING_BATCH)]
        return torch.cat(rebuilt).add_(1).div_(2).cpu()

    @torch.inference_mode()
    def encode(self, images: Images) -> Tensor:
        if not self.has_code:
            return super().encode(images)
        self.network.eval()
        inputs = self._inputs(as_images(images))
        return torch.cat([self.codes_of(batch) for batch in inputs.split(SCORING_BATCH)]).cpu()

    def codes_of(self, batch: Tensor) -> Tensor:
        """Return the codes (N, K) of a batch in [-1, 1], where `has_code` is set."""
        raise NotImplementedError

    def state_dict(self) -> dict[str, Tensor]:
        return {name: value.cpu() for name, value in self.network.state_dict().items()}

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        try:
            self.network.load_state_dict(dict(state))
        except RuntimeError as error:
            raise ValueError("the weights do not fit the settings") from error

    def _make_network(self, seed: int) -> NetworkT:
        with seeded(seed):
            return self.build_network().to(self.device)

    def _inputs(self, images: Tensor) -> Tensor:
        """Return pictures (N, 1, 28, 28), scaled from [0, 1] to [-1, 1], on the device."""
        return expanded(images.to(self.device)) * 2 - 1


class ResidualDetector(NetworkDetector[NetworkT]):
    """A network that scores by `residual_score`, with the reduction that its settings name."""

    settings: Any

    def anomaly_score(self, images: Images) -> Tensor:
        images = as_images(images)
        return residual_score(images, self.difference_map(images), self.settings.score)

    def examine(self, images: Images) -> tuple[Tensor, Tensor, Tensor]:
        images = as_images(images)
        reconstruction, difference = self.compare(images)
        score = residual_score(images, difference, self.settings.score)
        return reconstruction, difference, score

    def as_module(self) -> nn.Module:
        def score(images: Tensor, rebuilt: Tensor) -> Tensor:
            return residual_score(images, (images - rebuilt).abs(), self.settings.score)

        return ScoringModule(self.network, score)


class ScoringModule(nn.Module):
    """A network with its score: images in [0, 1] -> reconstructions in [0, 1] and scores (N,).

    Parameters
    ----------
    network : nn.Module
        Maps intensities in [-1, 1] to their reconstruction.
    score : callable
        Images and their reconstruction -> scores (N,).
    """

    def __init__(self, network: nn.Module, score: Callable[[Tensor, Tensor], Tensor]) -> None:
        super().__init__()
        self.network = network.eval()
        self._score = score

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        rebuilt = (self.network(images * 2 - 1) + 1) / 2
        return rebuilt, self._score(images, rebuilt)


def adam_step(
    loss_of: Callable[[Tensor], Tensor],
    network: nn.Module,
    updates: int,
    learning_rate: float,
    one_cycle: bool = True,
    weight_decay: float = 0.0,
) -> BatchStep:
    """Return a training step that minimises a batch's loss by Adam.

    Parameters
    ----------
    loss_of : callable
        Batch -> its mean loss under `network`.
    network : nn.Module
    updates : int
        Total number of steps.
    learning_rate : float
        Constant, or the peak of the one-cycle schedule.
    one_cycle : bool
    weight_decay : float
    """
    schedule = adam.one_cycle(learning_rate, updates) if one_cycle else adam.constant(learning_rate)
    optimizer = adam.Adam(network.parameters(), schedule, weight_decay=weight_decay)

    def step(batch: Tensor) -> Tensor:
        loss = loss_of(batch)
        optimizer.minimise(loss)
        return loss

    return step


def residual_score(images: Tensor, difference: Tensor, score: str) -> Tensor:
    """Reduce each picture's difference map to one number.

    Parameters
    ----------
    images, difference : Tensor
        float32 (N, 1, 28, 28) in [0, 1].
    score : {"absolute", "squared", "relative"}
        The sum over the pixels of the difference or of its square, or the latter as a share of the
        picture's own sum of squares. The last corrects for complexity: a simple picture has little
        ink to get wrong, so its plain sum is low whatever it shows. Serra et al. (2020) found the
        same of likelihoods; the ink is the simplest measure of complexity.

    Returns
    -------
    Tensor
        float32 (N,).
    """
    if score == "absolute":
        return difference.flatten(1).sum(1)
    error = difference.square().flatten(1).sum(1)
    return error if score == "squared" else error / (images.square().flatten(1).sum(1) + 1)
