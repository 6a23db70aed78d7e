"""A server that writes down what it asks of other machines."""

import os
from pathlib import Path

CALLS = Path(__file__).parent / "calls"


def watched(folder: Path) -> dict[str, str]:
    """Return the environment of a process that writes down whom it, or a child of it, calls."""
    path = os.pathsep.join(filter(None, [str(CALLS), os.environ.get("PYTHONPATH", "")]))
    return {"PYTHONPATH": path, "OUTGOING_CALLS": str(folder / "calls.log")}


def calls_of(folder: Path) -> list[str]:
    """Return the calls that were written down, each with the host it was for."""
    file = folder / "calls.log"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
