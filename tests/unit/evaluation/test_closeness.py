"""Scores near to a threshold, by the thresholds of resampled scores."""

import numpy as np
import pytest

from anomaly.evaluation import (
    agreement,
    close_margin,
    is_far,
    margin_of,
    quantile_interval,
    quantile_threshold,
    resampled_thresholds,
    sigma_threshold,
)
from anomaly.evaluation.closeness import MAX_FOR_CLOSE, RESAMPLES

SCORES = np.random.default_rng(2).gamma(4.0, 5.0, 1000)


def test_a_close_call_is_one_that_a_quarter_of_the_resampled_thresholds_turn() -> None:
    line, band = quantile_threshold(SCORES), resampled_thresholds(SCORES)
    margin = margin_of(band, line)
    for score in np.linspace(line - 20, line + 20, 400):
        assert margin.holds(score, line) is (agreement(band, score, line) <= MAX_FOR_CLOSE)
    assert margin == close_margin(SCORES)
    assert margin.holds(line - margin.below + 7, line + 7)


def test_the_band_is_as_wide_as_the_interval_of_the_quantile() -> None:
    band = resampled_thresholds(SCORES)
    low, high = quantile_interval(SCORES, level=0.95)
    assert len(band) == RESAMPLES
    assert band[0] < quantile_threshold(SCORES) < band[-1]
    assert 0.5 < (band[-1] - band[0]) / (high - low) < 1.5


def test_fewer_independent_scores_have_a_wider_band() -> None:
    many, few = resampled_thresholds(SCORES), resampled_thresholds(SCORES, size=30)
    assert np.std(few) > np.std(many)


def test_any_rule_can_be_resampled_and_the_same_twice() -> None:
    band = resampled_thresholds(SCORES, sigma_threshold)
    assert band[0] < sigma_threshold(SCORES) < band[-1]
    assert band == resampled_thresholds(SCORES, sigma_threshold)


@pytest.mark.parametrize("scores", [[3.0] * 50, [3.0]])
def test_scores_that_are_all_alike_have_no_close_calls(scores: list[float]) -> None:
    margin = close_margin(scores)
    assert (margin.below, margin.above) == (0.0, 0.0)
    assert resampled_thresholds(scores) == ()


def test_all_agree_on_a_score_far_away() -> None:
    line, band = quantile_threshold(SCORES), resampled_thresholds(SCORES)
    assert agreement(band, 0.0, line) == agreement(band, 1e6, line) == RESAMPLES
    far = [is_far(band, score) for score in (0.0, band[0] - 1e-6, line, band[-1] + 1e-6, 1e6)]
    assert far == [True, False, False, False, True]
