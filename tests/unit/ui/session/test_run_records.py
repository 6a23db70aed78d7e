"""What the files of stored detectors say of them, as the sessions of a server share it."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from anomaly.data.digits import Digits
from anomaly.detectors.progress import Parts
from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.training.record import TrainedRecord
from anomaly.training.retest import retest_in_parts
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.model_cache import Models
from anomaly.ui.session.run_records import RunRecords, without_scores


def test_a_record_says_what_the_detector_says_without_its_weights(small: TrainedDetector) -> None:
    path = store.save(small)
    record = store.load_record(path)
    assert type(record) is TrainedRecord
    for name in ("key", "plan", "history", "ended", "threshold", "fingerprint"):
        assert getattr(record, name) == getattr(small, name), name
    assert torch.equal(record.test_scores, small.test_scores)
    assert record.nbytes < small.nbytes


def test_a_record_is_read_once_and_again_when_its_file_changes(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, records = store.save(small), RunRecords(Models())
    first = records.of(path)
    assert isinstance(first, TrainedRecord)
    monkeypatch.setattr(store, "load", lambda *_: pytest.fail("read whole"))
    assert records.of(path) is first
    content = bytearray(path.read_bytes())
    content[-1] ^= 255  # of a weight
    path.write_bytes(content)
    assert isinstance(records.of(path), UserError)
    path.unlink()
    assert isinstance(records.of(path), UserError)


def test_a_file_of_another_name_is_refused(small: TrainedDetector) -> None:
    path = store.save(small)
    other = path.with_name(path.name.replace(small.key, "0" * 16))
    path.rename(other)
    with pytest.raises(UserError):
        store.load_record(other)


def uploaded(small: TrainedDetector, digit: str, **changes: object) -> Path:
    """Store a model as one from elsewhere, which claims scores of its own."""
    claims = {"uploaded_as": "u" + 15 * digit, "test_scores": -small.test_scores}
    return store.save(replace(small, **(claims | changes)))  # type: ignore[arg-type]


def test_what_was_tested_on_other_digits_is_tested_in_the_background(
    small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, may_test = RunRecords(Models()), threading.Event()

    def slow_retest(trained: TrainedDetector, digits: Digits) -> Parts[TrainedDetector]:
        may_test.wait(10)
        return retest_in_parts(trained, digits)

    monkeypatch.setattr("anomaly.ui.session.retests.retest_in_parts", slow_retest)
    own, other = store.save(small), uploaded(small, "a")
    found = records.tested([own, other], digits, 0.0)
    assert isinstance(found[own], TrainedRecord)
    assert found[other] is None
    may_test.set()
    found = records.tested([own, other], digits, 10.0)
    tested = found[other]
    assert isinstance(tested, TrainedRecord)
    assert torch.equal(tested.test_scores, small.test_scores)
    assert records.tested([other], digits, 0.0)[other] is tested


def test_what_tests_in_the_background_of_a_page_is_waited_for_at_the_end(
    small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    are_daemons = list[bool]()

    def retest(trained: TrainedDetector, digits: Digits) -> Parts[TrainedDetector]:
        are_daemons.append(threading.current_thread().daemon)
        return retest_in_parts(trained, digits)

    monkeypatch.setattr("anomaly.ui.session.retests.retest_in_parts", retest)
    asked = ([uploaded(small, "d")], digits, 10.0)
    page = threading.Thread(target=RunRecords(Models()).tested, args=asked, daemon=True)
    page.start()
    page.join(60)
    assert are_daemons == [False]


def test_a_test_in_the_background_leaves_what_people_use_in_memory(
    small: TrainedDetector, digits: Digits
) -> None:
    models, path = Models(), uploaded(small, "c")
    found = RunRecords(models).tested([path], digits, 10.0)[path]
    assert isinstance(found, TrainedRecord)
    assert models._detectors.get(found.key) is None


def test_what_cannot_be_tested_is_told(
    small: TrainedDetector, digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise UserError("training.diverged")

    monkeypatch.setattr("anomaly.ui.session.retests.retest_in_parts", fail)
    path = uploaded(small, "b")
    assert isinstance(RunRecords(Models()).tested([path], digits, 10.0)[path], UserError)


def test_before_it_is_tested_a_record_has_no_scores(small: TrainedDetector) -> None:
    scores, _ = without_scores(small).against((9,))
    assert len(scores) == 0
