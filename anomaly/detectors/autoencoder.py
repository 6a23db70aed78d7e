"""The fully connected autoencoder of the source article, with the sum of differences as score."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from anomaly.detectors.base import (
    Detector,
    Range,
    TrainingReport,
    TrainingStep,
    check_range,
    check_settings,
)
from anomaly.detectors.loop import Stopwatch, batches, make_schedule, mean_loss, seeded

PIXELS = 28 * 28
MOST_LAYERS = 4
SCORING_BATCH = 1024  # the fastest measured on a CPU


@dataclass(frozen=True)
class AutoencoderSettings:
    """Settings of `Autoencoder`; the defaults reach the article's quality in a tenth of the time.

    Epochs, batch size and learning rate were chosen on training digits alone: the AUROC of held-out
    training 1s against training digits of the other kinds.

    Attributes
    ----------
    latent : int
        Size of the bottleneck; the article's.
    hidden : tuple of int
        Widths from the picture to the bottleneck; the decoder mirrors them.
    epochs, batch_size : int
    least_updates : int
        Few digits make short epochs; there are as many more epochs as these updates take. With
        less than about this many the network rebuilds one average digit whatever it is given.
    learning_rate : float
        Adam's, or the peak of the one-cycle schedule.
    one_cycle : bool
        Warm up to the learning rate and anneal (Smith & Topin 2018), which is what lets larger
        steps converge in as few epochs; otherwise the rate is constant.
    weight_decay : float

    Raises
    ------
    Problem
        If a value is out of range; settings also come from files and addresses.
    """

    latent: Annotated[int, Range(1, PIXELS)] = 64
    hidden: Annotated[tuple[int, ...], Range(1, 1024)] = (256, 128)
    epochs: Annotated[int, Range(1, 1000)] = 8
    batch_size: Annotated[int, Range(1, 60_000)] = 64
    least_updates: Annotated[int, Range(0, 100_000)] = 700
    learning_rate: Annotated[float, Range(1e-7, 10.0)] = 4e-3
    one_cycle: bool = True
    weight_decay: Annotated[float, Range(0.0, 1.0)] = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "hidden", tuple(self.hidden))
        check_range("hidden", len(self.hidden), 0, MOST_LAYERS)
        check_settings(self)

    def effort(self, digits: int) -> tuple[int, int]:
        """Return how many epochs and updates it takes to fit on so many digits."""
        per_epoch = math.ceil(digits / self.batch_size)
        epochs = max(self.epochs, math.ceil(self.least_updates / per_epoch))
        return epochs, epochs * per_epoch


RECIPES = {
    "default": AutoencoderSettings(),
    "article": AutoencoderSettings(
        epochs=10,
        least_updates=0,
        batch_size=16,
        learning_rate=3e-4,
        one_cycle=False,
        weight_decay=1e-5,
    ),
}


class Network(nn.Module):
    """784 - hidden - latent - hidden - 784 with ReLU between and tanh at the end.

    Works on intensities mapped to [-1, 1], float32 (N, 784).
    """

    def __init__(self, hidden: tuple[int, ...], latent: int) -> None:
        super().__init__()
        self.encoder = _stack((PIXELS, *hidden, latent))
        self.decoder = _stack((latent, *reversed(hidden), PIXELS))

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(self.decoder(self.encoder(x)))


class Autoencoder(Detector):
    """Autoencoder fitted on normal digits with the mean squared error.

    The score is the sum over the pixels of \\|input - reconstruction\\|, both in [0, 1].
    """

    name = "autoencoder"

    def __init__(
        self, settings: AutoencoderSettings = RECIPES["default"], device: str = "cpu"
    ) -> None:
        self.settings = settings
        self.device = torch.device(device)
        with seeded(0):
            self.network = Network(settings.hidden, settings.latent).to(self.device)

    def fit(
        self, images: Tensor, calibration: Tensor, seed: int
    ) -> Iterator[TrainingStep | TrainingReport]:
        settings = self.settings
        with seeded(seed):
            network = Network(settings.hidden, settings.latent).to(self.device)
        self.network = network
        optimizer = torch.optim.Adam(
            network.parameters(),
            lr=settings.learning_rate,
            weight_decay=settings.weight_decay,
            fused=True,
        )
        inputs, held_out = self._inputs(images), self._inputs(calibration)
        shuffle = torch.Generator().manual_seed(seed)
        epochs, updates = settings.effort(len(inputs))
        schedule = make_schedule(optimizer, settings.one_cycle, settings.learning_rate, updates)
        update, watch = 0, Stopwatch()
        for epoch in range(1, epochs + 1):
            network.train()
            total = torch.zeros((), device=self.device)
            for batch in batches(inputs, settings.batch_size, shuffle):
                loss = F.mse_loss(network(batch), batch)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                schedule.step()
                total += loss.detach() * len(batch)
                update += 1
                with watch.stopped():
                    yield TrainingStep(update, updates, epoch, epochs)
            network.eval()
            report = TrainingReport(
                epoch=epoch,
                epochs=epochs,
                fit_loss=float(total) / len(inputs),
                calibration_loss=mean_loss(network, held_out, SCORING_BATCH),
                seconds=watch.seconds,
            )
            with watch.stopped():
                yield report

    @torch.inference_mode()
    def reconstruct(self, images: Tensor) -> Tensor:
        self.network.eval()
        parts = [self.network(part) for part in self._inputs(images).split(SCORING_BATCH)]
        return torch.cat(parts).add_(1).div_(2).cpu().view(-1, 1, 28, 28)

    def state(self) -> dict[str, Tensor]:
        return {name: value.cpu() for name, value in self.network.state_dict().items()}

    def load_state(self, state: Mapping[str, Tensor]) -> None:
        try:
            self.network.load_state_dict(dict(state))
        except RuntimeError as error:
            raise ValueError("the weights do not fit the settings") from error

    def _inputs(self, images: Tensor) -> Tensor:
        """(N, 1, 28, 28) in [0, 1] -> (N, 784) in [-1, 1] on the device."""
        return images.flatten(1).to(self.device) * 2 - 1


def _stack(widths: tuple[int, ...]) -> nn.Sequential:
    """Linear layers of the given widths with ReLU between them."""
    layers: list[nn.Module] = []
    for before, after in pairwise(widths):
        layers += [nn.Linear(before, after), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
