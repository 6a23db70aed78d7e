"""The places on disk that trained, uploaded and taught detectors may take.

Where one is full, the detectors that were not used for longest give way to a new one. Those trained
here count as used when they were trained.
"""

import math
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from anomaly.errors import UserError
from anomaly.paths import by_mtime, model_folder
from anomaly.storage.checkpoints import delete_checkpoints
from anomaly.storage.files import SUFFIX, TAUGHT, UPLOADED, file_name, key_of, kind_of, size_of
from anomaly.training.trained import TrainedDetector

MINUTE, DAY = 60.0, 24 * 3600.0  # seconds


@dataclass(frozen=True)
class Quota:
    """The place of one kind of detectors.

    Attributes
    ----------
    megabytes : float
        Of all together, beyond which no other one is stored.
    kept_for : float
        Seconds from its last use in which a detector gives way to none.
    max_age : float
        Seconds from its last use after which a detector is deleted in any case.
    name : str
        In the sentence that says that there is no room.
    """

    megabytes: float
    kept_for: float
    max_age: float
    name: str


QUOTAS = {
    "": Quota(4000, DAY, math.inf, "trained"),  # whoever trains two days in a row finds all again
    UPLOADED: Quota(1000, 10 * MINUTE, 7 * DAY, "uploaded"),
    # Each further example leaves one more, of 1 to 5 MB.
    TAUGHT: Quota(500, 0.0, math.inf, "taught"),
}


def check_room(trained: TrainedDetector) -> None:
    """Make room for a detector in the folder of those that are stored.

    Raises
    ------
    UserError
        If its kind has no room, and it would not replace its own file.
    """
    path = model_folder() / file_name(trained.plan, trained.key)
    remove_unused()
    if path.exists():
        return
    kind = kind_of(path)
    quota, paths = QUOTAS[kind], _stored(kind)
    left = sum(map(size_of, paths)) - quota.megabytes * 1_000_000
    for other in reversed(paths):
        if left < 0 or _unused_for(other) < quota.kept_for:
            break
        left -= size_of(other)
        _delete(other)
    if left >= 0:
        raise UserError(f"store.too_many_{quota.name}", limit=quota.megabytes)


def remove_unused() -> None:
    """Delete the detectors that nobody has used for as long as their kind is kept at most."""
    for kind, quota in QUOTAS.items():
        for path in _stored(kind) if quota.max_age < math.inf else ():
            if _unused_for(path) > quota.max_age:
                _delete(path)


def _stored(kind: str) -> list[Path]:
    """Return the files of one kind, the last used first."""
    paths = by_mtime(model_folder().glob(f"[!.]*{SUFFIX}"))
    return [path for path in paths if kind_of(path) == kind]


def _unused_for(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:  # deleted meanwhile
        return math.inf


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
        delete_checkpoints(key_of(path))
