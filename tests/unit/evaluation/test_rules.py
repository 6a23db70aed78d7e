"""Threshold rules against cases worked by hand and against the formulas they come from."""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import median_abs_deviation

from anomaly.errors import UserError
from anomaly.evaluation import (
    best_f1_threshold,
    clipped_threshold,
    conformal_p_value,
    conformal_threshold,
    confusion,
    default_threshold,
    least_cost_threshold,
    mad_threshold,
    precision_threshold,
    quantile_threshold,
    sigma_threshold,
    youden_threshold,
)

UNLABELLED = (
    quantile_threshold,
    sigma_threshold,
    clipped_threshold,
    mad_threshold,
    conformal_threshold,
)
LABELLED = (best_f1_threshold, youden_threshold, least_cost_threshold, precision_threshold)
#            normal           strange
SCORES = np.array([1, 2, 3, 6, 4, 5, 7, 8], np.float32)
STRANGE = np.array([0, 0, 0, 0, 1, 1, 1, 1], bool)

calibrations = st.lists(st.integers(-5, 40), min_size=2, max_size=60).filter(
    lambda values: len(set(values)) > 1
)
labelled = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=40).filter(
    lambda digits: all(len(set(part)) > 1 for part in zip(*digits, strict=True))
)
Digits = list[tuple[int, bool]]


def arrays(digits: Digits) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    scores, strange = zip(*digits, strict=True)
    return np.array(scores, np.float32), np.array(strange)


def best_by_trying(
    digits: Digits, worth: Callable[[float, float, float], float]
) -> tuple[float, float]:
    """Try a threshold at and between all whole scores; return the best worth and the highest such.

    `worth` takes the true and false positive rate and the share of anomalies.
    """
    scores, strange = arrays(digits)
    found = []
    for threshold in np.arange(0, 14, 0.5):
        counts = confusion(scores, strange, float(threshold))
        share = float(strange.mean())
        found.append((worth(counts.recall, counts.fpr, share), threshold))
    best = max(value for value, _ in found)
    return best, max(threshold for value, threshold in found if value >= best - 1e-9)


def flagged_by(threshold: float, digits: Digits) -> list[bool]:
    flagged: list[bool] = (arrays(digits)[0].astype(float) >= threshold).tolist()
    return flagged


# Rules that look at held-out normal digits alone


def test_the_quantile_leaves_the_asked_share_below() -> None:
    assert quantile_threshold(np.arange(101), 0.99) == 99
    assert quantile_threshold([0, 10], 0.75) == 7.5


def test_three_sigma_is_the_mean_and_three_sample_standard_deviations() -> None:
    assert sigma_threshold([2, 4, 4, 6]) == pytest.approx(4 + 3 * math.sqrt(8 / 3))
    assert sigma_threshold([0, 2], 0.5) == pytest.approx(1 + 0.5 * math.sqrt(2))


def test_the_mad_is_by_hand_what_the_book_says() -> None:
    # median 3, distances 2 1 0 1 97, their median 1
    assert mad_threshold([1, 2, 3, 4, 100]) == pytest.approx(3 + 3.5 / 0.6745)


@pytest.mark.parametrize(("count", "rule"), [(49, clipped_threshold), (50, quantile_threshold)])
def test_the_default_rule_of_few_scores_goes_beyond_them(
    count: int, rule: Callable[[NDArray[np.float64]], float]
) -> None:
    scores = np.random.default_rng(0).normal(10, 1, count)
    assert default_threshold(scores) == (rule(scores), None)


@given(calibrations, st.floats(0.1, 20))
def test_the_mad_is_scipys(values: list[int], deviations: float) -> None:
    spread = median_abs_deviation(values, scale=0.6745)
    assume(spread > 0)
    expected = np.median(values) + deviations * spread
    assert mad_threshold(values, deviations) == pytest.approx(expected)


def test_what_is_far_above_all_others_does_not_move_the_clipped_threshold() -> None:
    ten = np.random.default_rng(0).normal(10, 1, 10)
    assert clipped_threshold(ten) == sigma_threshold(ten)
    assert clipped_threshold([*ten, 1000.0, 2000.0]) == sigma_threshold(ten)
    assert clipped_threshold([*ten, 100.0], 1000.0) == sigma_threshold([*ten, 100.0])
    assert sigma_threshold([*ten, 1000.0]) > 700


