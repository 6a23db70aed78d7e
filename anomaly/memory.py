"""How the C library keeps memory that was freed: by its own rules, for itself.

Many threads that each allocate tensors now and then leave it with hundreds of megabytes that nobody
uses. Where it is not glibc there is nothing to do.
"""

import ctypes
import gc
import platform

# From glibc's malloc.h.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
LARGE = 4_000_000  # bytes; what is larger goes back to the system when it is freed
ARENAS = 2


def limit_malloc_arenas() -> None:
    """Have this process give large blocks back, and keep small ones in few places."""
    if _has_glibc():
        library = ctypes.CDLL(None)
        library.mallopt(ARENA_MAX, ARENAS)
        library.mallopt(MMAP_THRESHOLD, LARGE)
        library.mallopt(TRIM_THRESHOLD, LARGE)


def trim_memory() -> None:
    """Give back to the system what is not used; it takes some tenths of a second."""
    gc.collect()
    if _has_glibc():
        ctypes.CDLL(None).malloc_trim(0)


def _has_glibc() -> bool:
    return platform.libc_ver()[0] == "glibc"
