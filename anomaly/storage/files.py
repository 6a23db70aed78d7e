"""The files of stored detectors: what their names say, their sizes, and when they were used."""

import re
from contextlib import suppress
from pathlib import Path

from anomaly.training.plan import TrainingPlan

KEY = re.compile(r"[0-9a-fs][0-9a-f]{15}(-[0-9]{1,6})?|[ut][0-9a-f]{15}")
UPLOADED, TAUGHT = "u", "t"  # what such keys begin with
SUFFIX = ".safetensors"


def file_name(plan: TrainingPlan, key: str) -> str:
    """Return the name of the file that holds a detector with this plan and key."""
    normal = "signs" if key.startswith("s") else "".join(map(str, plan.normal))
    return f"{plan.detector}-{normal}-{key}{SUFFIX}"


def key_of(path: Path) -> str:
    """Return the key in the name of a stored detector's file; empty for any other file."""
    found = re.search(rf"-({KEY.pattern}){re.escape(SUFFIX)}$", path.name)
    return found[1] if found else ""


def kind_of(path: Path) -> str:
    """Return `UPLOADED` or `TAUGHT` where a file is named as such a detector's, else nothing."""
    return key_of(path)[:1] if key_of(path).startswith((UPLOADED, TAUGHT)) else ""


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:  # deleted meanwhile
        return 0


def mark_used(path: Path) -> None:
    """Note that an uploaded or taught detector is used, so that others make room before it."""
    if kind_of(path):
        with suppress(OSError):
            path.touch()
