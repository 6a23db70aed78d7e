"""The benchmark's result that comes with the program."""

import csv
from pathlib import Path

from anomaly.benchmark.cells import Cell
from anomaly.benchmark.tables import CSV_COLUMNS, Row, summarise
from anomaly.errors import UserError
from anomaly.paths import ASSETS

PUBLISHED = ASSETS / "benchmark" / "benchmark.csv"


def load_published(path: Path = PUBLISHED) -> list[Row]:
    """Return what the cells of a file that ``benchmark`` wrote come to, a row a detector.

    Raises
    ------
    UserError
        If the file is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            cells = [_cell(line) for line in csv.DictReader(file)]
        return summarise(cells)
    except (OSError, LookupError, TypeError, ValueError, UserError) as error:
        raise UserError("benchmark.damaged_table", file=path.name) from error


def _cell(line: dict[str, str]) -> Cell:
    detector, normal, seed, area, fit_s, score_us, parameters = (line[one] for one in CSV_COLUMNS)
    return Cell(
        detector=detector,
        normal=int(normal),
        seed=int(seed),
        auroc=float(area) if area else None,
        fit_s=float(fit_s or 0),
        score_us=float(score_us or 0),
        parameters=int(parameters or 0),
        tested=0,
        ended="complete" if area else "failed",
    )
