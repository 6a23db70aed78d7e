"""What the cells come to: one row a detector, as CSV, Markdown and a page with a heatmap."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean, median, stdev

from anomaly import figures
from anomaly.benchmark.cells import Cell, Mishap
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.data.digits import Digits
from anomaly.reports.html_page import PAGE
from anomaly.text import t

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
Lines = list[list[str]]  # of a table, the names of its columns first


@dataclass(frozen=True)
class Row:
    """What the cells of one detector come to.

    Attributes
    ----------
    detector : str
    by_digit : dict of int to float
        Mean AUROC over the seeds, by normal digit, ascending; digits that all failed are missing.
    auroc : float or None
        Mean of `by_digit`; None if all failed.
    spread : float or None
        Two sample standard deviations, over the seeds with all these digits, of the mean over the
        digits, within which 95% of seeds are expected to lie; None with fewer than two.
    fit_s, score_us : float or None
        Median seconds to fit, and microseconds a digit to score.
    parameters : int or None
        Mean count of numbers learned.
    cells, failed : int
        How many there are, and how many of them have no AUROC.
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


def summarise(cells: Sequence[Cell]) -> list[Row]:
    """Return a row for each detector, the best first and those that lack digits last."""
    names = sorted({cell.detector for cell in cells})
    rows = [_row([cell for cell in cells if cell.detector == name]) for name in names]
    digits = max((len(row.by_digit) for row in rows), default=0)
    # A mean over some of the digits only is no match for one over all.
    return sorted(rows, key=lambda row: (len(row.by_digit) == digits, row.auroc or 0), reverse=True)


def _row(cells: Sequence[Cell]) -> Row:
    areas = {(cell.normal, cell.seed): cell.auroc for cell in cells if cell.auroc is not None}
    labels, seeds = (sorted({key[part] for key in areas}) for part in (0, 1))
    by_digit = {
        label: fmean(area for (normal, _), area in areas.items() if normal == label)
        for label in labels
    }
    by_seed = [
        fmean(areas[label, seed] for label in labels)
        for seed in seeds
        if all((label, seed) in areas for label in labels)
    ]
    good = [cell for cell in cells if cell.auroc is not None]
    return Row(
        detector=cells[0].detector,
        by_digit=by_digit,
        auroc=fmean(by_digit.values()) if good else None,
        spread=2 * stdev(by_seed) if len(by_seed) > 1 else None,
        fit_s=median(cell.fit_s or 0.0 for cell in good) if good else None,
        score_us=median(cell.score_us or 0.0 for cell in good) if good else None,
        parameters=round(fmean(cell.parameters or 0 for cell in good)) if good else None,
        cells=len(cells),
        failed=len(cells) - len(good),
    )


def write_tables(folder: BenchmarkFolder, cells: Sequence[Cell], digits: Digits) -> list[Row]:
    """Write ``benchmark.csv``, ``.md`` and ``.html`` into the folder and return what they tell.

    Raises
    ------
    UserError
        If the folder cannot be written.
    """
    rows = summarise(cells)
    title = t("benchmark.title", source=digits.source)
    seeds = ", ".join(map(str, sorted({cell.seed for cell in cells})))
    about = t("benchmark.protocol", cells=len(cells), seeds=seeds or t("share.unknown"))
    notes = list_notes(folder, cells, digits)
    folder.write_text("benchmark.csv", csv_text(cells, rows))
    folder.write_text("benchmark.md", f"# {title}\n\n{about}\n\n{markdown(rows, notes)}\n")
    folder.write_text("benchmark.html", page(title, about, rows, notes))
    return rows


def csv_text(cells: Sequence[Cell], rows: Sequence[Row]) -> str:
    """Return all cells as CSV, detectors in the order of `rows`; what a cell lacks is empty."""
    order = [row.detector for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for cell in sorted(cells, key=lambda c: (order.index(c.detector), c.normal, c.seed)):
        writer.writerow([getattr(cell, column) for column in CSV_COLUMNS])
    return text.getvalue()


def markdown(rows: Sequence[Row], notes: Sequence[str]) -> str:
    """Return the table, that of the digits, and the notes, readable as it is."""
    tables = [_markdown_table(lines) for lines in (_by_detector(rows), _by_digit(rows))]
    heading = t("benchmark.by_digit")
    parts = [tables[0], f"**{heading}**", tables[1], "\n".join(f"- {note}" for note in notes)]
    return "\n\n".join(part for part in parts if part)


def page(title: str, about: str, rows: Sequence[Row], notes: Sequence[str]) -> str:
    """Return a self-contained page with the heatmap, the table and the notes."""
    labels = sorted({label for row in rows for label in row.by_digit})
    figure = figures.auroc_heatmap({row.detector: row.by_digit for row in rows}, labels)
    lines = [f"<tr><td>{'<td>'.join(map(escape, line))}" for line in _by_detector(rows)]
    body = (
        f"<p>{escape(about)}</p><table>{''.join(lines)}</table>"
        f"<h2>{escape(t('benchmark.by_digit'))}</h2>"
        f"{figure.to_html(full_html=False, include_plotlyjs='inline')}"
        f"<ul>{''.join(f'<li>{escape(note)}' for note in notes)}</ul>"
    )
    return PAGE.format(title=escape(title), body=body)


def list_notes(folder: BenchmarkFolder, cells: Sequence[Cell], digits: Digits) -> list[str]:
    """Return what a reader must know: tests on fewer digits, other devices, cells gone wrong."""
    notes = []
    for name, how in folder.detectors.items():
        tested = {cell.tested for cell in cells if cell.detector == name and cell.tested}
        if tested and min(tested) < len(digits.test):
            notes.append(t("benchmark.note_tested", detector=name, count=min(tested)))
        if how["most_digits"] is not None:
            notes.append(t("benchmark.note_fitted", detector=name, count=how["most_digits"]))
        if how["device"] != "cpu":
            notes.append(t("benchmark.note_device", detector=name, device=how["device"]))
    return notes + [describe_result(cell) for cell in cells if cell.ended != "complete"]


def describe_result(result: Cell | Mishap) -> str:
    """Return in a sentence what came of a task."""
    detector, normal, seed = result.place
    place = {"detector": detector, "normal": normal, "seed": seed}
    if isinstance(result, Mishap):
        return t("benchmark.mishap", **place, traceback=result.traceback)
    if result.ended == "complete":
        return t("benchmark.finished", **place, area=result.auroc)
    return t(f"benchmark.{result.ended}", **place, problem=result.problem)


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
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    text = []
    for line in lines:
        cells = [
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        text.append(f"| {' | '.join(cells)} |")
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([text[0], f"| {' | '.join(rule)} |", *text[1:]])
