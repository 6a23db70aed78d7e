"""Tests of teaching a trained detector examples of a hand."""

import os
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, load_generated
from anomaly.detectors import TrainingStep
from anomaly.errors import UserError
from anomaly.jobs.worker.messages import pack_task, unpack_task
from anomaly.storage import quota as quota_module
from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from anomaly.storage.quota import MEGABYTES, make_room
from anomaly.training.adaptation import (
    Adaptation,
    adapt_detector,
    make_variants,
)
from anomaly.training.anomalies import with_anomalies
from anomaly.training.examples import MAX_EXAMPLES, Examples, pack_examples, unpack_examples
from anomaly.training.lesson import Lesson
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import ScoringStep
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector

QUICK = ("gradients", "pca", "nearest", "autoencoder")


@cache
def _digits() -> Digits:
    return load_generated()


@cache
def _base(name: str) -> TrainedDetector:
    settings = {"hidden": (32,), "batch_size": 32} if name == "autoencoder" else None
    return train_detector(TrainingPlan(name, settings, normal=(1,)), _digits())


def _flagged_ones(count: int) -> Tensor:
    """Return 1s with a bar across, which no detector for 1 has seen."""
    test = _digits().test
    images = test[test.labels == 1].images[:count].clone()
    images[:, :, 12:15, 4:24] = 1.0
    return images


@pytest.mark.parametrize("name", QUICK)
def test_a_hand_that_was_taught_is_normal_and_other_digits_are_not(name: str) -> None:
    pictures = _flagged_ones(24)
    base = _base(name)
    adapted = adapt_detector(base, pictures[:8], _digits())
    assert base.predict(pictures[8:]).float().mean() > 0.8
    assert adapted.predict(pictures[8:]).float().mean() < 0.2
    scores, is_anomaly = adapted.against(range(10))
    caught = (scores >= adapted.threshold)[is_anomaly]
    assert caught.float().mean() > 0.8
    assert adapted.is_adapted
    assert adapted.plan == base.plan


def test_the_same_lesson_gives_the_same_detector_and_key() -> None:
    lesson = Lesson(_base("pca"), Examples.of(_flagged_ones(5)), 3)
    one, other = (adapt_detector(lesson.base, _flagged_ones(5), _digits(), 3) for _ in range(2))
    assert one.key == other.key == lesson.key(_digits().fingerprint)
    assert one.threshold == other.threshold
    assert one.key != adapt_detector(lesson.base, _flagged_ones(5), _digits(), 4).key


