"""Scores near to a threshold."""

import numpy as np
import pytest
from scipy import stats

from anomaly.errors import UserError
from anomaly.evaluation import close_margin, quantile_interval, quantile_threshold
from anomaly.evaluation.closeness import CLOSE_LEVEL


@pytest.mark.parametrize("size", [20, 60, 1011, 6000])
@pytest.mark.parametrize("quantile", [0.5, 0.99])
def test_the_interval_lies_between_the_order_statistics_of_the_binomial(
    size: int, quantile: float
) -> None:
    values = np.sort(np.random.default_rng(0).normal(size=size))
    low, high = quantile_interval(values, quantile)
    below = stats.binom(size, quantile)
    ranks = int(below.ppf(0.025)), int(below.ppf(0.975))
    assert (low, high) == (values[max(ranks[0] - 1, 0)], values[min(ranks[1], size - 1)])


def test_the_true_quantile_is_within_it_as_often_as_its_level_says() -> None:
    rng, true = np.random.default_rng(1), stats.expon.ppf(0.9)
    intervals = [quantile_interval(rng.exponential(size=300), 0.9) for _ in range(400)]
    held = np.mean([low <= true <= high for low, high in intervals])
    assert 0.92 < held < 0.99


def test_a_close_call_is_one_that_other_held_out_digits_could_turn() -> None:
    scores = np.random.default_rng(2).gamma(4.0, 5.0, 1000)
    line, margin = quantile_threshold(scores), close_margin(scores)
    low, high = quantile_interval(scores, level=CLOSE_LEVEL)
    assert low < line < high
    for score, is_close in ((low, True), (line, True), (high, True), (low - 1, False)):
        assert margin.holds(score, line) is is_close
    assert margin.holds(low + 7, line + 7)
    assert not margin.holds(high + 1, line)


def test_scores_that_are_all_alike_have_no_close_calls() -> None:
    margin = close_margin([3.0] * 50)
    assert (margin.below, margin.above) == (0.0, 0.0)
    with pytest.raises(UserError, match="all score 3"):
        quantile_interval([3.0] * 50)


def test_few_scores_end_the_interval_at_their_own_ends() -> None:
    assert quantile_interval([1.0, 2.0, 3.0], 0.99) == (2.0, 3.0)
    assert quantile_interval([1.0, 2.0, 3.0], 0.5) == (1.0, 3.0)
