"""Processes that end with their parent."""

import os
import subprocess
import sys

import pytest

CHILD = """
import os, time
from anomaly.parent import end_with_parent
end_with_parent(os.getppid())
print("ready", flush=True)
time.sleep(1000)
"""
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a dead parent's number")
def test_a_process_ends_with_a_parent_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        parent.kill()
        assert parent.stdout.read() == b""  # the child has closed it, too
