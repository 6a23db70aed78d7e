"""End a process that computes for its parent when the parent is gone."""

import os
import threading
import time
from functools import cache

POLL_INTERVAL = 0.5  # seconds


@cache
def end_with_parent(parent: int) -> None:
    """End this process soon after its parent's end, where it is a child of `parent`.

    It is for those whose pipes are not ours to watch. A child that outlives its parent gets another
    one, but on Windows, where nothing is done.
    """
    if os.getppid() == parent:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(POLL_INTERVAL)
    os._exit(1)
