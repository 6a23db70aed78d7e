"""The benchmark table bundled with the program."""

import csv
from pathlib import Path

from anomaly.benchmark.runs import RunResult
from anomaly.benchmark.summary import Row, summarise
from anomaly.errors import UserError
from anomaly.paths import ASSETS

PUBLISHED = ASSETS / "benchmark" / "benchmark.csv"


def load_published(path: Path = PUBLISHED) -> list[Row]:
    """Return the rows, one a detector, of a CSV file that ``benchmark`` wrote.

    Raises
    ------
    UserError
        If the file is missing or damaged.
    """
    try:
        return summarise(load_results(path))
    except (LookupError, TypeError, ValueError, UserError) as error:
        raise UserError("benchmark.damaged_table", file=path.name) from error


def load_results(path: Path = PUBLISHED) -> list[RunResult]:
    """Return the runs of a CSV file that ``benchmark`` wrote.

    Raises
    ------
    UserError
        If the file is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [_result(line) for line in csv.DictReader(file)]
    except (OSError, LookupError, TypeError, ValueError) as error:
        raise UserError("benchmark.damaged_table", file=path.name) from error


def _result(line: dict[str, str]) -> RunResult:
    area = line["auroc"]
    return RunResult(
        detector=line["detector"],
        digit=int(line["normal"]),
        seed=int(line["seed"]),
        auroc=float(area) if area else None,
        fit_s=float(line["fit_s"] or 0),
        score_us=float(line["score_us"] or 0),
        parameters=int(line["parameters"]) if line["parameters"] else None,
        tested=0,
        ended="complete" if area else "failed",
    )
