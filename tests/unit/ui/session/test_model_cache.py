"""Trained detectors in memory and on disk, as the sessions of a server share them."""

import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event
from weakref import ref

import pytest
import torch

from anomaly.data.digits import LABELS, Digits
from anomaly.detectors.progress import Parts
from anomaly.jobs.queue import JobQueue
from anomaly.reports.evaluation_report import is_uninformative
from anomaly.storage import store
from anomaly.training.plan import TrainingPlan
from anomaly.training.retest import retest_in_parts
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.computing import COMPUTING
from anomaly.ui.session.model_cache import PREPARING, Models
from anomaly.ui.session.page_turns import PageTurns
from anomaly.ui.session.threshold import SETTINGS, evaluate_rules
from tests.support.small import SMALL
from tests.unit.jobs.test_queue import until

PLAN = TrainingPlan(settings=SMALL)


def test_what_was_trained_is_found_in_memory_and_after_a_restart_on_disk(digits: Digits) -> None:
    models = Models()
    assert models.find(PLAN, digits) == (None, [])
    job = JobQueue(on_done=models.add_result).submit(PLAN, digits, "me")
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
    job = JobQueue(on_done=models.add_result).submit(PLAN, digits, "me")
    until(lambda: not job.active)
    for each in (models, Models()):
        checkpoints = each.checkpoints(small)
        assert checkpoints is not None
        assert checkpoints.epochs == (1, 2)


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
    job = JobQueue(on_done=models.add_result).submit(PLAN, digits, "me")
    until(lambda: not job.active)
    models.delete(small)
    assert models.named(small.key) is None
    assert models.checkpoints(small) is None
    models.delete(small)


def test_a_detector_given_up_leaves_memory_though_it_was_looked_at(small: TrainedDetector) -> None:
    models = Models()
    store.save(small)
    trained = models.named(small.key)
    assert trained is not None
    evaluate_rules(trained, (9,), tuple((one.name, one.default) for one in SETTINGS.values()))
    is_uninformative(trained)
    alive = ref(trained)
    models.delete(trained)
    del trained
    gc.collect()
    assert alive() is None


def wait_until_prepared() -> None:
    """Wait for models that are read in the background."""
    for thread in threading.enumerate():
        if thread.name == PREPARING:
            thread.join(60)


@pytest.fixture(autouse=True)
def _nothing_else_is_read() -> None:
    """Leave no reading of another test's pages under way."""
    wait_until_prepared()


def of_other_digits(small: TrainedDetector) -> TrainedDetector:
    """Return a detector that is stored with other digits' scores."""
    return replace(small, fingerprint="other", test_scores=torch.zeros(1000))


def test_its_own_scores_are_those_of_the_digits_it_was_tested_on(
    digits: Digits, small: TrainedDetector
) -> None:
    assert Models().tested_on(small, digits) is small


