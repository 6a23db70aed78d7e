"""Summary tables of benchmark results, one row a detector: CSV, Markdown and HTML."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from tabulate import tabulate

from anomaly import figures
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.benchmark.runs import CrashedRun, RunResult
from anomaly.data.digits import Digits
from anomaly.reports.describe import CHANCE
from anomaly.reports.templates import render
from anomaly.text import format_digits, t

CSV_COLUMNS = ("detector", "normal", "seed", "auroc", "fit_s", "score_us", "parameters")
COLUMNS = (
    "benchmark.column_detector",
    "benchmark.column_auroc",
    "benchmark.column_spread",
    "benchmark.column_lowest",
    "benchmark.column_highest",
    "benchmark.column_fit",
    "benchmark.column_score",
    "benchmark.column_parameters",
    "benchmark.column_cells",
)
Lines = list[list[str]]  # of a table; the first holds the column titles


@dataclass(frozen=True)
class Row:
    """Summary of one detector's results.

    Attributes
    ----------
    detector : str
        Name of the benchmark entry.
    by_digit : dict of int to float
        Mean AUROC over the seeds, by normal digit, ascending; digits that all failed are missing.
    auroc : float or None
        Mean of `by_digit`; None if all failed.
    spread : float or None
        Two sample standard deviations, over the seeds with all these digits, of the mean AUROC
        over the digits: about 95% of seeds lie within. None with fewer than two seeds.
    fit_s, score_us : float or None
        Median seconds to fit, and microseconds a digit to score.
    parameters : int or None
        Mean count of numbers learned.
    cells, failed : int
        Count of runs, and of those without an AUROC.
    """

    detector: str
    by_digit: dict[int, float]
    auroc: float | None
    spread: float | None
    fit_s: float | None
    score_us: float | None
    parameters: int | None
    cells: int
    failed: int


def summarise(results: Sequence[RunResult]) -> list[Row]:
    """Return a row for each detector, the best first and those that lack digits last."""
    names = sorted({result.detector for result in results})
    rows = [_row([result for result in results if result.detector == name]) for name in names]
    digits = max((len(row.by_digit) for row in rows), default=0)
    # A mean over some of the digits cannot be compared with one over all.
    return sorted(rows, key=lambda row: (len(row.by_digit) == digits, row.auroc or 0), reverse=True)


def _row(results: Sequence[RunResult]) -> Row:
    areas = {
        (result.normal, result.seed): result.auroc for result in results if result.auroc is not None
    }
    labels, seeds = (sorted({key[index] for key in areas}) for index in (0, 1))
    by_digit = {
        label: fmean(area for (normal, _), area in areas.items() if normal == label)
        for label in labels
    }
    by_seed = [
        fmean(areas[label, seed] for label in labels)
        for seed in seeds
        if all((label, seed) in areas for label in labels)
    ]
    measured = [result for result in results if result.auroc is not None]
    return Row(
        detector=results[0].detector,
        by_digit=by_digit,
        auroc=fmean(by_digit.values()) if measured else None,
        spread=2 * stdev(by_seed) if len(by_seed) > 1 else None,
        fit_s=median(result.fit_s or 0.0 for result in measured) if measured else None,
        score_us=median(result.score_us or 0.0 for result in measured) if measured else None,
        parameters=round(fmean(run.parameters or 0 for run in measured)) if measured else None,
        cells=len(results),
        failed=len(results) - len(measured),
    )


def write_tables(
    folder: BenchmarkFolder, results: Sequence[RunResult], digits: Digits
) -> list[Row]:
    """Write ``benchmark.csv``, ``.md`` and ``.html`` into the folder and return their rows.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    rows = summarise(results)
    title = t("benchmark.title", source=digits.source)
    seeds = ", ".join(map(str, sorted({result.seed for result in results})))
    about = t("benchmark.protocol", cells=len(results), seeds=seeds or t("share.unknown"))
    notes = list_notes(folder, results, digits)
    folder.write_text("benchmark.csv", csv_text(results, rows))
    folder.write_text("benchmark.md", f"# {title}\n\n{about}\n\n{markdown(rows, notes)}\n")
    folder.write_text("benchmark.html", page(title, about, rows, notes))
    return rows


