"""What a detector makes of digits that are damaged on purpose."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from anomaly.corruptions import CORRUPTIONS
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.reports.corruption_report import (
    CorruptionResult,
    corruption_figure,
    corruption_table,
    describe_worst,
    measure_corruptions,
    num_corruption_results,
)
from anomaly.reports.html_page import report_page
from anomaly.text import t
from anomaly.training.signs import Signs
from anomaly.training.trained import TrainedDetector


@pytest.fixture(scope="module")
def results(small: TrainedDetector, digits: Digits) -> list[CorruptionResult]:
    return list(measure_corruptions(small, digits.test, most=20))


def test_each_corruption_is_measured_at_each_strength(results: list[CorruptionResult]) -> None:
    assert len(results) == num_corruption_results()
    assert {each.digits for each in results} == {20}
    measured = [(each.corruption, each.strength) for each in results[1:]]
    assert measured == [(kind.name, it) for kind in CORRUPTIONS.values() for it in kind.strengths]
    for each in results:
        assert 0 <= each.flagged <= each.flagged_with_limits <= 1
        for value in (each.pixel_auroc, each.region_overlap, each.found):
            assert (value is None) == (not each.is_harmful)


def test_the_damage_and_so_the_figures_repeat(
    small: TrainedDetector, digits: Digits, results: list[CorruptionResult]
) -> None:
    assert list(measure_corruptions(small, digits.test, most=20)) == results
    others = list(measure_corruptions(small, digits.test, most=20, seed=1))
    assert [it.pixel_auroc for it in others] != [it.pixel_auroc for it in results]


def test_the_threshold_decides_what_is_flagged(small: TrainedDetector, digits: Digits) -> None:
    for threshold, share in ((-1.0, 1.0), (1e6, 0.0)):
        first = next(measure_corruptions(small, digits.test, threshold, most=5))
        assert first.flagged == share


def test_the_table_has_a_line_for_each(results: list[CorruptionResult]) -> None:
    lines = corruption_table(results).splitlines()
    assert len(lines) == 1 + len(results)
    assert "region overlap" in lines[0]
    assert t("corruption.scratch") in lines[-1]
    assert "16 px" in lines[-1]


def test_the_heatmap_shows_what_is_wrong(results: list[CorruptionResult]) -> None:
    matrix = corruption_figure(results).data[0]
    wrong = np.array(matrix.z, float)
    assert wrong.shape == (10, 8)
    assert wrong[0, 0] == results[1].flagged_with_limits
    assert wrong[-1, 3] == 1 - results[-1].flagged_with_limits
    by_score = np.array(corruption_figure(results, with_limits=False).data[0].z, float)
    assert by_score[0, 0] == results[1].flagged
    assert by_score[-1, 3] == 1 - results[-1].flagged
    assert wrong[-1, 7] == 1 - (results[-1].region_overlap or 0)
    assert np.isnan(wrong).sum() == 7 * 4
    assert matrix.customdata[7][0] == matrix.customdata[7][4] == "Cut out 1 px"


def test_who_does_not_see_the_heatmap_is_told_the_worst(results: list[CorruptionResult]) -> None:
    harmless, harmful = results[1], results[-1]
    false_alarms = replace(harmless, flagged=0.4, flagged_with_limits=0.1)
    misses = replace(harmful, flagged=0.7, flagged_with_limits=0.7)
    assert t("corruption.scratch") + " 16 px, 30.0%" in describe_worst([false_alarms, misses])
    by_score = describe_worst([false_alarms, misses], with_limits=False)
    assert f"{t(f'corruption.{harmless.corruption}')} " in by_score
    assert "40.0%" in by_score


def test_the_report_has_the_heatmap_where_it_was_measured(
    small: TrainedDetector, digits: Digits, results: list[CorruptionResult]
) -> None:
    arguments = (small, digits, (9,), small.threshold, None)
    both, score = t("report.corruptions_both"), t("report.corruptions_score")
    assert both not in report_page(*arguments)
    assert both in report_page(*arguments, corruptions=results)
    assert score in report_page(*arguments, corruptions=results, with_limits=False)


def test_without_normal_test_digits_there_is_nothing_to_damage(
    small: TrainedDetector, digits: Digits
) -> None:
    others = digits.test[(digits.test.labels == 5).nonzero()[:, 0]]
    with pytest.raises(UserError):
        next(measure_corruptions(small, others))


def test_pictures_that_were_fitted_on_are_not_measured_on(
    small: TrainedDetector, digits: Digits
) -> None:
    signs = Signs.of(torch.rand(5, 1, 28, 28))
    with pytest.raises(UserError, match="fitted on all pictures of its sign"):
        next(measure_corruptions(replace(small, signs=signs), digits.test))