def test_sessions_that_ask_for_other_digits_scores_compute_them_once(
    digits: Digits, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, other, calls = Models(), of_other_digits(small), list[TrainedDetector]()
    both_ask = Barrier(2)

    def slow_retest(trained: TrainedDetector, digits: Digits) -> Parts[TrainedDetector]:
        calls.append(trained)
        both_ask.wait(10)
        return retest_in_parts(trained, digits)

    monkeypatch.setattr("anomaly.ui.session.retests.retest_in_parts", slow_retest)
    with ThreadPoolExecutor(2) as sessions:
        first = sessions.submit(models.tested_on, other, digits)
        second = sessions.submit(lambda: (both_ask.wait(10), models.tested_on(other, digits))[1])
        assert first.result() is second.result()
    assert calls == [other]
    assert torch.equal(first.result().test_scores, small.test_scores)


def test_tests_of_several_detectors_take_turns_part_by_part(
    digits: Digits, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, turns = list[int](), PageTurns(patience=60)

    def parts(trained: TrainedDetector, _: Digits) -> Parts[TrainedDetector]:
        for done in range(3):
            order.append(trained.plan.seed)
            yield done
        return trained

    monkeypatch.setattr("anomaly.ui.session.retests.retest_in_parts", parts)
    models = Models(turns)
    others = [replace(of_other_digits(small), plan=replace(PLAN, seed=seed)) for seed in (1, 2)]
    with ThreadPoolExecutor(2) as sessions:
        with turns.turn(COMPUTING):
            done = [sessions.submit(models.tested_on, other, digits) for other in others]
            until(lambda: len(turns._waiting.get(COMPUTING, ())) == len(done))
        assert [each.result() for each in done] == others
    assert order in (3 * [1, 2], 3 * [2, 1])


@pytest.mark.parametrize("waits_for", ["its file", "its scores", "scores that another asked for"])
def test_other_pages_of_an_address_are_drawn_while_one_waits(
    waits_for: str, digits: Digits, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, is_drawn, has_begun, may_end = PageTurns(patience=60), Event(), Event(), Event()
    models, other = Models(turns), of_other_digits(small)
    path = store.save(small)

    def slow(*_: object) -> Parts[TrainedDetector] | TrainedDetector:
        has_begun.set()
        assert may_end.wait(10)
        return small if waits_for == "its file" else retest_in_parts(other, digits)

    monkeypatch.setattr(store, "load_as", slow)
    monkeypatch.setattr("anomaly.ui.session.retests.retest_in_parts", slow)

    def draw() -> TrainedDetector | None:
        with turns.turn("address"):
            is_drawn.set()
            if waits_for == "its file":
                return models.named(store.key_of(path))
            return models.tested_on(other, digits)

    with ThreadPoolExecutor(2) as pages:
        if waits_for == "scores that another asked for":
            pages.submit(models.tested_on, other, digits)
            assert has_begun.wait(10)
        drawn = pages.submit(draw)
        assert is_drawn.wait(10)
        with turns.turn("address"):
            assert not drawn.done()
            may_end.set()
        assert drawn.result() is not None


def test_other_digits_scores_are_given_up_with_their_detector(
    digits: Digits, small: TrainedDetector
) -> None:
    models, other = Models(), of_other_digits(small)
    alive, tested = ref(other), ref(models.tested_on(other, digits))
    del other
    gc.collect()
    assert (alive(), tested()) == (None, None)


def test_a_detector_is_prepared_for_each_digit_once(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = Models()
    for _ in range(2):
        models.prepare("pca", digits)
    wait_until_prepared()
    monkeypatch.setattr(store, "load_as", lambda *_: pytest.fail("read again"))
    for label in LABELS:
        trained, _ = models.find(TrainingPlan("pca", normal=(label,)), digits)
        assert trained is not None
        assert models.tested_on(trained, digits).test_scores.shape == digits.test.labels.shape


def test_what_reads_in_the_background_of_a_page_is_waited_for_at_the_end(
    digits: Digits, monkeypatch: pytest.MonkeyPatch
) -> None:
    are_daemons = list[bool]()
    monkeypatch.setattr(
        Models, "_prepare", lambda *_: are_daemons.append(threading.current_thread().daemon)
    )
    page = threading.Thread(target=Models().prepare, args=("pca", digits), daemon=True)
    page.start()
    page.join(60)
    wait_until_prepared()
    assert are_daemons == [False]


def test_an_imported_file_is_found_by_its_own_name_only(
    digits: Digits, small: TrainedDetector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = store.save(small, tmp_path).read_bytes()
    models = Models()
    imported = models.import_file(content)
    assert models.find(small.plan, digits)[0] is None
    assert Models().find(small.plan, digits)[0] is None
    assert models.named(imported.key) is imported
    again = Models().named(imported.key)
    assert again is not None
    assert again.uploaded_as == imported.key


def test_while_nobody_is_there_memory_holds_only_what_is_not_on_disk(
    digits: Digits, small: TrainedDetector
) -> None:
    models = Models()
    store.save(small)
    kept = models.named(small.key)
    models.drop_stored()
    assert models.named(small.key) is not kept  # it was read again
    again = models.named(small.key)
    store.delete(small)
    models.drop_stored()
    assert models.named(small.key) is again  # it is nowhere else
