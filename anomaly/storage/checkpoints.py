"""The epochs of a training, kept to go back to."""

import re
from dataclasses import dataclass
from pathlib import Path

import torch

from anomaly.detectors import Detector, build
from anomaly.errors import Problem
from anomaly.paths import model_folder, newest_first
from anomaly.storage.tensor_file import read_tensors, write_tensors
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import State

FORMAT = "anomaly-epochs-1"
MOST_EPOCHS = 40
MOST_BYTES = 32_000_000
MOST_ON_DISK = 1_000_000_000  # bytes of all recordings; a class trains for days before that
EPOCH = re.compile(r"([0-9]{1,6})\.(.+)")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What a detector had learned after an epoch.

    Attributes
    ----------
    plan : TrainingPlan
    epoch : int
    state : dict
        As `Training.state` returned it, in half precision.
    """

    plan: TrainingPlan
    epoch: int
    state: State

    def detector(self) -> Detector:
        """Return the detector as it was."""
        return revive(self.plan, self.state)


class Recording:
    """What a detector had learned after some of its epochs.

    As many epochs, evenly spread, as fit into `MOST_BYTES`, 40 at most; the last is among them.

    Parameters
    ----------
    plan : TrainingPlan
    states : dict, optional
        Epoch, ascending -> what `Training.state` returned after it.
    """

    def __init__(self, plan: TrainingPlan, states: dict[int, State] | None = None):
        self.plan = plan
        self._kept = {
            epoch: Snapshot(plan, epoch, state) for epoch, state in (states or {}).items()
        }

    def add(self, epoch: int, epochs: int, state: State) -> None:
        """Keep the state after `epoch` of `epochs`, and give up the one before if it was extra.

        It is as `Training.state` returned it, and is not copied.
        """
        wanted = _spread(epochs, sum(value.nbytes for value in state.values()))
        kept = {at: before for at, before in self._kept.items() if at in wanted}
        self._kept = {**kept, epoch: Snapshot(self.plan, epoch, state)}

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """All there are at this moment, by ascending epoch; while it trains they come and go."""
        return tuple(self._kept.values())

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs that are there, ascending."""
        return tuple(self._kept)

    @property
    def nbytes(self) -> int:
        """How many bytes of memory it takes."""
        return sum(value.nbytes for kept in self.snapshots for value in kept.state.values())

    def after(self, epoch: int) -> Snapshot:
        """Return the snapshot after `epoch`, one of `epochs`."""
        return self._kept[epoch]

    def save(self, key: str) -> None:
        """Write it atomically beside the stored detector with that key.

        Where all recordings take more than `MOST_ON_DISK`, the oldest are deleted; the detectors
        stay.

        Raises
        ------
        Problem
            If the folder cannot be written.
        """
        tensors = {
            f"{snapshot.epoch}.{name}": value
            for snapshot in self.snapshots
            for name, value in snapshot.state.items()
        }
        write_tensors(_path(key), FORMAT, tensors, {"plan": self.plan.as_dict()})
        _prune(_path(key))


def load_recording(plan: TrainingPlan, key: str) -> Recording | None:
    """Return the recording beside the stored detector with that key, or None if it is not whole."""
    try:
        record, tensors = read_tensors(_path(key), FORMAT)
    except Problem:
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
            revive(plan, state)
    except ValueError:
        return None
    states = dict(sorted(states.items()))
    return Recording(plan, states) if states and record.get("plan") == plan.as_dict() else None


def delete_recording(key: str) -> None:
    """Delete the recording of the stored detector with that key, if there is one."""
    try:
        _path(key).unlink(missing_ok=True)
    except OSError:
        return


def _prune(latest: Path) -> None:
    """Delete the oldest recordings beside this one, where all take too much."""
    left = MOST_ON_DISK
    for path in newest_first(latest.parent.glob(f"[!.]*{latest.suffix}")):
        try:
            left -= path.stat().st_size
            if left < 0 and path != latest:
                path.unlink()
        except OSError:
            continue


def revive(plan: TrainingPlan, state: State) -> Detector:
    """Return a detector with a state that `halve` made small.

    Raises
    ------
    ValueError
        If the state does not fit the plan's settings.
    """
    detector = build(plan.detector, plan.settings)
    detector.load_state(
        {
            name: value.float() if value.is_floating_point() else value
            for name, value in state.items()
        }
    )
    return detector


def _spread(epochs: int, size: int) -> set[int]:
    """Choose which of `epochs` to keep where each takes `size` bytes."""
    count = max(2, min(MOST_EPOCHS, MOST_BYTES // max(1, size)))
    return {round(at) for at in torch.linspace(1, epochs, min(count, epochs)).tolist()}


def _path(key: str) -> Path:
    return model_folder() / "epochs" / f"{key}.safetensors"