def test_nothing_is_clipped_where_more_than_half_score_the_same() -> None:
    scores = [1.0] * 5 + [2.0, 3.0]
    assert clipped_threshold(scores) == sigma_threshold(scores)


def test_a_few_strange_digits_move_sigma_and_not_the_mad() -> None:
    clean, dirty = list(range(100)), [*range(100), 10_000, 10_000]
    assert mad_threshold(dirty) < 1.1 * mad_threshold(clean)
    assert sigma_threshold(dirty) > 10 * sigma_threshold(clean)


def test_conformal_flags_what_outscores_all_but_the_allowed_few() -> None:
    calibration = np.arange(1, 100, dtype=np.float32)  # 99 digits: p = (k + 1) / 100
    assert 99 < conformal_threshold(calibration, 0.01) < 99.001
    assert 98 < conformal_threshold(calibration, 0.02) < 98.001
    assert 98 < conformal_threshold(calibration, 0.0299) < 98.001


@given(calibrations, st.integers(1, 61), st.sampled_from([0.0, 1e-9, -1e-9, 0.004]))
def test_conformal_flags_exactly_the_scores_with_small_p_values(
    values: list[int], ranks: int, shift: float
) -> None:
    alpha = min(ranks / (len(values) + 1) + shift, 0.99)
    probes = {float(value) for value in values}
    probes |= {float(np.nextafter(np.float32(p), np.float32(s))) for p in probes for s in (-99, 99)}
    small = {probe for probe in probes if conformal_p_value(probe, values) <= alpha}
    if alpha < 1 / (len(values) + 1):
        with pytest.raises(UserError, match="too few"):
            conformal_threshold(values, alpha)
    else:
        threshold = conformal_threshold(np.array(values, np.float32), alpha)
        assert {probe for probe in probes if probe >= threshold} == small


@pytest.mark.parametrize("size", [99, 199, 999])
def test_conformal_is_not_misled_by_rounded_products(size: int) -> None:
    calibration = np.arange(size, dtype=np.float32)
    for hundredths in range(1, 50):
        alpha = hundredths / 100  # 0.29 * 100 is 28.999999999999996
        threshold = conformal_threshold(calibration, alpha)
        flagged = int(np.sum(np.float64(calibration) >= threshold))
        assert flagged == hundredths * (size + 1) // 100 - 1


@pytest.mark.parametrize("alpha", [0.3, 0.1, 0.07, 0.01, 0.0001])
def test_conformal_says_how_many_digits_it_needs_and_that_many_are_enough(alpha: float) -> None:
    with pytest.raises(UserError, match="too few") as refusal:
        conformal_threshold([1.0, 2.0], alpha)
    needed = int(str(refusal.value.values["needed"]))
    assert f"at least {needed}" in str(refusal.value)
    assert conformal_threshold(np.arange(needed), alpha) > needed - 1
    with pytest.raises(UserError, match="too few"):
        conformal_threshold(np.arange(needed - 1), alpha)


# Rules that look at labelled digits


def test_by_hand_the_best_f1_flags_from_four() -> None:
    # 7, 8: F1 2*2/(2+4) = 0.67; from 6: 4/7; from 5: 6/8; from 4: 8/9
    assert best_f1_threshold(SCORES, STRANGE) == 3.5


def test_by_hand_youden_flags_from_four() -> None:
    assert youden_threshold(SCORES, STRANGE) == 3.5  # 1 - 1/4; from 7: 2/4 - 0


def test_of_equally_good_thresholds_the_highest_is_taken() -> None:
    scores, strange = [1, 2, 3, 4], [False, True, False, True]
    assert youden_threshold(scores, strange) == 3.5  # J is 1/2 from 4 and from 2
    assert least_cost_threshold(scores, strange) == 3.5


