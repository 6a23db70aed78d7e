"""How well a detector of a person's own sign will do."""

from dataclasses import replace

import pytest
import torch

from anomaly.reports.sign_report import report_on_signs
from anomaly.training.sign_training import train_on_pictures
from anomaly.training.signs import SIGN
from anomaly.training.trained import TrainedDetector
from tests.support.signs import KA, SA, pictures_of


@pytest.fixture(scope="module")
def trained() -> TrainedDetector:
    return train_on_pictures(pictures_of(KA, 8), pictures_of(SA, 4), "nearest")


def with_scores(trained: TrainedDetector, scores: list[float]) -> TrainedDetector:
    """Return a detector with these scores of its pictures, each by one fitted without it."""
    calibration, tested = torch.tensor(scores), trained.test_scores.clone()
    tested[trained.test_labels == SIGN] = calibration
    return replace(trained, calibration_scores=calibration, test_scores=tested)


def test_few_pictures_leave_a_wide_interval(trained: TrainedDetector) -> None:
    report = report_on_signs(trained)
    assert report.normal.total == 8
    assert report.normal.high - report.normal.low > 0.3
    assert report.given is not None
    assert report.given.total == 2  # the other half may choose a threshold
    assert report.given.count == 2
    assert report.others.count == report.others.total


def test_a_picture_is_judged_by_a_line_that_the_others_give(trained: TrainedDetector) -> None:
    report = report_on_signs(with_scores(trained, [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 5.0]))
    assert report.flagged.tolist() == [False] * 7 + [True]
    assert report.unlike.tolist() == [False] * 7 + [True]


def test_two_pictures_unlike_the_others_do_not_hide_each_other(trained: TrainedDetector) -> None:
    report = report_on_signs(with_scores(trained, [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 8.0, 9.0]))
    assert report.unlike.tolist() == [False] * 6 + [True] * 2


def test_pictures_that_differ_as_a_hand_does_are_not_called_unlike(
    trained: TrainedDetector,
) -> None:
    report = report_on_signs(with_scores(trained, [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 2.2]))
    assert not report.unlike.any()


def test_scores_of_zero_are_judged_as_any_other(trained: TrainedDetector) -> None:
    report = report_on_signs(with_scores(trained, [0.0] * 7 + [3.0]))
    assert report.unlike.tolist() == [False] * 7 + [True]


def test_the_second_test_counts_unless_it_is_switched_off(trained: TrainedDetector) -> None:
    nothing = torch.zeros(len(trained.test_scores))  # by the score none is an anomaly
    outside = torch.ones(len(nothing), dtype=torch.bool)
    judged = replace(trained, test_scores=nothing, test_outside=outside)
    report = report_on_signs(judged)
    assert report.normal.count == 0
    assert report.others.count == report.others.total
    by_score = report_on_signs(judged, with_limits=False)
    assert by_score.normal.count > 0
    assert by_score.others.count == 0
    assert by_score.given is not None
    assert by_score.given.count == 0
