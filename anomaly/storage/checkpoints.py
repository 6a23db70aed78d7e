"""Per-epoch checkpoints of a training, in memory and on disk."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import torch

from anomaly.detectors import Detector, build
from anomaly.errors import UserError
from anomaly.paths import model_folder
from anomaly.storage.files import size_of
from anomaly.storage.owners import in_order_of_giving_way
from anomaly.tensor_file import read_tensors, write_tensors
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import State

FORMAT = "anomaly-epochs-1"
MAX_KEPT = 40  # checkpoints of a training
MAX_BYTES = 32_000_000  # of a training's checkpoints
MAX_ON_DISK = 1_000_000_000  # bytes of all checkpoints; a class trains for days before that
EPOCH = re.compile(r"([0-9]{1,6})\.(.+)")


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """The weights of a detector after an epoch.

    Attributes
    ----------
    plan : TrainingPlan
    epoch : int
    state : dict
        As `Training.state_dict` returned it, in half precision.
    """

    plan: TrainingPlan
    epoch: int
    state: State

    def detector(self) -> Detector:
        """Return a detector with these weights."""
        return from_state(self.plan, self.state)


class CheckpointHistory:
    """Checkpoints after some of a training's epochs.

    They are evenly spread, as many as fit into `MAX_BYTES` and at most `MAX_KEPT`; the last epoch
    is among them.

    Parameters
    ----------
    plan : TrainingPlan
    states : dict, optional
        Epoch, ascending -> what `Training.state_dict` returned after it.
    """

    def __init__(self, plan: TrainingPlan, states: dict[int, State] | None = None):
        self.plan = plan
        self._kept = {
            epoch: Checkpoint(plan, epoch, state) for epoch, state in (states or {}).items()
        }

    def add(self, epoch: int, epochs: int, state: State) -> None:
        """Add the state after `epoch` of `epochs`; drop earlier ones that are off the even spacing.

        The state is not copied.
        """
        wanted = _spread(epochs, sum(value.nbytes for value in state.values()))
        kept = {at: old for at, old in self._kept.items() if at in wanted}
        self._kept = {**kept, epoch: Checkpoint(self.plan, epoch, state)}

    @property
    def all(self) -> tuple[Checkpoint, ...]:
        """The current checkpoints, by ascending epoch; while it trains they come and go."""
        return tuple(self._kept.values())

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs that have a checkpoint, ascending."""
        return tuple(self._kept)

    @property
    def nbytes(self) -> int:
        """Size in memory."""
        return sum(value.nbytes for kept in self.all for value in kept.state.values())

    def after(self, epoch: int) -> Checkpoint:
        """Return the checkpoint after `epoch`, one of `epochs`."""
        return self._kept[epoch]

    def save(self, key: str) -> None:
        """Write the checkpoints atomically beside the stored detector with that key.

        Where all files of checkpoints take more than `MAX_ON_DISK`, others make room.

        Raises
        ------
        UserError
            If the folder cannot be written.
        """
        tensors = {
            f"{checkpoint.epoch}.{name}": value
            for checkpoint in self.all
            for name, value in checkpoint.state.items()
        }
        write_tensors(_path(key), FORMAT, tensors, {"plan": self.plan.as_dict()})
        _prune(_path(key))


def load_checkpoints(plan: TrainingPlan, key: str) -> CheckpointHistory | None:
    """Return a stored detector's checkpoints; None if missing, damaged or of another plan."""
    try:
        record, tensors = read_tensors(_path(key), FORMAT)
    except UserError:
        return None
    states: dict[int, State] = {}
    for name, value in tensors.items():
        found = EPOCH.fullmatch(name)
        if found is None:
            return None
        epoch = int(found[1])
        states[epoch] = {**states.get(epoch, {}), found[2]: value}
    try:
        for state in states.values():
            from_state(plan, state)
    except (RuntimeError, ValueError):  # PyTorch's, where a type is none of weights
        return None
    states = dict(sorted(states.items()))
    return (
        CheckpointHistory(plan, states) if states and record.get("plan") == plan.as_dict() else None
    )


def checkpoint_bytes(key: str) -> int:
    """Return the size of the file of a stored detector's checkpoints; 0 where there is none."""
    return size_of(_path(key))


def delete_checkpoints(key: str) -> None:
    """Delete the checkpoints of the stored detector with that key, if there are any."""
    try:
        _path(key).unlink(missing_ok=True)
    except OSError:
        return


def _prune(latest: Path) -> None:
    """Delete files of checkpoints until all take at most `MAX_ON_DISK`."""
    paths = [path for path in latest.parent.glob(f"[!.]*{latest.suffix}") if path != latest]
    order = list(in_order_of_giving_way(paths, lambda path: path.stem))
    over = sum(size for _, size in order) + size_of(latest) - MAX_ON_DISK
    for path, size in order:
        if over <= 0:
            break
        over -= size
        with suppress(OSError):
            path.unlink()


def from_state(plan: TrainingPlan, state: State) -> Detector:
    """Return a detector with a state in half precision, as `to_half` made it.

    Raises
    ------
    ValueError
        If the state does not fit the plan's settings.
    """
    detector = build(plan.detector, plan.settings)
    detector.load_state_dict(
        {
            name: value.float() if value.is_floating_point() else value
            for name, value in state.items()
        }
    )
    return detector


def _spread(epochs: int, size: int) -> set[int]:
    """Return which of `epochs` to keep where each takes `size` bytes."""
    count = max(2, min(MAX_KEPT, MAX_BYTES // max(1, size)))
    return {round(epoch) for epoch in torch.linspace(1, epochs, min(count, epochs)).tolist()}


def _path(key: str) -> Path:
    return model_folder() / "epochs" / f"{key}.safetensors"
