"""Trained detectors survive the disk, and nothing hostile survives the reader."""

import json
import os
import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from anomaly import tensor_file
from anomaly.benchmark.published import load_results
from anomaly.data.digits import LABELS, MNIST_FINGERPRINT, Digits, load_digits
from anomaly.detectors import DETECTORS, build
from anomaly.errors import UserError
from anomaly.evaluation import auroc
from anomaly.paths import ASSETS, model_folder
from anomaly.storage import checkpoints as checkpoints
from anomaly.storage import store
from anomaly.storage.checkpoints import CheckpointHistory, load_checkpoints
from anomaly.training.model_schema import SCORES
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.record import OLDER_FORMATS
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import to_half
from tests.support.small import SMALL

PLAN = TrainingPlan(settings=SMALL).as_dict()
SETTINGS = PLAN["settings"]
REPORT = {"epoch": 2, "epochs": 2, "fit_loss": 0.1, "calibration_loss": 0.1, "seconds": 1.0}


def _rewrite(path: Path, change: dict[str, object]) -> None:
    """Alter a stored file's record, leaving its tensors as they are."""
    with safe_open(path, framework="pt") as file:
        header = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    record = json.loads(header["record"]) | change
    save_file(tensors, path, header | {"record": json.dumps(record)})


@pytest.fixture
def another(small: TrainedDetector) -> TrainedDetector:
    return replace(small, plan=replace(small.plan, seed=1))


@pytest.fixture
def stored(small: TrainedDetector, tmp_path: Path) -> Path:
    return store.save(small, tmp_path)


def test_a_loaded_detector_scores_as_the_one_that_was_stored(
    stored: Path, small: TrainedDetector, digits: Digits
) -> None:
    loaded = store.load(stored)
    images = digits.test.images
    assert torch.equal(loaded.detector.anomaly_score(images), small.test_scores)
    assert loaded.plan == small.plan
    assert loaded.history == small.history
    assert torch.equal(loaded.calibration_scores, small.calibration_scores)


def test_a_stored_detector_is_found_by_its_plan(small: TrainedDetector) -> None:
    store.save(small)
    found, problems = store.find(small.plan, [small.fingerprint])
    assert found is not None
    assert problems == []


def test_another_seed_or_other_digits_are_not_mistaken_for_it(small: TrainedDetector) -> None:
    store.save(small)
    assert store.find(replace(small.plan, seed=1), [small.fingerprint])[0] is None
    assert store.find(small.plan, ["other digits"])[0] is None


def test_the_first_of_the_wanted_digits_wins(small: TrainedDetector) -> None:
    store.save(small)
    better = replace(small, fingerprint="better")
    store.save(better)
    found, _ = store.find(small.plan, ["better", small.fingerprint])
    assert found is not None
    assert found.fingerprint == "better"


def test_the_bundled_detector_knows_real_1s() -> None:
    found, problems = store.find(TrainingPlan(), ["mnist"])
    assert found is not None
    assert problems == []
    assert found.source == "mnist"
    assert len(found.test_scores) == 10_000


def test_weights_that_half_precision_holds_take_half_the_room(
    small: TrainedDetector, tmp_path: Path
) -> None:
    detector = build(small.plan.detector, small.plan.settings)
    detector.load_state_dict(to_half(small.detector.state_dict()))
    rounded = replace(small, detector=detector)
    full, half = (path.stat().st_size for path in (
        store.save(small, tmp_path / "full"), store.save(rounded, tmp_path / "half"),
    ))  # fmt: skip
    assert full - half == pytest.approx(small.detector.nbytes / 2, rel=0.05)
    loaded = store.load(next((tmp_path / "half").iterdir()))
    assert loaded.detector.state_dict().keys() == detector.state_dict().keys()
    for name, value in loaded.detector.state_dict().items():
        assert value.dtype == detector.state_dict()[name].dtype
        assert torch.equal(value, detector.state_dict()[name])


