"""Summary of benchmark results: a row for each detector and share of anomalies."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from anomaly.benchmark.runs import RunResult
from anomaly.text import t


@dataclass(frozen=True)
class Row:
    """Summary of one detector's results, with one share of anomalies mixed in.

    Attributes
    ----------
    detector : str
        Name of the benchmark entry.
    by_digit : dict of int to float
        Mean AUROC over the seeds, by the runs' digit, ascending; digits that all failed are
        missing.
    auroc : float or None
        Mean of `by_digit`; None if all failed.
    spread : float or None
        Two sample standard deviations, over the seeds with all these digits, of the mean AUROC
        over the digits: about 95% of seeds lie within. None with fewer than two seeds.
    fit_s, score_us : float or None
        Median seconds to fit, and microseconds a digit to score.
    parameters : int or None
        Mean count of numbers learned; None if it is not known.
    cells, failed : int
        Count of runs, and of those without an AUROC.
    contamination : float
        Share of anomalies among the digits fitted on.
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
    contamination: float = 0.0

    @property
    def name(self) -> str:
        """Its name in tables: the detector, and how many anomalies were mixed in."""
        return name_of(self.detector, self.contamination)


def name_of(detector: str, contamination: float) -> str:
    """Return the name of a benchmark entry, with the share of anomalies if there are any."""
    if not contamination:
        return detector
    return t("benchmark.contaminated", detector=detector, share=contamination)


def summarise(results: Sequence[RunResult]) -> list[Row]:
    """Return a row for each detector, the best first and those that lack digits last.

    A detector measured with several shares of anomalies has a row for each, the least first.
    """
    groups: dict[tuple[str, float], list[RunResult]] = {}
    for result in results:
        groups.setdefault((result.detector, result.contamination), []).append(result)
    rows = [_row(groups[key]) for key in sorted(groups)]
    digits = max((len(row.by_digit) for row in rows), default=0)
    # A mean over some of the digits cannot be compared with one over all. Sorting keeps the order
    # of a detector's rows.
    rank = {row.detector: (len(row.by_digit) == digits, row.auroc or 0) for row in reversed(rows)}
    return sorted(rows, key=lambda row: rank[row.detector], reverse=True)


def _row(results: Sequence[RunResult]) -> Row:
    areas = {
        (result.digit, result.seed): result.auroc for result in results if result.auroc is not None
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
    known = [run.parameters for run in measured if run.parameters is not None]
    return Row(
        detector=results[0].detector,
        by_digit=by_digit,
        auroc=fmean(by_digit.values()) if measured else None,
        spread=2 * stdev(by_seed) if len(by_seed) > 1 else None,
        fit_s=median(result.fit_s or 0.0 for result in measured) if measured else None,
        score_us=median(result.score_us or 0.0 for result in measured) if measured else None,
        parameters=round(fmean(known)) if known else None,
        cells=len(results),
        failed=len(results) - len(measured),
        contamination=results[0].contamination,
    )
