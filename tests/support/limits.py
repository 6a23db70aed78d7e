"""Limits of this process."""

import contextlib

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]


def raise_descriptors() -> None:
    """Allow as many open files and connections as the system does."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
