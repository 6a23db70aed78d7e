"""Set up the threads of a process that shares its machine, or answers many people."""

import os
import sys
import threading
from collections.abc import Callable

SPIN_COUNT = "3000"
SWITCH_INTERVAL = 0.0002  # seconds; Python's own is five times as long


def limit_spinning() -> None:
    """Limit how long OpenMP threads spin while they wait; call it before torch is imported.

    Threads of GNU OpenMP keep their cores busy while they wait for each other, which slows training
    several-fold where another program wants these. A limit set in the environment stays.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)


def switch_often() -> None:
    """Shorten the interval at which Python switches threads, for a process that answers people.

    A stroke passes the interpreter from thread to thread several times, and waits this long each
    time while another page is computed.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)


def leave_cores() -> None:
    """Limit PyTorch to half of the cores, so that the others are free for quick answers.

    It holds for threads that have not computed yet. A smaller number set in the environment stays.
    """
    import torch  # which `limit_spinning` has to come before

    torch.set_num_threads(min(torch.get_num_threads(), max(1, (os.cpu_count() or 2) // 2)))


def start_computing(work: Callable[..., object], name: str, *given: object) -> threading.Thread:
    """Start and return a thread that computes, for which the interpreter waits at its end.

    PyTorch aborts where it computes while the interpreter ends. The thread of a page is a daemon,
    as what it starts would be.
    """
    thread = threading.Thread(None, work, name, given, daemon=False)
    thread.start()
    return thread
