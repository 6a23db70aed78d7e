"""Scores near to a threshold."""

import numpy as np

from anomaly.evaluation import close_margin, quantile_interval, quantile_threshold
from anomaly.evaluation.closeness import CLOSE_LEVEL


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


def test_the_margin_of_few_scores_ends_at_their_own_ends() -> None:
    scores = [1.0, 2.0, 3.0]
    margin, line = close_margin(scores), quantile_threshold(scores)
    assert margin.holds(3.0, line)
    assert not margin.holds(3.1, line)
