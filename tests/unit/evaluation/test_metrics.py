"""Metrics against cases worked by hand and against scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as reference

from anomaly.errors import UserError
from anomaly.evaluation import (
    Confusion,
    auroc,
    auroc_by_label,
    auroc_interval,
    average_precision,
    conformal_p_value,
    confusion,
    fpr_at_tpr,
    precision_recall,
    roc,
    share_below,
)
from anomaly.evaluation.cuts import counts_at_scores

SCORES = np.array([1.0, 2.0, 3.0, 4.0])
STRANGE = np.array([False, True, False, True])
RANKINGS = (auroc, auroc_interval, average_precision, fpr_at_tpr, precision_recall, roc)


def test_a_score_equal_to_the_threshold_is_an_anomaly() -> None:
    counts = confusion(SCORES, STRANGE, 3.0)
    assert (counts.tp, counts.fn, counts.fp, counts.tn) == (1, 1, 1, 1)
    assert counts.recall == counts.fpr == 0.5


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert math.isnan(confusion(SCORES, [False] * 4, 2.0).recall)


def test_the_auroc_is_the_share_of_pairs_ranked_right() -> None:
    assert auroc(SCORES, STRANGE) == 0.75
    assert auroc([1, 1, 1], [True, False, False]) == 0.5


@pytest.mark.parametrize("strange", [[False] * 4, [True] * 4])
def test_one_kind_alone_has_no_auroc_and_says_so(strange: list[bool]) -> None:
    for measure in RANKINGS:
        with pytest.raises(UserError, match="Choose at least one"):
            measure(SCORES, strange)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_scores_that_are_no_finite_numbers_are_refused_with_what_to_do(bad: float) -> None:
    for measure in RANKINGS:
        with pytest.raises(UserError, match=r"finite numbers: 1 of 4\..* train the detector again"):
            measure([1.0, 2.0, 3.0, bad], STRANGE)
    with pytest.raises(UserError, match="1 of 4"):
        auroc_by_label([1.0, 2.0, 3.0, bad], [1, 2, 1, 2], [1])
    with pytest.raises(UserError, match="1 of 2"):
        conformal_p_value(1.0, [0.0, bad])
    with pytest.raises(UserError, match="1 of 1"):
        conformal_p_value(bad, [0.0, 1.0])


def test_a_threshold_is_never_rounded_to_the_scores_float32() -> None:
    score = np.float32(0.1)  # a little above 0.1, so only float32 would call the two equal
    between = (0.1 + float(score)) / 2
    below = np.array([np.nextafter(score, np.float32(0))])
    assert np.float32(between) == score
    assert confusion(below, [True], float(below[0]) + 1e-12).tp == 0
    assert confusion(np.array([score]), [True], float(score) + 1e-12).tp == 0
    assert share_below(float(score) + 1e-12, np.array([score])) == 1.0
    assert share_below(float(score), np.array([score])) == 0.0


def test_precision_and_f1_count_as_their_definitions_say() -> None:
    counts = Confusion(tp=6, fn=2, fp=3, tn=9)
    assert counts.precision == 6 / 9
    assert counts.f1 == pytest.approx(2 * (6 / 9) * (6 / 8) / (6 / 9 + 6 / 8))


def test_nothing_flagged_has_no_precision_and_nothing_at_all_no_f1() -> None:
    assert math.isnan(Confusion(0, 5, 0, 5).precision)
    assert Confusion(0, 5, 0, 5).f1 == 0
    assert math.isnan(Confusion(0, 0, 0, 5).f1)


def test_where_anomalies_are_rare_most_alarms_are_false() -> None:
    counts = Confusion(tp=99, fn=1, fp=1, tn=99)
    assert counts.precision == 0.99
    # of 10,000 digits 10 are anomalies: 9.9 caught beside 99.9 false alarms
    assert counts.precision_at(0.001) == pytest.approx(9.9 / (9.9 + 99.9))
    assert counts.precision_at(0.5) == pytest.approx(counts.precision)


def test_precision_at_a_base_rate_is_no_number_where_there_is_nothing_to_divide() -> None:
    assert math.isnan(Confusion(0, 5, 0, 5).precision_at(0.1))
    assert math.isnan(Confusion(0, 0, 1, 5).precision_at(0.1))
    assert math.isnan(Confusion(1, 5, 0, 0).precision_at(0.1))
    for base_rate in (-0.1, 1.1, math.nan):
        with pytest.raises(UserError, match="base_rate is"):
            Confusion(1, 1, 1, 1).precision_at(base_rate)


def test_the_conformal_p_value_counts_held_out_digits_at_least_as_strange() -> None:
    assert conformal_p_value(3.0, SCORES) == 3 / 5
    assert conformal_p_value(3.1, SCORES) == 2 / 5
    assert conformal_p_value(9.0, SCORES) == 1 / 5
    assert conformal_p_value(0.0, SCORES) == 1.0


def test_a_conformal_p_value_is_small_for_a_normal_digit_as_seldom_as_it_says() -> None:
    rng = np.random.default_rng(0)
    small = [conformal_p_value(rng.normal(), rng.normal(size=39)) <= 0.1 for _ in range(2000)]
    assert 0.08 <= np.mean(small) <= 0.12


def test_the_average_precision_is_the_mean_precision_over_steps_of_recall() -> None:
    # falling: 4 is strange (1/1), 3 is not, 2 is strange (2/3)
    assert average_precision(SCORES, STRANGE) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_the_precision_recall_curve_holds_what_each_threshold_gives() -> None:
    recall, precision = precision_recall(SCORES, STRANGE)
    points = set(zip(recall.tolist(), precision.tolist(), strict=True))
    assert points == {(1.0, 0.5), (1.0, 2 / 3), (0.5, 0.5), (0.5, 1.0), (0.0, 1.0)}
    assert np.all(np.diff(recall) <= 0)


def test_the_false_alarms_at_a_catch_rate_are_those_of_the_highest_threshold_that_reaches_it() -> (
    None
):
    scores = [1, 2, 3, 4, 5, 6]
    strange = [False, True, False, False, True, True]
    assert fpr_at_tpr(scores, strange, 0.6) == 0
    assert fpr_at_tpr(scores, strange, 2 / 3) == 0
    assert fpr_at_tpr(scores, strange, 0.67) == 2 / 3
    assert fpr_at_tpr(scores, strange) == 2 / 3
    assert fpr_at_tpr([1, 1, 2, 2, 3, 3], [False, True] * 3, 2 / 3) == 2 / 3
    with pytest.raises(UserError, match="tpr is 2"):
        fpr_at_tpr(scores, strange, 2.0)


def test_each_anomalous_label_is_compared_with_the_normal_digits_alone() -> None:
    scores = np.array([1.0, 2.0, 3.0, 0.0, 2.5, 9.0, 8.0])
    labels = np.array([1, 1, 7, 4, 4, 9, 9])
    areas = auroc_by_label(scores, labels, (1, 7))
    assert list(areas) == [4, 9]
    assert areas[4][0] == pytest.approx(2 / 6)
    assert areas[9] == (1.0, *auroc_interval([1, 2, 3, 9, 8], [0, 0, 0, 1, 1]))
    assert areas[4][1:] == auroc_interval([1, 2, 3, 0, 2.5], [0, 0, 0, 1, 1])


def test_labels_of_one_kind_alone_cannot_be_compared() -> None:
    with pytest.raises(UserError, match="no normal"):
        auroc_by_label([1.0, 2.0], [3, 4], [1])
    with pytest.raises(UserError, match="no anomalous"):
        auroc_by_label([1.0, 2.0], [1, 1], [1])


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
    assert low < reference.roc_auc_score(strange, scores) < high


def test_the_interval_repeats() -> None:
    assert auroc_interval(SCORES, STRANGE) == auroc_interval(SCORES, STRANGE)


@pytest.mark.parametrize(("each", "low"), [(10, 0.800), (100, 0.980), (1000, 0.998)])
def test_a_perfect_area_is_known_the_better_the_more_digits_there_are(
    each: int, low: float
) -> None:
    scores, strange = np.arange(2 * each), np.arange(2 * each) >= each
    assert auroc_interval(scores, strange) == pytest.approx((low, 1), abs=0.001)
    assert auroc_interval(-scores, strange) == pytest.approx((0, 1 - low), abs=0.001)
    assert auroc_interval(scores, strange, level=0.99)[0] < low


def test_perfect_areas_of_few_digits_cover_the_true_one() -> None:
    rng = np.random.default_rng(0)
    true_area = 0.5 * (1 + math.erf(3 / 2))  # two unit normals, three apart
    lows = []
    for _ in range(400):
        scores = np.concatenate([rng.normal(0, 1, 15), rng.normal(3, 1, 15)])
        if auroc(scores, np.arange(30) >= 15) == 1:
            lows.append(auroc_interval(scores, np.arange(30) >= 15)[0])
    assert len(lows) > 20
    assert all(low <= true_area for low in lows)


def resampled_areas(scores: list[int], strange: list[bool], resamples: int) -> list[float]:
    """Bootstrap the plain way: draw digits of each kind, then compare each with each."""
    rng = np.random.default_rng(0)
    values, kinds = np.array(scores), np.array(strange)
    low, high = values[~kinds], values[kinds]
    areas = []
    for _ in range(resamples):
        normal, anomalies = rng.choice(low, low.size), rng.choice(high, high.size)
        ahead = anomalies[:, None] - normal
        areas.append(float(np.mean(ahead > 0) + np.mean(ahead == 0) / 2))
    return areas


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_is_that_of_resampled_digits(seed: int) -> None:
    rng = np.random.default_rng(seed)
    strange = rng.random(60) < 0.5
    scores = np.round(rng.normal(strange * seed / 3, 1, 60) * 4)
    low, high = auroc_interval(scores, strange, resamples=2000)
    areas = resampled_areas(scores.tolist(), strange.tolist(), 2000)
    assert (low, high) == pytest.approx(np.quantile(areas, [0.025, 0.975]), abs=0.02)


@given(
    st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=40).filter(
        lambda digits: {kind for _, kind in digits} == {False, True}
    )
)
def test_the_middle_of_the_resampled_areas_is_the_area(digits: list[tuple[int, bool]]) -> None:
    scores, strange = zip(*digits, strict=True)
    low, high = auroc_interval(scores, strange, level=0.9999, resamples=200)
    assert low - 1e-9 <= auroc(scores, strange) <= high + 1e-9


def test_share_below_counts_strictly_lower_scores() -> None:
    assert share_below(3.0, SCORES) == 0.5
    assert share_below(99.0, SCORES) == 1.0


def test_the_roc_curve_runs_from_nothing_flagged_to_everything_flagged() -> None:
    false_rate, true_rate = roc(SCORES, STRANGE)
    assert (false_rate[0], true_rate[0]) == (0, 0)
    assert (false_rate[-1], true_rate[-1]) == (1, 1)


def labelled(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return random scores, many of them equal with every other seed, and labels of both kinds."""
    draw = np.random.default_rng(seed)
    is_anomaly = np.concatenate([[True, False], draw.random(draw.integers(0, 60)) < 0.5])
    scores = draw.normal(size=is_anomaly.size) + is_anomaly
    return scores.round(0 if seed % 2 else 6), is_anomaly


