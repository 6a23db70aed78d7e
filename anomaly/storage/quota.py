"""The places on disk that trained, uploaded and taught detectors may take.

Where one is full, others make room for a new one, as `owners.in_order_of_giving_way` says. Those
trained here count as used when they were trained.
"""

from contextlib import suppress
from pathlib import Path

from anomaly.owner import NOBODY, Owner
from anomaly.paths import model_folder
from anomaly.storage.checkpoints import delete_checkpoints
from anomaly.storage.files import SUFFIX, TAUGHT, UPLOADED, file_name, key_of, kind_of
from anomaly.storage.owners import DAY, in_order_of_giving_way, note_owner, unused_for
from anomaly.training.trained import TrainedDetector

TRAINED = ""
# Of all of a kind. Each further example leaves one more detector that was taught, of 1 to 5 MB.
MEGABYTES: dict[str, float] = {TRAINED: 4000, UPLOADED: 1000, TAUGHT: 500}
MAX_AGE = {UPLOADED: 7 * DAY}  # seconds from its last use after which a detector is deleted


def make_room(trained: TrainedDetector, owner: Owner = NOBODY) -> None:
    """Make room for a detector in the folder of those that are stored, and note whose it is."""
    remove_unused()
    path = model_folder() / file_name(trained.plan, trained.key)
    if path.exists():
        return
    note_owner(trained.key, owner)
    kind = kind_of(path)
    order = list(in_order_of_giving_way(_stored(kind), key_of))
    left = sum(size for _, size in order) - MEGABYTES[kind] * 1_000_000
    for other, size in order:
        if left < 0:
            break
        left -= size
        _delete(other)


def remove_unused() -> None:
    """Delete the detectors that nobody has used for as long as their kind is kept at most."""
    for kind, age in MAX_AGE.items():
        for path in _stored(kind):
            if unused_for(path) > age:
                _delete(path)


def _stored(kind: str) -> list[Path]:
    paths = model_folder().glob(f"[!.]*{SUFFIX}")
    return [path for path in paths if kind_of(path) == kind]


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
        delete_checkpoints(key_of(path))
