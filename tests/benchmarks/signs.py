"""Performance of a detector that learned a dozen pictures of one sign by one hand.

    python -m tests.benchmarks.signs --pens FOLDER --json

Digits of real pens (see `tests.support.pens`) stand for signs: of one writer and one digit some
pictures, drawn at random, are learned, as on the page "Your own". That writer's other pictures of
it should then be normal, and their other digits anomalies. Nothing else is known of the writer.
"By either" counts the second test as well, that of properties (`anomaly.judge`); "by sigma" is by
mean + 3 deviations in place of the default threshold. `--wrong 1` puts a picture of another digit
among those that are learned, as a person does who gives a wrong file; "warned" is the share of such
pictures that are called unlike the others.
Writers 1 to 16 are for development, and all choices were made on them; 17 to 30 are reported on.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anomaly.detectors import DETECTORS
from anomaly.evaluation import auroc, sigma_threshold
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.reports.sign_report import report_on_signs
from anomaly.training.sign_training import train_on_pictures
from tests.support.pens import FOLDER, read_records

WRITERS = {"development": range(1, 17), "report": range(17, 31)}
OTHERS_PER_DIGIT = 12
Pictures = dict[int, NDArray[np.float32]]


def pictures_of(folder: Path, writers: range) -> dict[int, Pictures]:
    """Return the pictures of each writer by their digits, float32 (N, 28, 28)."""
    found: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for record in read_records(folder):
        if record["writer"] in writers:
            digit = digit_from_strokes([np.array(stroke) for stroke in record["strokes"]])
            if digit is not None:
                found[record["writer"]][record["label"]].append(digit)
    return {
        writer: {label: np.stack(digits) for label, digits in of_writer.items()}
        for writer, of_writer in found.items()
    }


def measure(
    pictures: Pictures, label: int, detector: str, count: int, seed: int, wrong: int = 0
) -> dict[str, Any]:
    """Learn `count` pictures of a label, `wrong` of them of others, and judge the writer's rest."""
    rng = np.random.default_rng(seed)
    signs = pictures[label][rng.permutation(len(pictures[label]))]
    others = [some[:OTHERS_PER_DIGIT] for other, some in pictures.items() if other != label]
    rest = [some[OTHERS_PER_DIGIT:] for other, some in pictures.items() if other != label]
    strange = np.concatenate(rest)
    given = np.r_[signs[: count - wrong], strange[rng.permutation(len(strange))[:wrong]]]
    trained = train_on_pictures(given, detector=detector, seed=seed)
    judged = signs[count:], np.concatenate(others)
    normal, anomalous = (trained.score(some).double().numpy() for some in judged)
    flagged, caught = (trained.predict(some).numpy() for some in judged)
    is_anomaly = np.arange(len(normal) + len(anomalous)) >= len(normal)
    report, by_sigma = report_on_signs(trained), sigma_threshold(trained.calibration_scores)
    by_score = report_on_signs(trained, with_limits=False).normal
    return {
        "digit": label,
        "auroc": auroc(np.r_[normal, anomalous], is_anomaly),
        "flagged": float((normal >= trained.threshold).mean()),
        "passed": float((anomalous < trained.threshold).mean()),
        "flagged_by_either": float(flagged.mean()),
        "passed_by_both": float((~caught).mean()),
        "flagged_by_sigma": float((normal >= by_sigma).mean()),
        "passed_by_sigma": float((anomalous < by_sigma).mean()),
        "said_normal": by_score.count / by_score.total,
        "warned_of_right": float(report.unlike[: count - wrong].mean()),
        **({"warned": float(report.unlike[count - wrong :].mean())} if wrong else {}),
    }


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return means over writers and digits, the spread between writers, and each digit's means."""
    names = tuple(name for name in rows[0] if name not in ("writer", "digit"))
    by_writer, by_digit = defaultdict(list), defaultdict(list)
    for row in rows:
        by_writer[row["writer"]].append(row)
        by_digit[row["digit"]].append(row)
    of_writers = {
        name: [fmean(row[name] for row in some) for some in by_writer.values()] for name in names
    }
    return {
        "cases": len(rows),
        "mean": {name: fmean(row[name] for row in rows) for name in names},
        "between_writers": {
            name: stdev(means) if len(means) > 1 else 0.0 for name, means in of_writers.items()
        },
        "digits": {
            label: {name: fmean(row[name] for row in some) for name in names}
            for label, some in sorted(by_digit.items())
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--pens", type=Path, default=FOLDER, help="folder with pens.jsonl.gz")
    parser.add_argument("--detectors", default="gradients", help="some of " + ", ".join(DETECTORS))
    parser.add_argument("--writers", choices=WRITERS, default="report")
    parser.add_argument("--most-writers", type=int, default=30)
    parser.add_argument("--digits", default="0123456789")
    parser.add_argument("--pictures", type=int, default=12, help="that are learned")
    parser.add_argument("--wrong", type=int, default=0, help="of these, that are of other digits")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    options = parser.parse_args()
    if not options.pens.is_dir():
        print(f"There are no pens in {options.pens}; see tests/support/pens.py.")
        return
    writers = list(pictures_of(options.pens, WRITERS[options.writers]).items())
    results = {}
    for detector in options.detectors.split(","):
        rows = []
        for writer, pictures in writers[: options.most_writers]:
            for label in map(int, options.digits):
                row = measure(
                    pictures, label, detector, options.pictures, options.seed, options.wrong
                )
                rows.append({"writer": writer, **row})
                if not options.json:
                    print(detector, json.dumps(rows[-1]), flush=True)
        results[detector] = summary(rows)
    print(json.dumps(results, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
