"""A person's pictures are judged as if each had not been given."""

from dataclasses import replace

import pytest
import torch

from anomaly.evaluation import default_threshold
from anomaly.evaluation.limits import Limits
from anomaly.training.adaptation import adapt_detector
from anomaly.training.anomalies import with_anomalies
from anomaly.training.examples import Examples
from anomaly.training.left_out import left_out, thresholds_without_each
from anomaly.training.sign_training import train_on_pictures
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import lessons
from anomaly.ui.session.tray import unpacked
from tests.support.signs import KA, pictures_of
from tests.unit.training.test_adaptation import _base, _digits, _flagged_ones

CALIBRATION, ANOMALOUS = torch.linspace(1, 2, 100), torch.linspace(50, 90, 20)


@pytest.fixture(scope="module")
def adapted() -> TrainedDetector:
    return adapt_detector(_base("pca"), _flagged_ones(5), _digits())


def test_the_line_for_an_example_does_not_depend_on_its_score() -> None:
    scores = torch.tensor([2.0, 3.0, 4.0])
    lines = thresholds_without_each(CALIBRATION, scores, ANOMALOUS, 25)
    scores[1] = 40.0
    others = thresholds_without_each(CALIBRATION, scores, ANOMALOUS, 25)
    assert others[1] == lines[1]
    assert (others[[0, 2]] > lines[[0, 2]]).all()


def test_a_single_example_has_the_line_that_it_helps_to_set() -> None:
    adapted = adapt_detector(_base("pca"), _flagged_ones(1), _digits())
    assert left_out(adapted).thresholds.tolist() == [adapted.threshold]
    assert not left_out(adapted).outside.any()


def test_limits_for_a_picture_are_widened_by_the_others_alone() -> None:
    pictures = _digits().train.images[:40]
    limits = Limits.of(pictures, torch.ones(40, dtype=torch.int64), (1,))
    full = torch.ones(1, 1, 28, 28)
    some = torch.cat([pictures[:3], full])
    assert limits.outside_without_each(some).tolist() == [False, False, False, True]
    assert not limits.outside_without_each(torch.cat([full, full])).any()


def test_both_screens_count_a_persons_examples_alike(adapted: TrainedDetector) -> None:
    outside = torch.tensor([True, False, False, False, False])
    assert adapted.taught is not None
    far = replace(adapted, taught=replace(adapted.taught, outside=outside))
    for with_limits in (True, False):
        flagged = left_out(far).flagged(with_limits=with_limits)
        tray = lessons.own_flagged(far, unpacked(far.examples), with_limits)
        assert tray == tuple(flagged.tolist())
        assert bool(flagged[0]) or not with_limits


def test_what_was_left_out_is_known_after_a_file(adapted: TrainedDetector, tmp_path) -> None:  # type: ignore[no-untyped-def]
    adapted.save(tmp_path / "taught.safetensors")
    found = left_out(TrainedDetector.load(tmp_path / "taught.safetensors"))
    for name, value in vars(left_out(adapted)).items():
        assert torch.equal(getattr(found, name), value)


def test_where_nothing_was_given_nothing_is_left_out() -> None:
    base = _base("pca")
    for trained in (base, with_anomalies(base, Examples.of(None, _flagged_ones(1)))):
        assert len(left_out(trained).flagged()) == 0


def test_signs_are_judged_by_the_line_and_limits_of_the_others() -> None:
    trained = train_on_pictures(pictures_of(KA, 8), detector="nearest")
    scores = torch.tensor([1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 5.0])
    assert trained.test_outside is not None
    outside = torch.zeros_like(trained.test_outside)
    outside[0] = True
    known = left_out(replace(trained, calibration_scores=scores, test_outside=outside))
    assert known.thresholds[7] == default_threshold(scores[:7])[0]
    assert known.flagged().tolist() == [True, *[False] * 6, True]
    assert known.flagged(with_limits=False).tolist() == [*[False] * 7, True]
