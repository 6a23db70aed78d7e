"""Adam and its schedules, beside those of PyTorch."""

from collections.abc import Callable

import pytest
import torch
from torch.optim.lr_scheduler import ConstantLR, LambdaLR, LRScheduler, OneCycleLR

from anomaly.detectors.components import adam

UPDATES = 40
SCHEDULES: dict[str, tuple[adam.Schedule, Callable[[torch.optim.Optimizer], LRScheduler]]] = {
    "constant": (adam.constant(0.1), lambda other: ConstantLR(other, factor=1.0)),
    "falling": (
        adam.falling(0.1, UPDATES),
        lambda other: LambdaLR(other, lambda update: min(1.0, 2.0 * (1.0 - update / UPDATES))),
    ),
    "one cycle": (
        adam.one_cycle(0.1, UPDATES),
        lambda other: OneCycleLR(other, 0.1, UPDATES + 1, cycle_momentum=False),
    ),
}


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("fused", [True, False])
def test_it_goes_where_pytorchs_own_goes(name: str, fused: bool) -> None:
    own, other = (torch.linspace(-1, 1, 12).view(3, 4).requires_grad_() for _ in range(2))
    target = torch.linspace(2, 3, 12).view(3, 4)
    schedule, make_schedule = SCHEDULES[name]
    optimizer = adam.Adam([own], schedule, (0.5, 0.9), weight_decay=0.01, fused=fused)
    reference = torch.optim.Adam([other], 0.1, (0.5, 0.9), weight_decay=0.01, fused=fused)
    rates = make_schedule(reference)
    for _ in range(UPDATES):
        optimizer.minimise((own - target).pow(4).sum())
        reference.zero_grad()
        (other - target).pow(4).sum().backward()
        reference.step()
        rates.step()
        assert own.tolist() == other.tolist()


@pytest.mark.parametrize("updates", [1, 2, 3, 4])
def test_one_cycle_of_few_updates_is_pytorchs(updates: int) -> None:
    reference = torch.optim.SGD([torch.zeros(1)], 1.0)
    rates = OneCycleLR(reference, 1.0, updates + 1, cycle_momentum=False)
    schedule = adam.one_cycle(1.0, updates)
    for update in range(updates):
        assert schedule(update) == rates.get_last_lr()[0]
        reference.step()
        rates.step()
