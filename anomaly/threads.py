"""Set up OpenMP for a process that shares its machine."""

import os

SPIN_COUNT = "3000"


def limit_spinning() -> None:
    """Limit how long OpenMP threads spin while they wait; call it before torch is imported.

    Threads of GNU OpenMP keep their cores busy while they wait for each other, which slows training
    several-fold where another program wants these. A limit set in the environment stays.
    """
    os.environ.setdefault("GOMP_SPINCOUNT", SPIN_COUNT)
