"""Summary tables of benchmark results: CSV, Markdown and HTML."""

import csv
import io
from collections.abc import Sequence

from tabulate import tabulate

from anomaly import figures
from anomaly.benchmark.folder import BenchmarkFolder
from anomaly.benchmark.protocols import ONE_CLASS, Protocol
from anomaly.benchmark.runs import CrashedRun, RunResult
from anomaly.benchmark.summary import Row, name_of, summarise
from anomaly.data.digits import Digits
from anomaly.reports.describe import CHANCE
from anomaly.reports.templates import render
from anomaly.text import format_digits, join_text, t

MEASURED = ("auroc", "fit_s", "score_us", "parameters")  # columns of the CSV after the run's own
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
    protocol = folder.protocol
    title = t(protocol.sentence("benchmark.title"), source=digits.source)
    seeds = join_text("words", map(str, sorted({result.seed for result in results})))
    measured = t("benchmark.measured", cells=len(results), seeds=seeds or t("share.unknown"))
    about = join_text("sentences", (t(protocol.sentence("benchmark.protocol")), measured))
    notes = list_notes(folder, results, digits)
    folder.write_text("benchmark.csv", csv_text(results, rows, protocol))
    text = markdown(rows, notes, protocol)
    folder.write_text("benchmark.md", f"# {title}\n\n{about}\n\n{text}\n")
    folder.write_text("benchmark.html", page(title, about, rows, notes, protocol))
    return rows


def csv_text(
    results: Sequence[RunResult], rows: Sequence[Row], protocol: Protocol = ONE_CLASS
) -> str:
    """Return all results as CSV, detectors in the order of `rows`; missing values are empty."""
    order = [row.detector for row in rows]
    shares = ("contamination",) if protocol.is_contaminated else ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["detector", protocol.column, "seed", *shares, *MEASURED])
    columns = ("detector", "digit", "seed", *shares, *MEASURED)
    for result in sorted(results, key=lambda r: (order.index(r.detector), *r.run_id[1:])):
        writer.writerow([getattr(result, column) for column in columns])
    return text.getvalue()


def markdown(rows: Sequence[Row], notes: Sequence[str], protocol: Protocol = ONE_CLASS) -> str:
    """Return the summary, the AUROC by share of anomalies and by digit, and the notes as Markdown.

    The second is left out of protocols without anomalies.
    """
    blocks = [_markdown_table(_by_detector(rows))]
    if protocol.is_contaminated:
        blocks += [f"**{t('benchmark.by_share')}**", _markdown_table(_by_share(rows))]
    heading = t(protocol.sentence("benchmark.by_digit"))
    blocks += [f"**{heading}**", _markdown_table(_by_digit(rows))]
    blocks.append("\n".join(f"- {note}" for note in notes))
    return "\n\n".join(block for block in blocks if block)


def page(
    title: str,
    about: str,
    rows: Sequence[Row],
    notes: Sequence[str],
    protocol: Protocol = ONE_CLASS,
) -> str:
    """Return a self-contained page with the summary, the heatmap and the notes."""
    labels = sorted({label for row in rows for label in row.by_digit})
    heatmap = figures.auroc_heatmap({row.name: row.by_digit for row in rows}, labels)
    heading = t(protocol.sentence("benchmark.by_digit"))
    heatmap.update_xaxes(title=t(f"benchmark.column_{protocol.column}"))
    return render(
        "benchmark",
        title=title,
        about=about,
        lines=_by_detector(rows),
        heading=heading,
        heatmap=heatmap,
        notes=notes,
    )


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
    warnings = {row.name: describe_row(row) for row in summarise(results)}
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
    detector, digit, seed, contamination = result.run_id
    names = {"detector": name_of(detector, contamination), "digit": digit, "seed": seed}
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
                row.name,
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
        [row.name, *(_number(row.by_digit.get(label), ".4f") for label in labels)] for row in rows
    ]


def _by_share(rows: Sequence[Row]) -> Lines:
    """Return a line for each detector, a column for each share of anomalies mixed in."""
    shares = sorted({row.contamination for row in rows})
    areas = {(row.detector, row.contamination): row.auroc for row in rows}
    head = [t("benchmark.column_detector"), *(f"{share:.0%}" for share in shares)]
    return [head] + [
        [detector, *(_number(areas.get((detector, share)), ".4f") for share in shares)]
        for detector in dict.fromkeys(row.detector for row in rows)
    ]


def _number(value: float | None, form: str) -> str:
    return t("share.unknown") if value is None else format(value, form)


def _markdown_table(lines: Lines) -> str:
    """Return lines as a Markdown table, names to the left and numbers to the right."""
    alignment = ["left"] + ["right"] * (len(lines[0]) - 1)
    head, *rows = lines
    return tabulate(rows, head, "pipe", colalign=alignment, disable_numparse=True)