def test_by_hand_the_cheapest_threshold_follows_what_a_mistake_costs() -> None:
    assert least_cost_threshold(SCORES, STRANGE) == 3.5
    assert least_cost_threshold(SCORES, STRANGE, false_alarm_cost=10) == 6.5
    assert least_cost_threshold(SCORES, STRANGE, base_rate=0.01) == 6.5
    assert least_cost_threshold(SCORES, STRANGE, miss_cost=1000, base_rate=0.01) == 3.5


def test_where_every_flag_is_too_dear_nothing_is_flagged() -> None:
    scores, strange = [1, 2, 3, 4], [False, True, False, False]
    threshold = least_cost_threshold(scores, strange, false_alarm_cost=1000)
    assert 4 < threshold < 4.001
    assert math.isnan(confusion(scores, strange, threshold).precision)  # none is flagged


def test_where_a_miss_is_too_dear_everything_is_flagged_at_the_lowest_score() -> None:
    scores, strange = [1, 2, 3, 4], [True, False, False, False]
    assert least_cost_threshold(scores, strange, miss_cost=1000) == 1


def test_by_hand_the_precise_threshold_counts_anomalies_as_rare_as_they_are() -> None:
    scores = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 13, 14, 15]
    strange = [False] * 10 + [True] * 4
    # from 10 one of ten normal digits is flagged: 1 / (1 + (1 + 1) / (10 + 1)) = 0.846; from 13
    # none is, and three of four anomalies are: 0.75 / (0.75 + (0 + 1) / (10 + 1)) = 0.892
    assert precision_threshold(scores, strange, 0.84, 0.5) == 9.5
    assert precision_threshold(scores, strange, 0.85, 0.5) == 12.5
    assert precision_threshold(scores, strange, 0.84, 0.4) == 12.5
    with pytest.raises(UserError, match="10 held-out normal pictures vouch for 89% at most"):
        precision_threshold(scores, strange, 0.9, 0.5)


def test_that_no_false_alarm_was_seen_does_not_vouch_for_any_precision() -> None:
    scores, strange = np.arange(1100), np.arange(1100) >= 1000
    assert precision_threshold(scores, strange, 0.9, 0.01) == 999.5
    with pytest.raises(UserError, match="1,000 held-out normal pictures"):
        precision_threshold(scores, strange, 0.9, 0.001)


def test_a_precision_reached_exactly_is_reached_however_it_rounds() -> None:
    for caught in range(2, 31):
        flags = np.arange(60) % 30
        strange = np.arange(60) < 30
        flagged = np.where(strange, flags < caught, flags < 1)
        rates = Fraction(caught, 30), Fraction(2, 31)
        wanted = float(rates[0] / sum(rates))
        assert precision_threshold(1.0 + flagged, strange, wanted, 0.5) == 1.5


def test_a_precision_out_of_reach_is_refused_with_the_best_there_is() -> None:
    scores, strange = [1, 2, 3, 4], [False, True, True, False]
    with pytest.raises(UserError, match=r"precision of 90% where 1 in 2 .* vouch for 60% at most"):
        precision_threshold(scores, strange, 0.9, 0.5)
    assert precision_threshold(scores, strange, 0.6, 0.5) == 1.5


@given(labelled)
def test_no_threshold_has_a_better_f1(digits: Digits) -> None:
    def f1(true: float, false: float, share: float) -> float:
        flagged = share * true + (1 - share) * false
        return 2 * share * true / (flagged + share)

    _, expected = best_by_trying(digits, f1)
    threshold = best_f1_threshold(*arrays(digits))
    assert flagged_by(threshold, digits) == flagged_by(expected, digits)


@given(labelled)
def test_no_threshold_has_a_better_j(digits: Digits) -> None:
    _, expected = best_by_trying(digits, lambda true, false, _: true - false)
    threshold = youden_threshold(*arrays(digits))
    assert flagged_by(threshold, digits) == flagged_by(expected, digits)


