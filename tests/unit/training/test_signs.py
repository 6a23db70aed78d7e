"""Detectors of a person's own pictures."""

import math
from pathlib import Path

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import load_generated
from anomaly.detectors import DETECTORS
from anomaly.errors import UserError
from anomaly.jobs.worker.messages import pack_digits, unpack_digits
from anomaly.storage import store
from anomaly.tensor_file import read_tensors, write_tensors
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import FORMAT
from anomaly.training.retest import is_tested_on
from anomaly.training.sign_training import SignTraining, train_on_pictures
from anomaly.training.signs import (
    GIVEN,
    MAX_SIGNS,
    MAX_UPDATES,
    SIGN,
    Signs,
    sign_detectors,
    sign_plan,
)
from anomaly.training.trained import TrainedDetector


def generated(label: int, count: int, half: str = "train") -> Tensor:
    """Return generated digits of one label; turned on its head, a 4 stands for a sign."""
    digits = getattr(load_generated(), half)
    return digits[digits.labels == label].images[:count]


@pytest.fixture(scope="module")
def trained() -> TrainedDetector:
    return train_on_pictures(generated(4, 8).flip(2), generated(6, 5), detector="nearest")


def test_a_detector_of_signs_knows_them_from_others(trained: TrainedDetector) -> None:
    new = generated(4, 20, "test").flip(2)
    assert trained.is_of_signs
    assert trained.predict(new).float().mean() < 0.3
    assert trained.predict(generated(0, 20, "test")).float().mean() > 0.7


def test_each_picture_is_scored_by_detectors_that_never_saw_it(trained: TrainedDetector) -> None:
    assert trained.signs is not None
    fitted = trained.score(trained.signs.as_digits().train.images[:8])
    assert len(trained.calibration_scores) == 8
    assert (trained.calibration_scores > fitted).all()
    of_signs = trained.test_scores[trained.test_labels == SIGN]
    assert torch.equal(of_signs, trained.calibration_scores)


def test_no_anomaly_that_may_choose_a_threshold_is_reported_on(trained: TrainedDetector) -> None:
    assert trained.signs is not None
    digits = trained.signs.as_digits()
    chosen, told = (
        {picture.numpy().tobytes() for picture in half.pixels[half.labels != SIGN]}
        for half in (digits.train, digits.test)
    )
    assert not chosen & told
    assert int((trained.anomalous_labels == GIVEN).sum()) == 2
    assert int((trained.test_labels == GIVEN).sum()) == 3


def test_digits_like_the_sign_are_no_anomalies() -> None:
    digits = Signs.of(generated(7, 6)).as_digits()
    others = digits.test.pixels[digits.test.labels != SIGN]
    sevens = {picture.numpy().tobytes() for picture in generated_pixels(7)}
    threes = {picture.numpy().tobytes() for picture in generated_pixels(3)}
    told = {picture.numpy().tobytes() for picture in others}
    assert not told & sevens
    assert told & threes


def generated_pixels(label: int) -> Tensor:
    test = load_generated().test
    return test.pixels[test.labels == label]


def test_a_detector_of_signs_is_stored_with_its_pictures(
    trained: TrainedDetector, tmp_path: Path
) -> None:
    path = store.save(trained, tmp_path)
    assert path.name.startswith("nearest-signs-s")
    assert not store.is_for(path, [1])
    loaded = store.load(path)
    assert loaded.key == trained.key == store.key_of(path)
    assert loaded.signs is not None
    assert trained.signs is not None
    assert torch.equal(loaded.signs.pixels, trained.signs.pixels)
    assert is_tested_on(loaded, loaded.signs.as_digits())
    assert not is_tested_on(loaded, load_generated())


@pytest.mark.parametrize("name", ["pixels", "labels"])
def test_a_file_whose_pictures_are_not_those_trained_on_is_refused(
    trained: TrainedDetector, tmp_path: Path, name: str
) -> None:
    record, tensors = pack(trained)
    changed = tensors[f"signs.{name}"].clone()
    changed.flatten()[-1] ^= 1
    write_tensors(tmp_path / "x.safetensors", FORMAT, tensors | {f"signs.{name}": changed}, record)
    assert read_tensors(tmp_path / "x.safetensors", FORMAT)
    with pytest.raises(UserError) as refusal:
        TrainedDetector.load(tmp_path / "x.safetensors")
    assert refusal.value.key == "store.damaged"


def test_the_queue_trains_on_signs_as_on_digits(trained: TrainedDetector) -> None:
    signs = Signs.of(generated(4, 8).flip(2), generated(6, 5))
    digits = signs.as_digits()
    about = {"source": digits.source, "fingerprint": digits.fingerprint}
    sent = unpack_digits(about, pack_digits(digits))
    training = SignTraining(TrainingPlan("nearest"), sent)
    updates = [event.update for event in training if hasattr(event, "update")]
    assert updates == sorted(updates)
    assert training.result().key == trained.key
    assert torch.equal(training.result().calibration_scores, trained.calibration_scores)


def test_networks_learn_signs_in_few_updates() -> None:
    small = {"hidden": (16,), "latent": 4, "least_updates": 20, "epochs": 1}
    done = train_on_pictures(generated(4, 6).flip(2), detector="autoencoder", settings=small)
    assert done.carried_out
    assert math.isfinite(done.threshold)
    assert done.history[-1].calibration_loss > done.history[-1].fit_loss


def test_detectors_that_need_many_pictures_are_refused() -> None:
    assert set(DETECTORS) - set(sign_detectors()) == {"anogan", "efficientgan", "anovaegan"}
    with pytest.raises(UserError, match="Use one that learns from few: autoencoder"):
        train_on_pictures(generated(4, 6), detector="anogan")
    assert sign_plan("vae").settings.least_updates == MAX_UPDATES


def test_the_same_picture_counts_once() -> None:
    signs = generated(4, 6)
    twice = Signs.of(torch.cat([signs, signs[:2]]))
    assert len(twice.normal) == 6
    with pytest.raises(UserError, match="There are 2 different pictures"):
        Signs.of(torch.cat([signs[:2]] * 4))


def test_the_same_anomalies_in_any_order_are_the_same_signs() -> None:
    others = generated(6, 5)
    signs = Signs.of(generated(4, 6), others)
    again = Signs.of(signs.normal / 255, signs.anomalous / 255)
    assert again.fingerprint == signs.fingerprint
    assert Signs.of(generated(4, 6), others.flip(0)).fingerprint == signs.fingerprint


@pytest.mark.parametrize("count", [5, 31, 401])
def test_any_number_of_pictures_can_be_learned(count: int) -> None:
    noise = torch.rand(count, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    done = train_on_pictures(noise, detector="nearest")
    assert len(done.calibration_scores) == count


def test_what_are_no_pictures_is_refused() -> None:
    for wrong in (torch.full((6, 28, 28), 2.0), torch.zeros(6, 28, 28, dtype=torch.uint8)):
        with pytest.raises(UserError, match="These are no pictures"):
            Signs.of(wrong)
    with pytest.raises(UserError, match="more than 1,000"):
        Signs.of(torch.rand(MAX_SIGNS + 1, 28, 28))
