"""Parts of training loops: devices, seeds, batches, clocks."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from anomaly.errors import UserError

DEVICES = ("auto", "cpu", "cuda", "mps")
_default_generator_lock = threading.RLock()  # all threads share one generator


def pick_device(name: str = "auto") -> str:
    """Return the device to compute on.

    Parameters
    ----------
    name : {"auto", "cpu", "cuda", "mps"}
        ``"auto"`` prefers CUDA, then MPS, then the CPU.

    Raises
    ------
    UserError
        If the device is not available.
    """
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if name == "auto":
        return next((device for device, ready in available.items() if ready), "cpu")
    if name != "cpu" and not available.get(name, False):
        raise UserError("device.missing", name=name)
    return name


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed PyTorch's CPU generator inside the block, and restore it afterwards."""
    with _default_generator_lock, torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        yield


def batches(data: Tensor, size: int, generator: torch.Generator) -> Iterator[Tensor]:
    """Yield batches of `data` (N, ...) in random order, `size` rows each or fewer in the last."""
    for rows in torch.randperm(len(data), generator=generator).to(data.device).split(size):
        yield data[rows]


def compact(images: Tensor) -> Tensor:
    """Return pictures in [0, 1] as bytes where these are as good; `expanded` is the inverse.

    Many trainings may be under way at once, each with up to 54,000 digits.
    """
    pixels = images.mul(255).round_().byte()
    return pixels if torch.equal(expanded(pixels), images) else images


def expanded(pictures: Tensor) -> Tensor:
    """Return what `compact` made as pictures in [0, 1] again."""
    return pictures.float().div_(255) if pictures.dtype == torch.uint8 else pictures


class Stopwatch:
    """Seconds of computing since construction, less those spent stopped.

    On a CPU the time of the thread that fits counts: on an idle machine it is the time that passes,
    and on a busy one it leaves out what other programs take. Other devices compute by themselves,
    so there it is the time that passes.

    Parameters
    ----------
    device : torch.device, optional
    """

    def __init__(self, device: torch.device | None = None) -> None:
        on_cpu = device is None or device.type == "cpu"
        self._clock = time.thread_time if on_cpu else time.perf_counter
        self._start = self._clock()

    @property
    def seconds(self) -> float:
        return self._clock() - self._start

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop the clock inside the block."""
        elapsed = self.seconds
        yield
        self._start = self._clock() - elapsed


@torch.inference_mode()
def mean_loss(network: nn.Module, inputs: Tensor, size: int) -> float:
    """Return the mean squared error of rebuilding `inputs` (N, D)."""
    total = sum(
        float(F.mse_loss(network(batch), batch)) * len(batch) for batch in inputs.split(size)
    )
    return total / len(inputs)


def reconstruction_loss(network: nn.Module) -> Callable[[Tensor], Tensor]:
    """Return the mean squared error of rebuilding a batch, as a function of the batch."""
    return lambda batch: F.mse_loss(network(batch), batch)


def hardest_first_loss(network: nn.Module) -> Callable[[Tensor], Tensor]:
    """Return the mean over a batch of each picture's squared mean squared error, as a function.

    What is rebuilt worst counts most: of examples that few digits are like, more is learned in as
    many batches.
    """

    def loss(batch: Tensor) -> Tensor:
        errors = (network(batch) - batch).square().flatten(1).mean(1)  # (N,)
        return errors.square().mean()

    return loss