@given(labelled, st.sampled_from([0.01, 1.0, 7.0, 1000.0]), st.sampled_from([None, 0.001, 0.3]))
def test_no_threshold_is_cheaper(digits: Digits, miss: float, base_rate: float | None) -> None:
    def saving(true: float, false: float, share: float) -> float:
        rate = share if base_rate is None else base_rate
        return -(rate * miss * (1 - true) + (1 - rate) * 3.0 * false)

    _, expected = best_by_trying(digits, saving)
    threshold = least_cost_threshold(*arrays(digits), miss, 3.0, base_rate)
    assert flagged_by(threshold, digits) == flagged_by(expected, digits)


@given(labelled, st.sampled_from([0.2, 0.5, 0.9, 1.0]), st.sampled_from([0.001, 0.3, 0.5]))
def test_no_threshold_as_precise_catches_more(digits: Digits, wanted: float, rate: float) -> None:
    _, strange = arrays(digits)
    normal = int(np.sum(~strange))

    def caught_if_precise(true: float, false: float, share: float) -> float:
        flagged = false * normal
        weight = rate * true + (1 - rate) * (flagged + 1) / (normal + 1)
        precise = rate * true / weight >= wanted - 1e-12
        return true if precise and flagged + true > 0 else -1.0

    most, expected = best_by_trying(digits, caught_if_precise)
    if most < 0:
        with pytest.raises(UserError, match="No threshold can be trusted"):
            precision_threshold(*arrays(digits), wanted, rate)
    else:
        threshold = precision_threshold(*arrays(digits), wanted, rate)
        assert flagged_by(threshold, digits) == flagged_by(expected, digits)


def test_neighbouring_floats_are_parted_though_nothing_lies_between() -> None:
    scores = np.array([1.0, np.nextafter(1.0, 2.0)])
    threshold = youden_threshold(scores, [False, True])
    assert (scores >= threshold).tolist() == [False, True]


# No rule fails silently


@pytest.mark.parametrize("rule", UNLABELLED)
def test_no_digits_give_no_threshold(rule: Callable[..., float]) -> None:
    with pytest.raises(UserError, match=r"no held-out pictures.* Train again"):
        rule([])


@pytest.mark.parametrize("rule", UNLABELLED)
@pytest.mark.parametrize("values", [[5.0], [5.0] * 7])
def test_one_value_gives_no_threshold(rule: Callable[..., float], values: list[float]) -> None:
    with pytest.raises(
        UserError, match=rf"\({len(values)}\) all score 5, so no line .* Train again"
    ):
        rule(values)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_scores_that_are_no_numbers_give_no_threshold(bad: float) -> None:
    for unlabelled in UNLABELLED:
        with pytest.raises(UserError, match=r"1 of 3.* train the detector again"):
            unlabelled([1.0, bad, 2.0])
    for rule in LABELLED:
        with pytest.raises(UserError, match=r"1 of 3.* train the detector again"):
            rule([1.0, bad, 2.0], [True, False, True])


@pytest.mark.parametrize("rule", LABELLED)
def test_labelled_digits_that_cannot_be_parted_give_no_threshold(
    rule: Callable[..., float],
) -> None:
    for scores, strange, sentence in (
        ([1.0, 2.0], [False, False], "no anomalous"),
        ([1.0, 2.0], [True, True], "no normal"),
        ([], [], "no anomalous"),
        ([3.0, 3.0], [True, False], r"\(2\) all score 3"),
    ):
        with pytest.raises(UserError, match=sentence):
            rule(scores, strange)


def test_a_mad_of_nothing_is_refused_though_the_scores_differ() -> None:
    with pytest.raises(UserError, match=r"More than half .* score 1, .* another rule"):
        mad_threshold([1, 1, 1, 2])


def test_the_default_threshold_is_there_whatever_the_digits_score() -> None:
    assert default_threshold(np.arange(101)) == (99.0, None)
    threshold, problem = default_threshold(np.array([5, 5, 5], np.float32))
    assert threshold == np.nextafter(np.float32(5), np.float32(6))
    assert problem is not None
    assert "all score 5" in str(problem)


@pytest.mark.parametrize("calibration", [[], [1.0, math.nan]])
def test_there_is_no_default_threshold_without_scores(calibration: list[float]) -> None:
    with pytest.raises(UserError):
        default_threshold(calibration)