def csv_text(results: Sequence[RunResult], rows: Sequence[Row]) -> str:
    """Return all results as CSV, detectors in the order of `rows`; missing values are empty."""
    order = [row.detector for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for result in sorted(results, key=lambda r: (order.index(r.detector), r.normal, r.seed)):
        writer.writerow([getattr(result, column) for column in CSV_COLUMNS])
    return text.getvalue()


def markdown(rows: Sequence[Row], notes: Sequence[str]) -> str:
    """Return the summary, the AUROC by digit, and the notes as Markdown."""
    tables = [_markdown_table(lines) for lines in (_by_detector(rows), _by_digit(rows))]
    heading = t("benchmark.by_digit")
    blocks = [tables[0], f"**{heading}**", tables[1], "\n".join(f"- {note}" for note in notes)]
    return "\n\n".join(block for block in blocks if block)


def page(title: str, about: str, rows: Sequence[Row], notes: Sequence[str]) -> str:
    """Return a self-contained page with the heatmap, the summary and the notes."""
    labels = sorted({label for row in rows for label in row.by_digit})
    heatmap = figures.auroc_heatmap({row.detector: row.by_digit for row in rows}, labels)
    lines = _by_detector(rows)
    return render("benchmark", title=title, about=about, lines=lines, heatmap=heatmap, notes=notes)


def list_notes(folder: BenchmarkFolder, results: Sequence[RunResult], digits: Digits) -> list[str]:
    """Return the caveats: fewer digits, other devices, poor detectors and incomplete runs."""
    notes = []
    for name, settings in folder.detectors.items():
        tested = {run.tested for run in results if run.detector == name and run.tested}
        if tested and min(tested) < len(digits.test):
            notes.append(t("benchmark.note_tested", detector=name, count=min(tested)))
        if settings["most_digits"] is not None:
            count = settings["most_digits"]
            notes.append(t("benchmark.note_fitted", detector=name, count=count))
        if settings["device"] != "cpu":
            notes.append(t("benchmark.note_device", detector=name, device=settings["device"]))
    warnings = {row.detector: describe_row(row) for row in summarise(results)}
    notes += [f"{name}: {warning}" for name, warning in warnings.items() if warning]
    return notes + [describe_result(run) for run in results if run.ended != "complete"]


def describe_row(row: Row) -> str | None:
    """Return a warning if a detector is worse than guessing on some digits, else None.

    The mean over the seeds decides, since a benchmark keeps no intervals.
    """
    labels = [label for label, area in row.by_digit.items() if area < CHANCE]
    if not labels:
        return None
    return t("auroc.of_digits", digits=format_digits(labels), warning=t("auroc.worse"))


def describe_result(result: RunResult | CrashedRun) -> str:
    """Return the outcome of a run in a sentence."""
    detector, normal, seed = result.run_id
    names = {"detector": detector, "normal": normal, "seed": seed}
    if isinstance(result, CrashedRun):
        return t("benchmark.mishap", **names, traceback=result.traceback)
    if result.ended == "complete":
        return t("benchmark.finished", **names, area=result.auroc)
    return t(f"benchmark.{result.ended}", **names, problem=result.problem)


def _by_detector(rows: Sequence[Row]) -> Lines:
    lines = [[t(column) for column in COLUMNS]]
    for row in rows:
        ends = sorted((area, label) for label, area in row.by_digit.items())
        extremes = [
            t("benchmark.of_digit", area=_number(area, ".4f"), label=label)
            for area, label in (ends[:1] + ends[-1:])
        ]
        lines.append(
            [
                row.detector,
                _number(row.auroc, ".4f"),
                _number(row.spread, ".4f"),
                *(extremes or [t("share.unknown")] * 2),
                _number(row.fit_s, ".2f"),
                _number(row.score_us, ".1f"),
                _number(row.parameters, ",d"),
                f"{row.cells - row.failed}/{row.cells}",
            ]
        )
    return lines


def _by_digit(rows: Sequence[Row]) -> Lines:
    labels = sorted({label for row in rows for label in row.by_digit})
    head = [t("benchmark.column_detector"), *map(str, labels)]
    return [head] + [
        [row.detector, *(_number(row.by_digit.get(label), ".4f") for label in labels)]
        for row in rows
    ]


def _number(value: float | None, form: str) -> str:
    return t("share.unknown") if value is None else format(value, form)


def _markdown_table(lines: Lines) -> str:
    """Return lines as a Markdown table, names to the left and numbers to the right."""
    alignment = ["left"] + ["right"] * (len(lines[0]) - 1)
    head, *rows = lines
    return tabulate(rows, head, "pipe", colalign=alignment, disable_numparse=True)