@pytest.mark.parametrize("seed", range(20))
def test_the_ranking_is_measured_as_scikit_learn_does(seed: int) -> None:
    scores, is_anomaly = labelled(seed)
    assert auroc(scores, is_anomaly) == pytest.approx(reference.roc_auc_score(is_anomaly, scores))
    assert average_precision(scores, is_anomaly) == pytest.approx(
        reference.average_precision_score(is_anomaly, scores)
    )
    precision, recall, _ = reference.precision_recall_curve(
        is_anomaly, scores, drop_intermediate=True
    )
    np.testing.assert_allclose(precision_recall(scores, is_anomaly), (recall, precision))


@pytest.mark.parametrize("seed", range(20))
def test_the_roc_curve_has_the_corners_of_scikit_learns(seed: int) -> None:
    scores, is_anomaly = labelled(seed)
    fpr, recall = roc(scores, is_anomaly)
    all_fpr, all_recall, _ = reference.roc_curve(is_anomaly, scores, drop_intermediate=False)
    assert set(zip(fpr, recall, strict=True)) <= set(zip(all_fpr, all_recall, strict=True))
    assert np.trapezoid(recall, fpr) == pytest.approx(np.trapezoid(all_recall, all_fpr))
    assert len(fpr) <= len(all_fpr)


@pytest.mark.parametrize("seed", range(20))
def test_the_counts_at_each_score_are_those_of_scikit_learn(seed: int) -> None:
    scores, is_anomaly = labelled(seed)
    distinct, tp, fp = counts_at_scores(scores, is_anomaly)
    _, all_fp, _, all_tp, thresholds = reference.confusion_matrix_at_thresholds(is_anomaly, scores)
    assert (distinct.tolist(), tp.tolist(), fp.tolist()) == (
        thresholds.tolist(), all_tp.tolist(), all_fp.tolist()
    )  # fmt: skip
