"""Actions of a class, and the time that answers took."""

import math
import statistics
from collections import defaultdict
from typing import Any


class Log:
    """Events, from all threads.

    Attributes
    ----------
    seconds : dict
        Kind of action -> how long each answer took.
    errors : list of str
    seen : dict
        A link's query -> the verdict that a browser showed.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.seen: dict[str, str] = {}

    def summary(self) -> dict[str, Any]:
        """Return milliseconds by kind of action, and the errors."""
        kinds = {
            f"{kind}_ms": {
                "p50": round(1000 * statistics.median(times)),
                "p95": round(1000 * percentile(times, 0.95)),
                "max": round(1000 * max(times)),
                "count": len(times),
            }
            for kind, times in sorted(self.seconds.items())
        }
        return {"errors": len(self.errors), "told": sorted(set(self.errors)), **kinds}


def percentile(times: list[float], share: float) -> float:
    """Return the smallest of the times that at least a share of them do not exceed."""
    return sorted(times)[max(0, math.ceil(share * len(times)) - 1)]