def test_an_adapted_detector_survives_its_file(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ANOMALY_MODELS", str(tmp_path))
    strokes = [[[[140.0, 40.0], [140.0, 240.0]]], None, None]
    adapted = adapt_detector(
        _base("pca"), _flagged_ones(3), _digits(), anomalies=_flagged_ones(4)[3:], strokes=strokes
    )
    path = store.save(adapted, tmp_path)
    found = store.load(path)
    assert found.key == adapted.key == store.key_of(path)
    assert found.threshold == adapted.threshold
    assert torch.equal(found.examples.normal, adapted.examples.normal)
    assert len(found.examples.strokes[0]) == 1
    assert found.examples.strokes[1] == ()
    assert found.problem is not None
    assert found.problem.key == "adapt.few"


@pytest.mark.parametrize("count", [1, 2, 3, 401])
def test_any_number_of_examples_is_taken(count: int) -> None:
    pictures = _flagged_ones(100).repeat(5, 1, 1, 1)[:count]
    pictures[:, 0, 0, 0] = torch.arange(count) % 256 / 255  # no two alike
    adapted = adapt_detector(_base("pca"), pictures, _digits())
    assert len(adapted.independent_scores) == len(_base("pca").calibration_scores) + count


def test_an_example_whose_strokes_give_no_picture_is_learned_from_its_picture() -> None:
    dot, line = [[[140.0, 140.0]]], [[[140.0, 40.0], [140.0, 240.0]]]
    pictures = _flagged_ones(2)
    for strokes in ([dot, line], [dot, dot]):
        examples = Examples.of(pictures, strokes=strokes)
        assert make_variants(examples, 20, 0)[1].unique().tolist() == [0, 1]
    adapted = adapt_detector(_base("autoencoder"), pictures[:1], _digits(), strokes=[dot])
    assert adapted.is_adapted


def test_the_same_picture_counts_once() -> None:
    pictures = _flagged_ones(3)
    line = [[[140.0, 40.0], [140.0, 240.0]]]
    twice = Examples.of(
        torch.cat([pictures[:2], pictures]), pictures[2:].repeat(2, 1, 1, 1), [line] * 5
    )
    assert (len(twice.normal), len(twice.anomalous), len(twice.strokes)) == (3, 0, 3)


def test_strokes_may_be_an_array() -> None:
    strokes: Any = np.array([[[140, 40], [140, 240]], [[100, 140], [180, 140]]], np.float32)
    assert len(Examples.of(_flagged_ones(1), strokes=[strokes]).strokes[0]) == 2


def test_anomalies_alone_leave_the_detector_as_it_is() -> None:
    base = _base("pca")
    other = with_anomalies(base, Examples.of(None, _flagged_ones(2)))
    assert other.detector is base.detector
    assert other.threshold == base.threshold
    assert other.key != base.key
    scores, is_anomaly = other.validation_against(())
    assert is_anomaly.sum() == 2
    assert len(scores) == len(base.calibration_scores) + 2


def test_a_lesson_goes_to_the_worker_and_comes_back() -> None:
    lesson = Lesson(_base("pca"), Examples.of(_flagged_ones(2)), 1)
    found = unpack_task(*pack_task(lesson))
    assert found.key("x") == lesson.key("x")


def test_progress_goes_on_to_its_end_over_all_fits() -> None:
    steps = list(Adaptation(Lesson(_base("pca"), Examples.of(_flagged_ones(3))), _digits()))
    fitting = [step for step in steps if isinstance(step, TrainingStep)]
    done = [step.update for step in fitting]
    assert done == sorted(set(done))
    assert done[-1] == fitting[-1].updates
    assert isinstance(steps[-1], ScoringStep)
    assert steps[-1].done < steps[-1].total


def test_a_page_computes_an_adapted_detector_by_its_own_weights() -> None:
    base = _base("pca")
    adapted = adapt_detector(base, _flagged_ones(3), _digits())
    assert chain_file(adapted.detector) not in (None, chain_file(base.detector))


def test_an_adaptation_that_was_stopped_says_so() -> None:
    adaptation = Adaptation(Lesson(_base("pca"), Examples.of(_flagged_ones(3))), _digits())
    next(iter(adaptation))
    with pytest.raises(UserError, match="stopped"):
        adaptation.result()


def test_bad_examples_are_refused_with_a_sentence() -> None:
    base = _base("pca")
    one = _flagged_ones(1)
    for wrong in (one * 2, one[:, :, 1:], one * torch.nan):
        with pytest.raises(UserError, match="no pictures"):
            adapt_detector(base, wrong, _digits())
    with pytest.raises(UserError, match="no example"):
        adapt_detector(base, one[:0], _digits())
    with pytest.raises(UserError, match="more than"):
        Examples.of(torch.rand(MAX_EXAMPLES + 1, 1, 28, 28))
    with pytest.raises(UserError, match="strokes of 2"):
        Examples.of(one, strokes=[None, None])
    with pytest.raises(UserError, match="already"):
        Lesson(with_anomalies(base, Examples.of(None, one)), Examples.of(one))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("examples.normal", torch.zeros(1, 28, 28)),
        ("examples.normal", torch.zeros(1, 27, 28, dtype=torch.uint8)),
        ("examples.points", torch.zeros(2, 3)),
        ("examples.points", torch.full((2, 2), torch.inf)),
        ("examples.strokes", torch.tensor([[0, 3]])),
        ("examples.strokes", torch.tensor([[1, 2]])),
        ("examples.strokes", torch.tensor([[0, -1], [0, 3]])),
        ("examples.strokes", torch.tensor([2])),
    ],
)
def test_examples_that_make_no_sense_are_refused(name: str, value: Tensor) -> None:
    packed = pack_examples(Examples.of(_flagged_ones(1), strokes=[[[[0.0, 0.0], [9.0, 99.0]]]]))
    assert len(unpack_examples(packed).strokes[0]) == 1
    with pytest.raises((UserError, ValueError)):
        unpack_examples(packed | {name: value})


def test_a_file_with_damaged_examples_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    adapted = adapt_detector(_base("pca"), _flagged_ones(3), _digits())
    assert adapted.taught is not None
    wrong = replace(adapted.taught, scores=adapted.taught.scores[:2])
    replace(adapted, taught=wrong).save(tmp_path / "wrong.safetensors")
    with pytest.raises(UserError, match="damaged"):
        store.load(tmp_path / "wrong.safetensors")


def test_detectors_taught_long_ago_make_room_for_new_ones(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    for module in (store, quota_module):
        monkeypatch.setattr(module, "model_folder", lambda: tmp_path)
    base = _base("pca")
    made = [with_anomalies(base, Examples.of(None, _flagged_ones(n))) for n in (1, 2, 3)]
    for age, trained in enumerate(made[:2]):
        os.utime(store.save(trained), (age, age))
    assert store.find_key(made[0].key) is not None  # which makes it the last one used
    size = store.save(base).stat().st_size
    monkeypatch.setitem(MEGABYTES, store.TAUGHT, 1.5 * size / 1e6)
    make_room(made[2])
    assert store.find_key(made[0].key) is not None
    assert store.find_key(made[1].key) is None
    assert store.find_key(base.key) is not None


def test_other_anomalies_give_the_key_of_the_whole_lesson() -> None:
    base, normal = _base("pca"), _flagged_ones(3)
    taught = adapt_detector(base, normal, _digits())
    examples = Examples.of(normal, _flagged_ones(5)[3:])
    assert taught.examples.same_normal(examples)
    assert with_anomalies(taught, examples).key == Lesson(base, examples).key(_digits().fingerprint)


def test_anomalies_alone_have_the_same_key_whatever_digits_are_at_hand() -> None:
    lesson = Lesson(_base("pca"), Examples.of(None, _flagged_ones(1)))
    adaptation = Adaptation(lesson, replace(_digits(), fingerprint="of others"))
    assert all(isinstance(event, ScoringStep) for event in adaptation)  # nothing is fitted
    assert adaptation.result().key == lesson.key("of others")
