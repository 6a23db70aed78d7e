"""The number of files and connections that a process may have open."""

import sys
from contextlib import suppress

# Descriptors, tried one after another: a Mac lets a process have fewer than its limit says.
WANTED = (65_536, 10_240, 4_096)


def raise_limit() -> None:
    """Raise the limit as far as the system allows, so that a class has room beside an attacker."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in WANTED:
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft == resource.RLIM_INFINITY or limit <= soft:
            return
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
            return


def current_limit() -> int | None:
    """Return how many descriptors this process may have open; None where nothing limits them."""
    if sys.platform == "win32":
        return None
    import resource

    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if soft == resource.RLIM_INFINITY else soft
