"""Read requests as the app does, and tell how much memory each takes: python -m … (Linux only).

A line of input has a kind and two paths; the line of output is by how many bytes reading the first
file raised the height of memory, after the second had been read. Each is read in a fork, so that
none finds memory that another left.
"""

import json
import os
import sys
from pathlib import Path

import sklearn.neighbors  # noqa: F401  the library itself is not a request's memory

from anomaly.errors import UserError
from anomaly.memory import limit_malloc_arenas
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.pipeline import trace
from anomaly.storage import store


def read(kind: str, content: bytes) -> None:
    """Read a file that somebody sent."""
    if kind == "picture":
        trace(read_picture(content))
    else:
        store.import_file(content)


def memory(field: str) -> int:
    """Return a field of the process's status in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(field))


def measure(kind: str, path: str, harmless: str) -> int:
    """Return how many bytes reading a file takes more than reading a harmless one."""
    content = Path(path).read_bytes()  # what the server holds before
    read(kind, Path(harmless).read_bytes())
    Path("/proc/self/clear_refs").write_text("5")  # the height so far is forgotten
    before = memory("VmRSS")
    try:
        read(kind, content)
    except UserError as problem:
        print(problem, file=sys.stderr)
    return memory("VmHWM") - before


def main() -> None:
    """Answer line by line."""
    limit_malloc_arenas()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            print(measure(*json.loads(line)), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            print("failed", flush=True)


if __name__ == "__main__":
    main()