def test_a_file_of_the_format_before_is_read(small: TrainedDetector, tmp_path: Path) -> None:
    record, tensors = pack(small)
    tensors |= {name: getattr(small, name) for name in SCORES}
    path = tmp_path / "older.safetensors"
    tensor_file.write_tensors(path, OLDER_FORMATS[0], tensors, record)
    loaded = store.load(path)
    assert all(torch.equal(getattr(loaded, name), getattr(small, name)) for name in SCORES)


@pytest.mark.parametrize("keep", [0, 7, 100, 5_000])
def test_a_truncated_file_is_refused(stored: Path, keep: int) -> None:
    stored.write_bytes(stored.read_bytes()[:keep])
    with pytest.raises(UserError, match="damaged"):
        store.load(stored)


def test_one_altered_byte_is_noticed(stored: Path) -> None:
    content = bytearray(stored.read_bytes())
    content[-9] ^= 1
    stored.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        store.load(stored)


def test_somebody_elses_safetensors_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.safetensors"
    save_file({"weight": torch.zeros(3)}, path)
    with pytest.raises(UserError, match="not a detector made by this program"):
        store.load(path)


@pytest.mark.parametrize(
    "change",
    [
        {"plan": None},
        {"plan": {"detector": "x" * 9999, "settings": {}, "normal": [1], "seed": 0}},
        {
            "plan": {
                "detector": "autoencoder",
                "settings": {"latent": 10**9},
                "normal": [1],
                "seed": 0,
            }
        },
        {"plan": {"detector": "autoencoder", "settings": {"evil": 1}, "normal": [1], "seed": 0}},
        {"plan": {"detector": "autoencoder", "settings": {}, "normal": [1], "seed": 0}},
        {"history": [{"epoch": 1}]},
        {"history": 3},
        {
            "history": [
                {
                    "epoch": "<b>",
                    "epochs": None,
                    "fit_loss": [],
                    "calibration_loss": 0,
                    "seconds": 0,
                }
            ]
        },
        {"plan": PLAN | {"seed": float("inf")}},
        {"plan": PLAN | {"seed": 10**40}},
        {"plan": PLAN | {"settings": SETTINGS | {"one_cycle": []}}},
        {"plan": PLAN | {"settings": SETTINGS | {"one_cycle": 1}}},
        {"history": [REPORT | {"seconds": float("inf")}]},
        {"history": [REPORT | {"fit_loss": 10**40}]},
        {"history": [REPORT | {"epoch": 3}]},
        {"digest": ""},
    ],
)
def test_a_record_that_does_not_fit_is_refused(stored: Path, change: dict[str, object]) -> None:
    _rewrite(stored, change)
    with pytest.raises(UserError, match="damaged"):
        store.load(stored)


def test_a_record_nested_too_deep_is_refused(stored: Path) -> None:
    with safe_open(stored, framework="pt") as file:
        header = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    save_file(tensors, stored, header | {"record": "[" * 200_000})
    with pytest.raises(UserError, match="damaged"):
        store.load(stored)


@pytest.mark.parametrize("name", ["calibration_scores", "anomalous_scores", "test_scores"])
def test_scores_that_are_not_numbers_are_refused(
    small: TrainedDetector, tmp_path: Path, name: str
) -> None:
    scores = getattr(small, name).clone()
    scores[0] = float("nan")
    path = store.save(replace(small, **{name: scores}), tmp_path)
    with pytest.raises(UserError, match="damaged"):
        store.load(path)


@pytest.mark.parametrize("name", ["anomalous_labels", "test_labels"])
def test_labels_that_do_not_fit_their_scores_are_refused(
    small: TrainedDetector, tmp_path: Path, name: str
) -> None:
    path = store.save(replace(small, **{name: getattr(small, name)[1:]}), tmp_path)
    with pytest.raises(UserError, match="damaged"):
        store.load(path)


