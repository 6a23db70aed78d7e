"""What a server has to bear, by what was measured of an attack."""

from collections.abc import Mapping
from typing import Any

SLOWER = 3.0  # times calm
MAX_STROKE = 1000  # milliseconds
MAX_NEWCOMER = 10.0  # seconds to a whole page
MAX_PEAK = 600  # megabytes over what it had in calm
RECOVERY = 150.0  # seconds in which it must have recovered


def shortcomings(result: Mapping[str, Any], least: Mapping[str, int]) -> list[str]:
    """Return what is wrong with what was measured, or with the attack.

    Parameters
    ----------
    result : dict
        As `tests/benchmarks/abuse.py` prints it; None for what came to no end.
    least : dict of str to int
        What the attack has to achieve.
    """
    honest, calm = result["honest_ms"], result["calm_ms"]
    bounds = [
        ("honest_ms p95", honest["p95"], SLOWER * calm["p95"]),
        ("honest_ms max", honest["max"], MAX_STROKE),
        ("newcomer_s", result["newcomer_s"], MAX_NEWCOMER),
        ("peak_mb", result["peak_mb"], MAX_PEAK),
    ]
    if "training_s" in result:
        bounds.append(("training_s", result["training_s"], SLOWER * result["calm_training_s"]))
    bounds.append(("recovered_s", result["recovered_s"], RECOVERY))
    found = [
        f"{name}: {value} > {most:g}"
        for name, value, most in bounds
        if value is None or value > most
    ]
    achieved = result["achieved"]
    found += [
        f"achieved {name}: {achieved.get(name, 0)} < {count}"
        for name, count in least.items()
        if achieved.get(name, 0) < count
    ]
    return found + list(result["errors"])
