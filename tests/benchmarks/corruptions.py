"""What detectors make of test digits that are damaged on purpose.

    python tests/benchmarks/corruptions.py --json results.json
    python tests/benchmarks/corruptions.py --json results.json --detectors none   # the tables alone

Measures as `anomaly evaluate --corruptions` does, with detectors of several seeds, each at its
default threshold; the seed of the damage is the training's. Results are added to the file as they
come, and those that are in it are not measured again. Prints two tables: the share flagged, and how
well the difference finds the damaged place, each as the mean over the four strengths and all seeds,
with the standard deviation over seeds where there are several.
"""

import argparse
import json
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

ENTRIES = ("autoencoder", "autoencoder:squared", "autoencoder:relative", *list(DETECTORS)[1:])
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, required=True, help="the file with the results")
    parser.add_argument("--detectors", default=",".join(ENTRIES))
    parser.add_argument("--normal", type=int, default=1)
    parser.add_argument("--seeds", default="0,1,2")
    parser.add_argument("--most", type=int, default=MAX_DIGITS, help="damage at most so many")
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
    _print_tables([row for row in results if row["normal"] == options.normal])


def _measure(digits: Digits, most: int, detector: str, normal: int, seed: int) -> list[Row]:
    name, _, which = detector.partition(":")
    settings = recipe(name, which or "default")
    plan = TrainingPlan(detector=name, settings=settings, normal=(normal,), seed=seed)
    trained = store.find(plan, [digits.fingerprint])[0] or train_detector(plan, digits)
    results = measure_corruptions(trained, digits.test, most=most, seed=seed)
    return [result.as_dict() for result in results]


def _print_tables(results: list[Row]) -> None:
    harmful = [name for name, kind in CORRUPTIONS.items() if kind.is_harmful]
    places = [(name, value) for name in harmful for value in ("region_overlap", "found")]
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
                means.append(statistics.mean(it for it in values if it is not None))
            spread = f" ± {100 * statistics.stdev(means):.1f}" if len(means) > 1 else ""
            cells.append(f"{100 * statistics.mean(means):.1f}{spread}")
        print("| " + " | ".join([entry, str(len(seeds)), *cells]) + " |")


if __name__ == "__main__":
    main()