def test_a_folder_without_permission_holds_no_detector(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(small)

    def forbidden(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", forbidden)
    assert store.find(small.plan, [small.fingerprint]) == (None, [])


def test_a_damaged_file_is_passed_over_and_named(small: TrainedDetector) -> None:
    path = store.save(small)
    path.write_bytes(b"damaged")
    found, problems = store.find(small.plan, [small.fingerprint])
    assert found is None
    assert path.name in str(problems[0])


def test_a_file_under_another_plans_name_is_not_used(small: TrainedDetector) -> None:
    path = store.save(small)
    wanted = replace(small.plan, seed=5)
    path.rename(path.with_name(store.file_name(wanted, wanted.key(small.fingerprint))))
    found, problems = store.find(wanted, [small.fingerprint])
    assert found is None
    assert problems


def test_a_folder_that_cannot_be_written_is_named(small: TrainedDetector, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UserError, match=str(blocked)):
        store.save(small, blocked)


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        SafetensorError("while serializing: I/O error: No space left on device (os error 28)"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_no_litter(
    stored: Path, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    before = stored.read_bytes()

    def full_disk(tensors: object, path: Path, metadata: object) -> None:
        Path(path).write_bytes(b"half of it")
        raise error

    monkeypatch.setattr(tensor_file, "save_file", full_disk)
    with pytest.raises(UserError, match=r"\(No space left on device\)"):
        store.save(small, stored.parent)
    assert stored.read_bytes() == before
    assert [path for path in stored.parent.iterdir() if path.is_file()] == [stored]


def test_a_stopped_training_is_no_answer_to_its_plan_but_found_by_its_key(
    small: TrainedDetector,
) -> None:
    stopped = replace(small, ended="stopped", history=small.history[:1])
    store.save(stopped)
    assert store.find(small.plan, [small.fingerprint]) == (None, [])
    found = store.find_key(stopped.key)
    assert found is not None
    assert found.ended == "stopped"


@pytest.mark.parametrize("key", ["", "*", "../x", "0" * 16, "autoencoder", "u" + "0" * 15])
def test_an_unknown_or_nonsensical_key_finds_nothing(small: TrainedDetector, key: str) -> None:
    store.save(small)
    assert store.find_key(key) is None


def test_the_newest_comes_first_and_what_came_with_the_program_last(
    small: TrainedDetector,
) -> None:
    first = store.save(small)
    os.utime(first, (1, 1))
    second = store.save(replace(small, plan=replace(small.plan, seed=1)))
    assert store.list_files()[:2] == [second, first]
    assert all(path.parent == store.BUNDLED for path in store.list_files()[2:])


def test_what_a_killed_program_left_half_written_is_swept_away_in_time(
    small: TrainedDetector,
) -> None:
    path = store.save(small)
    old, new = (path.with_name(f".{path.name}-{name}") for name in ("old", "new"))
    for half in (old, new):
        half.write_bytes(b"half")
    os.utime(old, (1, 1))
    store.remove_partial_files()
    assert not old.exists()
    assert new.exists()
    assert path not in (old, new)
    assert path.exists()


def test_a_stored_detector_can_be_deleted_and_read_whole(small: TrainedDetector) -> None:
    path = store.save(small)
    assert store.read(small) == path.read_bytes()
    store.delete(small)
    assert not path.exists()
    with pytest.raises(UserError, match=path.name):
        store.read(small)


def test_an_uploaded_file_never_takes_the_place_of_one_trained_here(
    small: TrainedDetector, tmp_path: Path
) -> None:
    content = store.save(small, tmp_path).read_bytes()
    adopted = store.import_file(content)
    assert adopted.key != small.key
    assert torch.equal(adopted.test_scores, small.test_scores)
    assert store.find(small.plan, [small.fingerprint]) == (None, [])
    assert store.import_file(content).key == adopted.key
    assert store.import_file(store.read(adopted)).key == adopted.key


def test_uploaded_files_that_differ_at_all_are_both_kept(
    small: TrainedDetector, tmp_path: Path
) -> None:
    assert small.limits is not None
    others = (
        small,
        replace(small, limits=replace(small.limits, high=small.limits.high + 1)),
        replace(small, test_outside=torch.ones(len(small.test_scores), dtype=torch.bool)),
    )
    keys = [store.import_file(store.save(one, tmp_path).read_bytes()).key for one in others]
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "damaged"),
        (b"a text file", "damaged"),
        (b"\xff" * 4096, "damaged"),
        (b"\x00" * (store.UPLOAD_MEGABYTES * 1_000_000 + 1), "larger than"),
    ],
)
def test_an_uploaded_file_that_is_none_of_ours_is_refused_with_a_sentence(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        store.import_file(content)
    assert not list(model_folder().glob("*"))


def test_other_programs_safetensors_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.safetensors"
    save_file({"weight": torch.zeros(3)}, path)
    with pytest.raises(UserError, match="no model of this program"):
        store.import_file(path.read_bytes())


def test_weights_that_are_no_numbers_are_refused(stored: Path, small: TrainedDetector) -> None:
    broken = replace(small, detector=store.load(stored).detector)
    state = broken.detector.state_dict()
    broken.detector.load_state_dict({name: value * float("nan") for name, value in state.items()})
    with pytest.raises(UserError, match="damaged"):
        store.import_file(store.save(broken, stored.parent).read_bytes())


@pytest.mark.parametrize(
    "change",
    [
        {"ended": "well"}, {"ended": None}, {"uploaded_as": "../../etc"}, {"uploaded_as": 3},
        {"history": []}, {"plan": []}, {"plan": {"detector": ["a"]}},
    ],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_refused(stored: Path, change: dict[str, object]) -> None:
    _rewrite(stored, change)
    with pytest.raises(UserError, match="damaged"):
        store.load(stored)


@pytest.mark.parametrize("name", list(DETECTORS))
def test_each_detector_comes_ready_trained_for_1s(name: str) -> None:
    generated = load_digits("generated").fingerprint
    found, problems = store.find(TrainingPlan(name, normal=(1,)), [MNIST_FINGERPRINT, generated])
    assert problems == []
    assert found is not None
    assert store.is_bundled(found)
    assert auroc(*found.against([9])) > 0.99


@pytest.mark.parametrize("normal", LABELS)
@pytest.mark.parametrize("name", ["autoencoder", "gradients"])
def test_the_first_detectors_come_ready_trained_for_each_digit_as_good_as_the_benchmark(
    name: str, normal: int
) -> None:
    found, problems = store.find(TrainingPlan(name, normal=(normal,)), [MNIST_FINGERPRINT])
    assert problems == []
    assert found is not None
    assert found.source == "mnist"
    areas = [
        result.auroc
        for result in load_results()
        if (result.detector, result.digit) == (name, normal) and result.auroc is not None
    ]
    # Half of a unit of the last digit that the published table has is no difference.
    spread = max(2 * statistics.stdev(areas), 5e-5)
    assert auroc(*found.against(LABELS)) == pytest.approx(statistics.mean(areas), abs=spread)


def test_what_is_bundled_is_no_burden() -> None:
    assert sum(path.stat().st_size for path in ASSETS.rglob("*")) <= 51_000_000


def test_the_oldest_recordings_make_room_for_new_ones(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = to_half(small.detector.state_dict())
    one = CheckpointHistory(small.plan, {1: state})
    for key in ("a" * 16, "b" * 16):
        one.save(key)
        time.sleep(0.02)
    monkeypatch.setattr(checkpoints, "MAX_ON_DISK", 2.5 * one.nbytes)
    one.save("c" * 16)
    there = [load_checkpoints(small.plan, key * 16) is not None for key in "abc"]
    assert there == [False, True, True]
