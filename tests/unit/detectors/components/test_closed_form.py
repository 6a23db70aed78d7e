"""What holds for each detector that is fitted by a formula."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits, split_one_class
from anomaly.detectors import Detector, TrainingReport, TrainingStep, build, recipe
from anomaly.evaluation import auroc
from anomaly.storage import store
from anomaly.storage.checkpoints import CheckpointHistory, from_state, load_checkpoints
from anomaly.training.plan import TrainingPlan
from anomaly.training.progress import ScoringStep
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training, to_half, train_detector

NAMES = ("gradients", "pca", "nearest")


@pytest.fixture(scope="module", params=NAMES)
def trained(request: pytest.FixtureRequest, digits: Digits) -> TrainedDetector:
    """A detector that knows the generated 4s."""
    return train_detector(TrainingPlan(request.param, normal=(4,)), digits)


def test_fitting_is_one_batch_and_one_epoch(trained: TrainedDetector, digits: Digits) -> None:
    *steps, report = (
        event for event in Training(trained.plan, digits) if not isinstance(event, ScoringStep)
    )
    assert steps[-1] == TrainingStep(update=1, updates=1, epoch=1, epochs=1)
    assert all(isinstance(step, TrainingStep) for step in steps)  # parts of the fit, and the loss
    assert isinstance(report, TrainingReport)
    assert (report.epoch, report.epochs) == (1, 1)
    assert 0 <= report.fit_loss < report.calibration_loss < 0.03
    assert report.seconds > 0


def test_there_is_something_to_look_at_as_soon_as_the_batch_is_over(
    trained: TrainedDetector, digits: Digits
) -> None:
    training = Training(trained.plan, digits)
    next(event for event in training if isinstance(event, TrainingStep) and event.update)
    live = from_state(trained.plan, training.state_dict())
    assert live.detect(digits.test.images[0, 0]).score > 0


def test_fitting_again_gives_the_same_detector(trained: TrainedDetector, digits: Digits) -> None:
    again = train_detector(trained.plan, digits)
    assert torch.equal(again.test_scores, trained.test_scores)


def test_a_stored_detector_scores_and_rebuilds_as_before(
    trained: TrainedDetector, digits: Digits, tmp_path: Path
) -> None:
    loaded = store.load(store.save(trained, tmp_path)).detector
    images = digits.test.images
    assert torch.equal(loaded.anomaly_score(images), trained.test_scores)
    assert torch.equal(loaded.reconstruct(images), trained.detector.reconstruct(images))


def test_half_precision_is_enough(trained: TrainedDetector, digits: Digits) -> None:
    scores = from_state(trained.plan, to_half(trained.detector.state_dict())).anomaly_score(
        digits.test.images
    )
    strange = digits.test.labels != 4
    assert auroc(scores, strange) == pytest.approx(auroc(trained.test_scores, strange), abs=1e-4)


def test_the_only_epoch_can_be_gone_back_to(trained: TrainedDetector) -> None:
    checkpoints = CheckpointHistory(trained.plan)
    checkpoints.add(1, 1, to_half(trained.detector.state_dict()))
    checkpoints.save(trained.key)
    found = load_checkpoints(trained.plan, trained.key)
    assert found is not None
    assert found.epochs == (1,)


def test_pictures_are_pictures(trained: TrainedDetector, digits: Digits) -> None:
    images = digits.test.images[::40]
    reconstruction, difference = trained.detector.compare(images)
    for pictures in (reconstruction, difference):
        assert pictures.shape == images.shape
        assert 0 <= pictures.min() <= pictures.max() <= 1
    assert torch.equal(reconstruction, trained.detector.reconstruct(images))
    assert torch.equal(difference, trained.detector.difference_map(images))
    one = trained.detector.detect(images[3, 0])
    assert torch.allclose(one.reconstruction, reconstruction[3, 0], atol=1e-4)
    assert torch.allclose(one.difference, difference[3, 0], atol=1e-4)
    scores = trained.detector.anomaly_score(images)
    assert scores.dtype == torch.float32
    assert one.score == pytest.approx(float(scores[3]), rel=1e-3)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [1, 2, 40])
def test_a_few_digits_are_enough_to_fit_on(name: str, count: int, digits: Digits) -> None:
    trained = train_detector(TrainingPlan(name, normal=(1,), most_digits=count), digits)
    assert auroc(trained.test_scores, digits.test.labels != 1) > 0.95


@pytest.mark.parametrize("ink", [0.0, 1 / 255, 1.0])
def test_a_page_without_a_digit_gets_a_score_and_pictures(
    trained: TrainedDetector, ink: float
) -> None:
    detection = trained.detector.detect(torch.full((28, 28), ink))
    assert torch.tensor(detection.score).isfinite()
    assert detection.reconstruction.isfinite().all()
    assert detection.difference.isfinite().all()


State = dict[str, Tensor]
DAMAGE: dict[str, Callable[[State, str], State]] = {
    "missing": lambda state, name: {key: state[key] for key in state if key != name},
    "another": lambda state, name: state | {"other": torch.zeros(1)},
    "narrower": lambda state, name: state | {name: state[name][..., :-1]},
    "empty": lambda state, name: state | {name: state[name][:0]},
    "a number": lambda state, name: state | {name: torch.tensor(1.0)},
    "of another type": lambda state, name: state | {name: state[name].long()},
    "no numbers": lambda state, name: state | {name: state[name] / 0.0},
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_state_that_does_not_fit_is_refused(
    trained: TrainedDetector, damage: Callable[[State, str], State]
) -> None:
    state = trained.detector.state_dict()
    for name in state:
        with pytest.raises(ValueError):  # noqa: PT011
            _empty(trained).load_state_dict(damage(state, name))
    _empty(trained).load_state_dict(state)


def _empty(trained: TrainedDetector) -> Detector:
    return build(trained.plan.detector, trained.plan.settings)


def test_a_state_of_other_settings_is_refused(digits: Digits) -> None:
    images = split_one_class(digits, (1,)).fit.images
    for name in ("gradients", "pca"):
        detector = build(name, recipe(name))
        list(detector.fit(images, images[:10], seed=0))
        smaller = build(name, type(recipe(name))(components=8))
        with pytest.raises(ValueError, match="do"):
            smaller.load_state_dict(detector.state_dict())
