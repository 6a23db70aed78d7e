"""A small disk, which can be filled."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """Put a disk of a size, as in "40m" for megabytes, in a folder's place."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk takes root's rights")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
