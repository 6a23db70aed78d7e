"""Adam, and schedules of its learning rate.

PyTorch computes the steps. Its class `torch.optim.Adam` is not used: the first of a process imports
PyTorch's compiler, which takes longer than many a training here.
"""

import math
from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor
from torch.optim.adam import adam

Schedule = Callable[[int], float]  # update, counted from 0 -> learning rate

WARM_UP = 0.3  # share of the updates in which a one-cycle schedule rises
RISE = 25.0  # from its first rate to its peak
FALL = 1e4  # from its first rate to its last


def constant(rate: float) -> Schedule:
    """Return a schedule that keeps one learning rate."""
    return lambda update: rate


def falling(rate: float, updates: int) -> Schedule:
    """Return a schedule that falls from `rate` to 0 over the second half of all updates."""
    return lambda update: rate * min(1.0, 2.0 * (1.0 - update / updates))


def one_cycle(peak: float, updates: int) -> Schedule:
    """Return the one-cycle schedule (Smith and Topin 2018) with half waves of a cosine.

    Parameters
    ----------
    peak : float
    updates : int
        Total number of updates.
    """
    first = peak / RISE
    top = WARM_UP * (updates + 1) - 1

    def rate(update: int) -> float:
        if update <= top:
            return _half_wave(first, peak, update / top)
        return _half_wave(peak, first / FALL, (update - top) / (updates - top))

    return rate


def _half_wave(start: float, end: float, share: float) -> float:
    return end + (start - end) / 2.0 * (math.cos(math.pi * share) + 1)


class Adam:
    """Adam (Kingma and Ba 2015).

    Parameters
    ----------
    parameters : iterable of Tensor
        What is fitted, float32 on one device.
    schedule : callable
        Update, counted from 0 -> learning rate.
    betas : tuple of float
        Decay of the averages of the gradient and of its square.
    weight_decay : float
    fused : bool
        Whether one kernel computes all of a step, which is quicker and rounds differently.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        schedule: Schedule,
        betas: tuple[float, float] = (0.9, 0.999),
        weight_decay: float = 0.0,
        fused: bool = True,
    ) -> None:
        self._parameters = list(parameters)
        self._schedule = schedule
        self._betas = betas
        self._weight_decay = weight_decay
        self._fused = fused
        self._update = 0
        self._steps = [torch.zeros((), device=each.device) for each in self._parameters]
        self._means = [torch.zeros_like(each) for each in self._parameters]
        self._squares = [torch.zeros_like(each) for each in self._parameters]

    def minimise(self, loss: Tensor) -> None:
        """Take one step down the gradient of a scalar loss."""
        self.step(torch.autograd.grad(loss, self._parameters))

    @torch.no_grad()
    def step(self, gradients: Sequence[Tensor]) -> None:
        """Take one step, given the gradient of each parameter."""
        adam(
            self._parameters,
            list(gradients),
            self._means,
            self._squares,
            [],
            self._steps,
            fused=self._fused,
            amsgrad=False,
            beta1=self._betas[0],
            beta2=self._betas[1],
            lr=self._schedule(self._update),
            weight_decay=self._weight_decay,
            eps=1e-8,
            maximize=False,
        )
        self._update += 1
