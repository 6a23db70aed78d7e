"""Verdicts of a detector on digits that are damaged on purpose."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import torch
from tabulate import tabulate
from torch import Tensor

from anomaly import figures
from anomaly.corruptions import CORRUPTIONS, damage
from anomaly.data.digits import LabelledImages
from anomaly.errors import UserError
from anomaly.evaluation.localisation import MIN_OVERLAP, overlaps, pixel_auroc, region_overlap
from anomaly.text import format_percent, t
from anomaly.training.judgement import judge_scored
from anomaly.training.trained import TrainedDetector

INTACT = "intact"
MAX_DIGITS = 500  # that are damaged, for all corruptions to take seconds
MAX_SLOW_DIGITS = 100  # of a detector that is scored on few digits, since it is slow
COLUMNS = (
    "corruption", "strength", "kind", "flagged", "limits", "pixel_auroc", "overlap", "found"
)  # fmt: skip
ALIGNMENT = ("left", "right", "left", "right", "right", "right", "right", "right")


@dataclass(frozen=True)
class CorruptionResult:
    """Verdicts of a detector on normal test digits that are damaged in one way.

    Attributes
    ----------
    corruption : str
        Its name; ``"intact"`` for digits as they are.
    strength : float
        In its unit.
    is_harmful : bool
    digits : int
    flagged : float
        Share whose score reaches the threshold: false alarms of a harmless corruption, catches of a
        harmful one.
    flagged_with_limits : float
        Share called anomalies by the score or by the limits of what a normal digit can be.
    pixel_auroc, region_overlap : float or None
        How well the difference map finds the damaged pixels; see `anomaly.evaluation.localisation`.
        None for a harmless one, and where nothing was damaged.
    found : float or None
        Share of the damaged digits of which at least half the damaged pixels are among as many
        that differ most.
    """

    corruption: str
    strength: float
    is_harmful: bool
    digits: int
    flagged: float
    flagged_with_limits: float
    pixel_auroc: float | None = None
    region_overlap: float | None = None
    found: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


def num_corruption_results() -> int:
    """Return how many results `measure_corruptions` yields."""
    return 1 + sum(len(kind.strengths) for kind in CORRUPTIONS.values())


def measure_corruptions(
    trained: TrainedDetector,
    test: LabelledImages,
    threshold: float | None = None,
    most: int = MAX_DIGITS,
    seed: int = 0,
) -> Iterator[CorruptionResult]:
    """Damage normal test digits in each way, and yield what a detector makes of them.

    Parameters
    ----------
    trained : TrainedDetector
    test : LabelledImages
        Digits that were not fitted on, nor chosen thresholds by.
    threshold : float, optional
        In place of the detector's own.
    most : int
        How many digits at most, evenly from the test set.
    seed : int
        Of the damage.

    Raises
    ------
    UserError
        If there is no normal test digit, or a detector of a person's own signs was fitted on all.
    """
    if trained.is_of_signs:
        raise UserError("corruption.none_held_out")
    if not (count := count_to_damage(trained, test, most)):
        raise UserError("evaluation.no_normal")
    rows = _normal_rows(trained, test)
    spread = torch.linspace(0, len(rows) - 1, count).round().long()
    images = test[rows[spread]].images[:, 0].numpy()  # (N, 28, 28)
    line = trained.threshold if threshold is None else threshold
    yield _result(trained, INTACT, 0.0, images, seed, line)
    for kind in CORRUPTIONS.values():
        for strength in kind.strengths:
            yield _result(trained, kind.name, strength, images, seed, line)


def count_to_damage(trained: TrainedDetector, test: LabelledImages, most: int = MAX_DIGITS) -> int:
    """Return how many normal test digits `measure_corruptions` damages."""
    is_slow = trained.detector.max_scored is not None
    return min(most, MAX_SLOW_DIGITS if is_slow else most, len(_normal_rows(trained, test)))


def _normal_rows(trained: TrainedDetector, test: LabelledImages) -> Tensor:
    return torch.isin(test.labels, torch.tensor(trained.plan.normal)).nonzero()[:, 0]


def _result(
    trained: TrainedDetector,
    name: str,
    strength: float,
    images: np.ndarray[Any, np.dtype[np.float32]],
    seed: int,
    threshold: float,
) -> CorruptionResult:
    damaged = damage(images, {} if name == INTACT else {name: strength}, seed)
    _, maps, scores = trained.detector.examine(damaged.images)
    verdicts = judge_scored(trained, damaged.images, scores.tolist(), threshold)
    harmful = name != INTACT and CORRUPTIONS[name].is_harmful
    result = CorruptionResult(
        corruption=name,
        strength=strength,
        is_harmful=harmful,
        digits=len(images),
        flagged=float(np.mean([it.is_beyond for it in verdicts])),
        flagged_with_limits=float(np.mean([it.is_anomaly for it in verdicts])),
    )
    if not harmful or not damaged.masks.any():
        return result
    differences = maps[:, 0].numpy()
    shares = overlaps(differences, damaged.masks)
    return replace(
        result,
        pixel_auroc=pixel_auroc(differences, damaged.masks),
        region_overlap=region_overlap(differences, damaged.masks),
        found=float(np.mean(shares[~np.isnan(shares)] >= MIN_OVERLAP)),
    )


def corruption_figure(
    results: Sequence[CorruptionResult], *, with_limits: bool = True
) -> go.Figure:
    """Draw all results of `measure_corruptions` as a heatmap.

    Parameters
    ----------
    results : sequence of CorruptionResult
    with_limits : bool
        Whether to draw what is flagged by score and limits, or by the score alone.
    """
    kinds = list(CORRUPTIONS.values())
    by_kind = [[each for each in results if each.corruption == kind.name] for kind in kinds]
    return figures.corruption_matrix(
        titles=[t(f"corruption.{kind.name}") for kind in kinds],
        strengths=[[_written(each) for each in row] for row in by_kind],
        is_harmful=np.array([kind.is_harmful for kind in kinds]),
        flagged=np.array([[flagged_of(each, with_limits) for each in row] for row in by_kind]),
        overlap=np.array([[_or_nan(each.region_overlap) for each in row] for row in by_kind]),
    )


def describe_worst(results: Sequence[CorruptionResult], *, with_limits: bool = True) -> str:
    """Return in a sentence which corruption, at which strength, is judged wrongly most often."""

    def wrong(result: CorruptionResult) -> float:
        flagged = flagged_of(result, with_limits)
        return 1 - flagged if result.is_harmful else flagged

    worst = max((each for each in results if each.corruption != INTACT), key=wrong)
    return t(
        "described.corruptions",
        kind=t(f"corruption.{worst.corruption}"),
        strength=_written(worst),
        share=format_percent(wrong(worst)),
    )


def flagged_of(result: CorruptionResult, with_limits: bool) -> float:
    """Return the share flagged, by score and limits or by the score alone."""
    return result.flagged_with_limits if with_limits else result.flagged


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _written(result: CorruptionResult) -> str:
    """Return a strength with its unit."""
    return t(f"corruption.unit_{result.corruption}", value=f"{result.strength:g}")


def corruption_table(results: Sequence[CorruptionResult]) -> str:
    """Return results as aligned text below a line of column titles."""
    titles = [t(f"corruption.column_{column}") for column in COLUMNS]
    lines = [titles, *map(_line, results)]
    return tabulate(lines, tablefmt="plain", colalign=ALIGNMENT, disable_numparse=True)


def _line(result: CorruptionResult) -> list[str]:
    kind = "harmful" if result.is_harmful else "harmless"
    return [
        t(f"corruption.{result.corruption}"),
        "" if result.corruption == INTACT else _written(result),
        "" if result.corruption == INTACT else t(f"corruption.{kind}"),
        format_percent(result.flagged),
        format_percent(result.flagged_with_limits),
        *(
            "" if value is None else f"{value:.3f}"
            for value in (result.pixel_auroc, result.region_overlap)
        ),
        "" if result.found is None else format_percent(result.found),
    ]
