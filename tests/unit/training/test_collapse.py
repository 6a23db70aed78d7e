"""Detectors that rebuild every digit as the same picture, and are called collapsed."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import torch

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import TrainingReport
from anomaly.detectors.nearest import NearestDigits, NearestSettings
from anomaly.errors import UserError
from anomaly.paths import ASSETS
from anomaly.tensor_file import write_tensors
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import FORMAT
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training, train_detector

FEW = 40  # digits to fit on
SHORT = {"epochs": 1, "least_updates": 30, "batch_size": 32}
COLLAPSING = {
    "a high learning rate": ("autoencoder", {"learning_rate": 0.1}),
    "a higher one": ("autoencoder", {"learning_rate": 1.0}),
    "a wide network": ("autoencoder", {"hidden": (1000, 1000), "latent": 784}),
    "convolutions": ("convolutional", {"learning_rate": 1.0}),
    "a code that costs too much": ("vae", {"beta": 100.0}),
}


def _train(digits: Digits, detector: str, settings: dict[str, object]) -> TrainedDetector:
    return train_detector(TrainingPlan(detector, settings, most_digits=FEW), digits)


@pytest.fixture(scope="module")
def collapsed(digits: Digits) -> TrainedDetector:
    return _train(digits, "autoencoder", {**SHORT, "learning_rate": 1.0})


@pytest.mark.parametrize(("detector", "change"), COLLAPSING.values(), ids=COLLAPSING)
def test_training_that_ends_with_one_picture_for_all_digits_has_collapsed(
    digits: Digits, detector: str, change: dict[str, object]
) -> None:
    trained = _train(digits, detector, {**SHORT, **change})
    rebuilt = trained.detector.reconstruct(digits.test.images[::20])
    assert float((rebuilt - rebuilt[0]).abs().max()) < 0.1
    assert trained.ended == "collapsed"
    assert trained.carried_out
    assert "With seed 0 the training has collapsed" in str(trained.problem)


@pytest.mark.parametrize(
    ("detector", "count"),
    [("autoencoder", FEW), *product(("pca", "nearest", "gradients"), (1, FEW))],
)
def test_a_default_training_has_not_even_on_few_digits(
    digits: Digits, detector: str, count: int
) -> None:
    trained = train_detector(TrainingPlan(detector, most_digits=count), digits)
    assert trained.ended == "complete"
    assert trained.problem is None


@pytest.mark.parametrize("path", sorted((ASSETS / "models").iterdir()), ids=lambda path: path.name)
def test_no_bundled_detector_has(path: Path) -> None:
    trained = TrainedDetector.load(path)
    assert trained.ended == "complete"
    assert trained.problem is None


def test_a_file_that_calls_a_collapsed_detector_complete_is_corrected_on_loading(
    collapsed: TrainedDetector, tmp_path: Path
) -> None:
    path = tmp_path / "old.safetensors"
    record, tensors = pack(replace(collapsed, ended="complete"))
    del record["collapsed"]
    write_tensors(path, FORMAT, tensors, record)
    loaded = TrainedDetector.load(path)
    assert loaded.ended == "collapsed"
    assert loaded.collapsed
    assert loaded.key == collapsed.key


def test_a_training_stopped_before_it_learned_anything_says_so_and_so_does_its_file(
    digits: Digits, tmp_path: Path
) -> None:
    plan = TrainingPlan(
        "autoencoder", {**SHORT, "epochs": 9, "learning_rate": 1.0}, most_digits=FEW
    )
    training = Training(plan, digits)
    for event in training:
        if isinstance(event, TrainingReport):
            break
    stopped = training.result()
    stopped.save(tmp_path / "model.safetensors")
    for trained in (stopped, TrainedDetector.load(tmp_path / "model.safetensors")):
        assert trained.ended == "stopped"
        assert "Stopped after epoch 1, the network still makes nearly the same" in str(
            trained.problem
        )


def test_a_file_whose_flag_is_neither_true_nor_false_is_refused(
    collapsed: TrainedDetector, tmp_path: Path
) -> None:
    record, tensors = pack(collapsed)
    write_tensors(tmp_path / "model.safetensors", FORMAT, tensors, record | {"collapsed": "no"})
    with pytest.raises(UserError, match="damaged"):
        TrainedDetector.load(tmp_path / "model.safetensors")


def test_what_training_found_is_not_judged_again_on_loading(
    collapsed: TrainedDetector, tmp_path: Path
) -> None:
    for ended in ("complete", "collapsed", "stopped"):
        replace(collapsed, ended=ended).save(tmp_path / "model.safetensors")
        assert TrainedDetector.load(tmp_path / "model.safetensors").ended == ended


def test_digits_that_do_not_differ_may_be_rebuilt_alike(
    collapsed: TrainedDetector, digits: Digits
) -> None:
    same = digits.test.images[:1].expand(5, 1, 28, 28)
    assert not collapsed.detector.has_collapsed(same)
    assert collapsed.detector.has_collapsed(digits.test.images[::50].numpy())


def test_distances_to_digits_tell_something_where_all_are_rebuilt_alike(digits: Digits) -> None:
    images = split_one_class(digits, (1,)).fit.images[:3]
    detector = NearestDigits(NearestSettings(neighbours=3))
    list(detector.fit(images, images, seed=0))
    rebuilt = detector.reconstruct(digits.test.images[::50])
    assert torch.allclose(rebuilt, rebuilt[0], atol=1e-6)
    assert not detector.has_collapsed(images)
