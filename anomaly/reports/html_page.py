"""A self-contained HTML page about one trained detector."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import torch

from anomaly import figures
from anomaly.data.digits import Digits, LabelledImages, all_others
from anomaly.detectors import Detection
from anomaly.evaluation import auroc, average_precision, precision_recall, roc
from anomaly.paths import atomic_write
from anomaly.reports.corruption_report import CorruptionResult, corruption_figure
from anomaly.reports.describe import describe_ending, describe_stored, name_kinds
from anomaly.reports.evaluation_report import EvaluationReport, describe_report, evaluate
from anomaly.reports.templates import render
from anomaly.reports.weakness import describe_weakness
from anomaly.text import t
from anomaly.training.thresholds import choose_threshold
from anomaly.training.trained import TrainedDetector

EXAMPLES = 5  # of each class in the three-row figure


def write_report(path: Path, trained: TrainedDetector, digits: Digits) -> None:
    """Write `report_page` for all other digits and the default threshold, atomically.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    others = all_others(trained.plan.normal)
    threshold, rule, _ = choose_threshold(trained, others, None)
    page = report_page(trained, digits, others, threshold, rule)
    with atomic_write(path) as temporary:
        temporary.write_text(page, encoding="utf-8")


def report_page(
    trained: TrainedDetector,
    digits: Digits,
    anomalous: tuple[int, ...],
    threshold: float,
    rule: str | None,
    stored: TrainedDetector | None = None,
    corruptions: Sequence[CorruptionResult] = (),
    *,
    with_limits: bool = True,
) -> str:
    """Return a page with metrics, settings, loss curve, examples, histogram, ROC and PR curve.

    Parameters
    ----------
    trained : TrainedDetector
    digits : Digits
        With the test digits that its test scores are of.
    anomalous : tuple of int
        The digits that count as anomalies.
    threshold : float
    rule : str or None
        Rule that chose the threshold, as written; None for a threshold set by hand.
    stored : TrainedDetector, optional
        The detector with the scores it is stored with, where these are of other digits.
    corruptions : sequence of CorruptionResult
        What `measure_corruptions` found; left out of the page where that was not asked for.
    with_limits : bool
        Whether the limits count in what is drawn of these.

    Raises
    ------
    UserError
        If there are no test digits of one kind.
    """
    plan, on_mnist = trained.plan, stored and describe_stored(stored, anomalous)
    report = evaluate(trained, anomalous, threshold, rule)
    sentences = describe_report(trained, report)
    return render(
        "detector",
        title=t("report.title", detector=plan.detector, normal=_names(trained, anomalous)[0]),
        count=len(trained.against(anomalous)[0]),
        data=t(f"data.short_{digits.source}"),
        sentences=[
            *sentences,
            *filter(None, (describe_weakness(trained), on_mnist)),
        ],
        settings=_settings(trained, anomalous),
        figures=_figures(trained, digits.test, report) | _corruptions(corruptions, with_limits),
    )


def _corruptions(results: Sequence[CorruptionResult], with_limits: bool) -> dict[str, go.Figure]:
    if not results:
        return {}
    title = f"report.corruptions_{'both' if with_limits else 'score'}"
    return {title: corruption_figure(results, with_limits=with_limits)}


def _names(trained: TrainedDetector, anomalous: tuple[int, ...]) -> tuple[str, str]:
    """Return what the normal and the anomalous digits are called."""
    return name_kinds(trained.plan.normal, anomalous, trained.is_of_signs, in_full=True)


def _settings(trained: TrainedDetector, anomalous: tuple[int, ...]) -> dict[str, Any]:
    plan = trained.plan
    normal, others = _names(trained, anomalous)
    return {
        "detector": plan.detector,
        "normal": normal,
        t("report.anomalous"): others,
        t("report.digits"): trained.source,
        t("report.training"): describe_ending(trained),
        "seed": plan.seed,
        **plan.as_dict()["settings"],
    }


def _figures(
    trained: TrainedDetector, test: LabelledImages, report: EvaluationReport
) -> dict[str, go.Figure]:
    anomalous, counts = report.anomaly, report.confusion
    scores, is_anomaly = map(np.asarray, trained.against(anomalous))
    bins = figures.bin_scores(scores, is_anomaly, figures.axis_of(scores))
    names = _names(trained, anomalous)
    return {
        "report.loss": figures.loss_curve(trained.history),
        "report.figure": figures.three_rows(_examples(trained, test, anomalous)),
        "report.histogram": figures.histogram(bins, report.threshold, names),
        "report.roc": figures.roc_curve(
            roc(scores, is_anomaly),
            auroc(scores, is_anomaly),
            (counts.fpr, counts.recall),
        ),
        "report.precision": figures.precision_recall_curve(
            precision_recall(scores, is_anomaly),
            average_precision(scores, is_anomaly),
            (counts.recall, counts.precision),
        ),
    }


def _examples(
    trained: TrainedDetector, test: LabelledImages, anomalous: tuple[int, ...]
) -> list[Detection]:
    """Detect the first few normal and anomalous digits."""
    classes = (trained.plan.normal, anomalous)
    members = (torch.isin(test.labels, torch.tensor(labels)).nonzero() for labels in classes)
    rows = torch.cat([indices[:EXAMPLES, 0] for indices in members])
    images = test[rows].images
    return trained.detector.detect_all(images)
