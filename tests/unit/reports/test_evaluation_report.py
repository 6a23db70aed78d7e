"""What an evaluation holds, and that it says where a detector is worse than guessing."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.evaluation import auroc_by_label, auroc_interval
from anomaly.reports.describe import describe_auroc, describe_aurocs
from anomaly.reports.evaluation_report import describe_report, evaluate, for_json
from anomaly.reports.html_page import report_page
from anomaly.text import t
from anomaly.training.trained import TrainedDetector

COLUMNS = [
    "anomaly", "auroc", "auroc_ci", "average_precision", "fpr_at_95_tpr", "rule", "threshold",
    "confusion", "caught_share", "false_alarm_share", "precision", "f1", "with_limits",
]  # fmt: skip


def with_scores(trained: TrainedDetector, normal: float, anomalous: float) -> TrainedDetector:
    """Return a detector whose test digits score around these means, with a deviation of 1."""
    noise = torch.randn(len(trained.test_labels), generator=torch.Generator().manual_seed(0))
    is_normal = torch.isin(trained.test_labels, torch.tensor(trained.plan.normal))
    return replace(trained, test_scores=noise + torch.where(is_normal, normal, anomalous))


def interval_of(normal: list[float], anomalous: list[float]) -> tuple[float, float]:
    return auroc_interval([*normal, *anomalous], [False] * len(normal) + [True] * len(anomalous))


def test_json_has_the_same_columns_in_the_same_order(small: TrainedDetector) -> None:
    report = evaluate(small, (9,), 10.0)
    values = report.as_dict()
    assert list(values) == COLUMNS
    assert (values["anomaly"], values["rule"], values["threshold"]) == ([9], None, 10.0)
    assert values["caught_share"] == report.confusion.recall
    assert for_json(values)["auroc_ci"] == list(report.auroc_ci)


def test_another_threshold_changes_the_counts_alone(small: TrainedDetector) -> None:
    low, high = (evaluate(small, (9,), threshold) for threshold in (0.0, 1e9))
    assert (low.auroc, low.auroc_ci) == (high.auroc, high.auroc_ci)
    assert low.confusion.tp == high.confusion.fn == 100


def test_anomalies_that_score_below_normal_digits_are_worse_than_guessing(
    small: TrainedDetector, digits: Digits
) -> None:
    inverted = with_scores(small, normal=2.0, anomalous=0.0)
    report = evaluate(inverted, (9,), 1.0)
    assert report.auroc < 0.2
    assert describe_report(inverted, report)[1] == t("auroc.worse")
    assert t("auroc.worse") in report_page(inverted, digits, (9,), 1.0, None)


def test_scores_drawn_by_lot_are_no_better_than_guessing(small: TrainedDetector) -> None:
    random = with_scores(small, normal=0.0, anomalous=0.0)
    low, high = evaluate(random, (9,), 1.0).auroc_ci
    assert low < 0.5 < high
    assert t("auroc.chance") in describe_report(random, evaluate(random, (9,), 1.0))


def test_nothing_is_said_of_a_detector_that_is_better_than_guessing(
    small: TrainedDetector,
) -> None:
    better = with_scores(small, normal=0.0, anomalous=0.6)
    lines = describe_report(better, evaluate(better, (9,), 1.0))
    assert len(lines) == 6
    assert not {t("auroc.worse"), t("auroc.chance")} & set(lines)


@pytest.mark.parametrize(
    ("interval", "key"),
    [
        (interval_of([1.0] * 20, [1.0] * 20), "auroc.chance"),  # constant scores: exactly 0.5
        (interval_of([1.0, 4.0] * 50, [2.0, 3.0] * 50), "auroc.chance"),  # exactly 0.5
        ((0.2, 0.4999), "auroc.worse"),
        ((0.2, 0.5), "auroc.chance"),
        ((0.45, 0.8), "auroc.chance"),
        ((0.5, 0.8), "auroc.chance"),
        ((0.5001, 0.8), None),
        ((np.nan, np.nan), None),  # no digits of one kind
    ],
)
def test_the_interval_decides(interval: tuple[float, float], key: str | None) -> None:
    assert describe_auroc(interval) == (None if key is None else t(key))


def test_digits_that_are_confused_are_named_together() -> None:
    scores = [*range(10, 20), *range(10), *range(10), *range(30, 40)]
    labels = [8] * 10 + [1] * 10 + [7] * 10 + [0] * 10
    (warning,) = describe_aurocs(auroc_by_label(scores, labels, (8,)))
    assert warning == t("auroc.of_digits", digits="1s and 7s", warning=t("auroc.worse"))


def test_digits_outside_the_limits_are_counted_both_ways(small: TrainedDetector) -> None:
    outside = small.test_labels == 9
    judged = replace(with_scores(small, normal=-9.0, anomalous=0.5), test_outside=outside)
    report = evaluate(judged, (9,), 2.0)
    assert report.with_limits is not None
    assert (report.with_limits.recall, report.with_limits.fpr) == (1.0, 0.0)
    assert report.confusion.recall < 1.0
    lines = describe_report(judged, report)
    assert t("cli.with_limits", caught="100.0%", false="0.0%") in lines
    assert evaluate(replace(judged, test_outside=None), (9,), 2.0).with_limits is None
