"""Tune glibc's malloc, which keeps freed memory for itself.

Many threads that each allocate tensors now and then leave it with hundreds of megabytes of unused
memory. With another C library nothing is done.
"""

import ctypes
import gc
import platform

# From glibc's malloc.h.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
LARGE_BLOCK = 4_000_000  # bytes; larger blocks are returned to the system when they are freed
MAX_ARENAS = 2


def limit_malloc_arenas() -> None:
    """Return large freed blocks to the system, and limit the number of malloc arenas."""
    if _has_glibc():
        library = ctypes.CDLL(None)
        library.mallopt(ARENA_MAX, MAX_ARENAS)
        library.mallopt(MMAP_THRESHOLD, LARGE_BLOCK)
        library.mallopt(TRIM_THRESHOLD, LARGE_BLOCK)


def trim_memory() -> None:
    """Return unused memory to the system, which takes some tenths of a second."""
    gc.collect()
    if _has_glibc():
        ctypes.CDLL(None).malloc_trim(0)


def _has_glibc() -> bool:
    return platform.libc_ver()[0] == "glibc"
