"""Intervals of a quantile, and of the AUROC of digits by hands."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from anomaly.errors import UserError
from anomaly.evaluation import (
    auroc,
    auroc_interval,
    auroc_interval_by_hand,
    digits_for_upper_end,
    quantile_interval,
)


@pytest.mark.parametrize("count", [10, 75, 367, 368, 1011])
@pytest.mark.parametrize("quantile", [0.5, 0.9, 0.99])
def test_either_tail_is_as_large_as_it_may_be_and_no_larger(count: int, quantile: float) -> None:
    low, high = quantile_interval(np.arange(1, count + 1), quantile)  # scores are their own ranks
    below = binom(count, quantile)  # the number of scores below the true quantile
    assert below.cdf(low - 1) <= 0.025 < below.cdf(low)
    if math.isfinite(high):
        assert below.sf(high - 1) <= 0.025 < below.sf(high - 2)
    else:
        assert below.sf(count - 1) > 0.025


def test_it_holds_the_true_quantile_whatever_the_distribution() -> None:
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(1000):
        low, high = quantile_interval(rng.lognormal(size=500))
        held += low <= math.exp(2.3263478740408408) < high
    assert held >= 950


def test_an_upper_end_takes_enough_scores() -> None:
    needed = digits_for_upper_end()
    assert needed == 368
    assert math.isinf(quantile_interval(np.arange(needed - 1))[1])
    assert quantile_interval(np.arange(needed))[1] == needed - 1
    assert digits_for_upper_end(0.5) == 6


def test_the_order_of_scores_does_not_matter() -> None:
    scores = np.random.default_rng(0).permutation(400)
    assert quantile_interval(scores) == quantile_interval(np.sort(scores))


def test_scores_that_are_no_numbers_have_no_interval() -> None:
    with pytest.raises(UserError, match="no finite numbers"):
        quantile_interval([1.0, math.nan])


def test_digits_of_one_hand_tell_less_than_those_of_many() -> None:
    rng = np.random.default_rng(0)
    hands = np.repeat(np.arange(12), 20)
    is_anomaly = np.arange(240) % 2 == 1
    scores = rng.normal(size=240) + 2 * rng.normal(size=12)[hands] + 1.5 * is_anomaly
    by_digit = np.diff(auroc_interval(scores, is_anomaly))
    low, high = auroc_interval_by_hand(scores, is_anomaly, hands)
    assert low < auroc(scores, is_anomaly) < high
    apart = rng.permutation(hands)
    assert np.diff(auroc_interval_by_hand(scores, is_anomaly, apart)) == pytest.approx(
        by_digit, rel=0.4
    )
    whole = hands % 2 == 0  # each hand has one kind alone
    assert np.diff(auroc_interval_by_hand(scores, whole, hands)) > 2 * np.diff(
        auroc_interval(scores, whole)
    )


@pytest.mark.parametrize("count", [2, 3, 5])
def test_few_hands_make_no_interval_narrower(count: int) -> None:
    rng = np.random.default_rng(count)
    hands, is_anomaly = np.repeat(np.arange(count), 10), np.arange(10 * count) % 10 < 4
    scores = rng.normal(size=10 * count) + 1.5 * is_anomaly
    low, high = auroc_interval(scores, is_anomaly)
    by_hand = auroc_interval_by_hand(scores, is_anomaly, hands)
    assert by_hand[0] <= low < high <= by_hand[1]


def test_one_hand_and_a_perfect_order_have_the_interval_of_digits() -> None:
    scores, is_anomaly = np.arange(20.0), np.arange(20) >= 10
    expected = auroc_interval(scores, is_anomaly)
    assert auroc_interval_by_hand(scores, is_anomaly, np.arange(20)) == expected
    assert auroc_interval_by_hand(scores, is_anomaly, np.ones(20)) == expected
