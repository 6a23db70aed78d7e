"""A clock that jumps: Python runs this at its start where this folder is on its path."""

import os
import time
from pathlib import Path

_offset = Path(os.environ["CLOCK_OFFSET"])
_time = time.time


def _jumping_time() -> float:
    return _time() + float(_offset.read_text() or 0)


time.time = _jumping_time
