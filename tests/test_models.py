"""Trained detectors in memory and on disk, as the sessions of a server share them."""

from pathlib import Path

import pytest

from anomaly import store
from anomaly.data import Digits
from anomaly.jobs import JobQueue
from anomaly.plan import TrainingPlan
from anomaly.training import TrainedDetector
from anomaly.ui.models import Models, Shelf
from tests.conftest import SMALL
from tests.test_jobs import until

PLAN = TrainingPlan(settings=SMALL)


def test_what_was_trained_is_found_in_memory_and_after_a_restart_on_disk(digits: Digits) -> None:
    models = Models()
    assert models.find(PLAN, digits) == (None, [])
    job = JobQueue(on_done=models.take_over).submit(PLAN, digits, "me")
    until(lambda: not job.active)
    assert models.find(PLAN, digits) == (job.trained, [])
    found, problems = Models().find(PLAN, digits)
    assert found is not None
    assert problems == []
    assert found.key == PLAN.key(digits.fingerprint)


def test_the_epochs_of_a_training_are_there_after_a_restart_too(
    digits: Digits, small: TrainedDetector
) -> None:
    models = Models()
    job = JobQueue(on_done=models.take_over).submit(PLAN, digits, "me")
    until(lambda: not job.active)
    for there in (models, Models()):
        recording = there.recording(small)
        assert recording is not None
        assert recording.epochs == (1, 2)


def test_a_damaged_stored_detector_is_named(digits: Digits, small: TrainedDetector) -> None:
    path = store.save(small)
    path.write_bytes(b"damaged")
    found, problems = Models().find(small.plan, digits)
    assert found is None
    assert path.name in str(problems[0])


def test_a_deleted_detector_is_gone_from_memory_and_disk(
    digits: Digits, small: TrainedDetector
) -> None:
    models = Models()
    job = JobQueue(on_done=models.take_over).submit(PLAN, digits, "me")
    until(lambda: not job.active)
    models.delete(small)
    assert models.named(small.key) is None
    assert models.recording(small) is None
    models.delete(small)


def test_memory_holds_a_bounded_number_of_things() -> None:
    shelf: Shelf[int] = Shelf(2)
    for place, name in enumerate("abc"):
        shelf.put(name, place)
    assert shelf.take("a") is None
    assert shelf.take("b") == 1
    shelf.put("d", 3)
    assert shelf.take("c") is None


def test_an_adopted_file_is_found_by_its_own_name_only(
    digits: Digits, small: TrainedDetector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = store.save(small, tmp_path).read_bytes()
    models = Models()
    adopted = models.adopt(content)
    assert models.find(small.plan, digits)[0] is None
    assert Models().find(small.plan, digits)[0] is None
    assert models.named(adopted.key) is adopted
    again = Models().named(adopted.key)
    assert again is not None
    assert again.uploaded_as == adopted.key
