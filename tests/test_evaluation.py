"""Metrics against cases worked by hand and against scikit-learn."""

import math

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from anomaly.evaluation import (
    auroc,
    auroc_interval,
    confusion,
    quantile_threshold,
    roc,
    share_below,
)
from anomaly.text import Problem

SCORES = np.array([1.0, 2.0, 3.0, 4.0])
STRANGE = np.array([False, True, False, True])


def test_a_score_equal_to_the_threshold_is_an_anomaly() -> None:
    counts = confusion(SCORES, STRANGE, 3.0)
    assert (counts.caught, counts.missed, counts.false_alarms, counts.passed) == (1, 1, 1, 1)
    assert counts.caught_share == counts.false_alarm_share == 0.5


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert math.isnan(confusion(SCORES, [False] * 4, 2.0).caught_share)


def test_the_auroc_is_the_share_of_pairs_ranked_right() -> None:
    assert auroc(SCORES, STRANGE) == 0.75
    assert auroc([1, 1, 1], [True, False, False]) == 0.5


@pytest.mark.parametrize("strange", [[False] * 4, [True] * 4])
def test_one_kind_alone_has_no_auroc_and_says_so(strange: list[bool]) -> None:
    for measure in (auroc, auroc_interval, roc):
        with pytest.raises(Problem, match="Choose at least one"):
            measure(SCORES, strange)


def test_the_bootstrap_interval_covers_the_true_area_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    true_area = 0.5 * (1 + math.erf(1 / 2))  # two unit normals, one apart: P(N(1, sqrt 2) > 0)
    hits = 0
    for trial in range(100):
        scores = np.concatenate([rng.normal(0, 1, 60), rng.normal(1, 1, 60)])
        low, high = auroc_interval(scores, np.arange(120) >= 60, resamples=200, seed=trial)
        hits += low <= true_area <= high
    assert 88 <= hits <= 100


def test_the_bootstrap_counts_ties_as_scikit_learn_does() -> None:
    scores = np.array([0, 0, 1, 1, 1, 2, 2, 3] * 50)
    strange = np.array([0, 1, 0, 1, 1, 0, 1, 1] * 50, bool)
    low, high = auroc_interval(scores, strange)
    assert low < roc_auc_score(strange, scores) < high


def test_the_interval_repeats() -> None:
    assert auroc_interval(SCORES, STRANGE) == auroc_interval(SCORES, STRANGE)


def test_the_quantile_leaves_the_asked_share_below() -> None:
    assert quantile_threshold(np.arange(101), 0.99) == 99


def test_share_below_counts_strictly_lower_scores() -> None:
    assert share_below(3.0, SCORES) == 0.5
    assert share_below(99.0, SCORES) == 1.0


def test_the_roc_curve_runs_from_nothing_flagged_to_everything_flagged() -> None:
    false_rate, true_rate = roc(SCORES, STRANGE)
    assert (false_rate[0], true_rate[0]) == (0, 0)
    assert (false_rate[-1], true_rate[-1]) == (1, 1)
