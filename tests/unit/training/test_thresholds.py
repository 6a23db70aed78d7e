"""No picture of a sign is judged by a threshold that its own score has moved."""

from dataclasses import replace

import pytest
import torch

from anomaly.evaluation import RULES, confusion, parse_rule
from anomaly.reports.evaluation_report import describe_report, evaluate
from anomaly.reports.rule_table import compare_rules
from anomaly.text import t
from anomaly.training.sign_training import train_on_pictures
from anomaly.training.signs import ELSE, SIGN
from anomaly.training.thresholds import (
    choose_threshold,
    confusion_in_test,
    default_rule_of,
    flagged_in_test,
    thresholds_in_test,
)
from anomaly.training.trained import TrainedDetector
from tests.support.signs import KA, SA, pictures_of

ANOMALOUS = (0, 2)
RULE = "sigma=3"  # one of a few scores never reaches it


@pytest.fixture(scope="module")
def with_outlier() -> TrainedDetector:
    """Return a detector of ten pictures of か and, among them, one さ."""
    pictures = torch.cat([pictures_of(KA, 10), pictures_of(SA, 1)])
    return train_on_pictures(pictures, detector="nearest")


def test_an_outlier_among_ten_alike_pictures_is_a_false_alarm(
    with_outlier: TrainedDetector,
) -> None:
    threshold, rule, _ = choose_threshold(with_outlier, ANOMALOUS, parse_rule(RULE))
    assert confusion(*with_outlier.against(ANOMALOUS), threshold).fp == 0  # it moved the line
    report = evaluate(with_outlier, ANOMALOUS, threshold, rule)
    assert (report.confusion.fp, report.confusion.tn) == (1, 10)
    flagged = flagged_in_test(with_outlier, threshold, rule, ANOMALOUS)
    assert flagged[with_outlier.test_labels == SIGN].tolist() == [False] * 10 + [True]
    by_name = {row["name"]: row for row in compare_rules(with_outlier, ANOMALOUS)}
    assert by_name["sigma"]["confusion"]["false_alarms"] == 1


def test_an_outlier_hardly_moves_the_default_threshold(with_outlier: TrainedDetector) -> None:
    without = replace(with_outlier, calibration_scores=with_outlier.calibration_scores[:-1])
    assert with_outlier.threshold == pytest.approx(without.threshold, rel=0.1)
    assert float(with_outlier.calibration_scores[-1]) > with_outlier.threshold


def test_the_outlier_does_not_move_its_own_line(with_outlier: TrainedDetector) -> None:
    row = int((with_outlier.test_labels == SIGN).nonzero()[-1])
    lines = thresholds_in_test(with_outlier, 1.0, RULE, ANOMALOUS)
    far = with_outlier.calibration_scores.clone()
    far[-1] *= 10
    moved = thresholds_in_test(replace(with_outlier, calibration_scores=far), 1.0, RULE, ANOMALOUS)
    assert moved[row] == lines[row]
    own = with_outlier.test_labels == SIGN
    own[row] = False
    assert (moved[own] > lines[own]).all()
    assert (lines[with_outlier.test_labels == ELSE] == 1.0).all()


@pytest.mark.parametrize("name", RULES)
def test_each_rule_leaves_a_picture_out_or_the_default_rule_does(
    name: str, with_outlier: TrainedDetector
) -> None:
    lines = thresholds_in_test(with_outlier, 1.0, RULES[name].written(), ANOMALOUS)
    default = thresholds_in_test(with_outlier, 1.0, default_rule_of(with_outlier), ANOMALOUS)
    assert lines.isfinite().all()
    if name == "conformal":  # eleven pictures are too few for a p-value of 1%
        assert torch.equal(lines, default)


def test_a_threshold_set_by_hand_counts_as_it_stands(with_outlier: TrainedDetector) -> None:
    scores, is_anomaly = with_outlier.against(ANOMALOUS)
    by_hand = evaluate(with_outlier, ANOMALOUS, 5.0)
    assert by_hand.confusion == confusion(scores, is_anomaly, 5.0)
    assert t("sign.told_by_hand") in describe_report(with_outlier, by_hand)
    threshold, rule, _ = choose_threshold(with_outlier, ANOMALOUS, None)
    by_rule = describe_report(with_outlier, evaluate(with_outlier, ANOMALOUS, threshold, rule))
    assert t("signs.counted") in by_rule


def test_digits_are_all_judged_by_the_threshold(small: TrainedDetector) -> None:
    lines = thresholds_in_test(small, 20.0, default_rule_of(small), (9,))
    assert (lines == 20.0).all()
    assert confusion_in_test(small, 20.0, None, (9,)) == confusion(*small.against((9,)), 20.0)


def test_what_lies_outside_the_limits_is_flagged_if_they_count(
    with_outlier: TrainedDetector,
) -> None:
    outside = torch.zeros_like(with_outlier.test_labels, dtype=torch.bool)
    outside[0] = True
    judged = replace(with_outlier, test_outside=outside)
    rule = default_rule_of(judged)
    by_score, both = (
        flagged_in_test(judged, judged.threshold, rule, ANOMALOUS, with_limits=with_limits)
        for with_limits in (False, True)
    )
    assert not by_score[0]
    assert both[0]
    assert torch.equal(by_score[1:], both[1:])
