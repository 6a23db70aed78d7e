"""Verdicts of detectors on test digits that are damaged on purpose.

    python tests/benchmarks/corruptions.py --json results.json
    python tests/benchmarks/corruptions.py --json results.json --detectors none   # the tables alone

Measures as `anomaly evaluate --corruptions` does, with detectors of several seeds, each at its
default threshold, by the score alone; "limits" is the second test of a verdict alone, which is the
same for all detectors of a digit. The seed of the damage is the training's. Results are added to
the file as they come, and those that are in it are not measured again. Prints two tables, the share
flagged, and how well the difference finds the damaged place: in percent, each the mean over the
four strengths and all seeds, with the standard deviation over seeds where there are several.
"""

import argparse
import csv
import json
import math
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anomaly.corruptions import CORRUPTIONS
from anomaly.data.digits import Digits, load_digits
from anomaly.detectors import DETECTORS, recipe
from anomaly.reports.corruption_report import INTACT, MAX_DIGITS, measure_corruptions
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.trainer import train_detector

LIMITS = "limits"
ENTRIES = (
    "autoencoder", "autoencoder:squared", "autoencoder:relative", *list(DETECTORS)[1:], LIMITS
)  # fmt: skip
COLUMNS = (
    "detector", "normal", "seed", "corruption", "strength", "is_harmful", "digits", "flagged",
    "pixel_auroc", "region_overlap", "found",
)  # fmt: skip
PLACE = ("pixel_auroc", "region_overlap", "found")
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, required=True, help="the file with the results")
    parser.add_argument("--detectors", default=",".join(ENTRIES))
    parser.add_argument("--normal", type=int, default=1)
    parser.add_argument("--seeds", default="0,1,2")
    parser.add_argument("--most", type=int, default=MAX_DIGITS, help="damage at most so many")
    parser.add_argument("--csv", type=Path, help="write each result, at each strength, to it")
    options = parser.parse_args()
    file: Path = options.json
    results: list[Row] = json.loads(file.read_text()) if file.exists() else []
    done = {(row["detector"], row["normal"], row["seed"]) for row in results}
    digits = load_digits("mnist")
    for seed in map(int, options.seeds.split(",")):
        for entry in options.detectors.split(","):
            if entry == "none" or (entry, options.normal, seed) in done:
                continue
            about = {"detector": entry, "normal": options.normal, "seed": seed}
            results += [about | row for row in _measure(digits, options.most, **about)]
            file.write_text(json.dumps(results))
            print(*about.values(), flush=True)
    if options.csv is not None:
        _write_csv(options.csv, results)
    _print_tables([row for row in results if row["normal"] == options.normal])


def _write_csv(path: Path, results: list[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in results:
            shares = {name: row[name] for name in ("flagged", *PLACE) if row[name] is not None}
            writer.writerow(row | {name: f"{value:.4f}" for name, value in shares.items()})


def _measure(digits: Digits, most: int, detector: str, normal: int, seed: int) -> list[Row]:
    is_limits = detector == LIMITS
    name, _, which = ("pca" if is_limits else detector).partition(":")
    settings = recipe(name, which or "default")
    plan = TrainingPlan(detector=name, settings=settings, normal=(normal,), seed=seed)
    trained = store.find(plan, [digits.fingerprint])[0] or train_detector(plan, digits)
    # Without a line that a score could reach, what is flagged is flagged by the limits.
    line = math.inf if is_limits else None
    results = measure_corruptions(trained, digits.test, line, most=most, seed=seed)
    rows = [result.as_dict() for result in results]
    if is_limits:
        rows = [row | {"flagged": row["flagged_with_limits"]} for row in rows]
        rows = [row | dict.fromkeys(PLACE) for row in rows]  # a detector's, which is none of theirs
    return rows


def _print_tables(results: list[Row]) -> None:
    harmful = [name for name, kind in CORRUPTIONS.items() if kind.is_harmful]
    places = [(name, value) for value in PLACE for name in harmful]
    _print_table(
        results,
        [INTACT, *CORRUPTIONS],
        lambda row, column: row["flagged"] if row["corruption"] == column else None,
    )
    _print_table(
        results,
        [" ".join(place) for place in places],
        lambda row, column: (
            row[column.split()[1]] if row["corruption"] == column.split()[0] else None
        ),
    )


def _print_table(
    results: list[Row], columns: list[str], value: Callable[[Row, str], float | None]
) -> None:
    print("| " + " | ".join(["", "seeds", *columns]) + " |")
    print("| " + " | ".join(["---"] * (len(columns) + 2)) + " |")
    for entry in dict.fromkeys(row["detector"] for row in results):
        rows = [row for row in results if row["detector"] == entry]
        seeds = sorted({row["seed"] for row in rows})
        cells = []
        for column in columns:
            means = []
            for seed in seeds:
                values = [value(row, column) for row in rows if row["seed"] == seed]
                if known := [it for it in values if it is not None]:
                    means.append(statistics.mean(known))
            spread = f" ± {100 * statistics.stdev(means):.1f}" if len(means) > 1 else ""
            cells.append(f"{100 * statistics.mean(means):.1f}{spread}" if means else "")
        print("| " + " | ".join([entry, str(len(seeds)), *cells]) + " |")


if __name__ == "__main__":
    main()
