"""Measure the second test: what it flags beside the score, for each bundled detector.

    python tests/benchmarks/limits.py [--json]

On MNIST's test digits, at the default threshold. Limits come from the training digits alone.
"""

import argparse
import json

from anomaly.data.digits import all_others, load_digits
from anomaly.reports.evaluation_report import evaluate
from anomaly.storage import store
from anomaly.training.retest import is_tested_on, retest


def main() -> None:
    """Print a row for each bundled detector."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    mnist = load_digits("mnist")
    rows = []
    for path in sorted(store.BUNDLED.glob("*.safetensors")):
        trained = store.load(path)
        if not is_tested_on(trained, mnist):
            trained = retest(trained, mnist)
        report = evaluate(trained, all_others(trained.plan.normal), trained.threshold)
        with_limits = report.with_limits
        assert with_limits is not None
        row = {
            "detector": trained.plan.detector,
            "digit": trained.plan.normal[0],
            "false_alarms": report.confusion.fpr,
            "false_alarms_with": with_limits.fpr,
            "missed": 1 - report.confusion.recall,
            "missed_with": 1 - with_limits.recall,
        }
        rows.append(row)
        if not options.json:
            shares = " ".join(f"{value:8.2%}" for value in list(row.values())[2:])
            print(f"{row['detector']:14} {row['digit']} {shares}", flush=True)
    if options.json:
        print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
