"""Finding, checking and splitting digits."""

import os
import pickle
from pathlib import Path

import pytest
import torch

from anomaly.data import digits as data
from anomaly.data import mnist as mnist_module
from anomaly.data.digits import Digits, LabelledImages, split_one_class
from anomaly.errors import UserError


def _write_files(root: Path, names: list[str], content: bytes = b"not what was published") -> None:
    for name in names:
        path = mnist_module.mnist_file(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture
def empty_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without MNIST: nothing under $MNIST_ROOT, nothing under data/."""
    root = tmp_path / "root"
    monkeypatch.setenv("MNIST_ROOT", str(root))
    monkeypatch.setattr(mnist_module, "DATA", tmp_path / "data")
    return root


def test_the_bundled_sample_has_600_digits_of_each_kind(digits: Digits) -> None:
    for part, count in ((digits.train, 500), (digits.test, 100)):
        assert part.labels.bincount().tolist() == [count] * 10
        assert part.pixels.shape == (count * 10, 28, 28)
    assert digits.source == "generated"


def test_images_are_bright_ink_on_dark_between_0_and_1(digits: Digits) -> None:
    images = digits.test.images
    assert images.shape == (1000, 1, 28, 28)
    assert images.dtype == torch.float32
    assert images.min() == 0
    assert images.max() == 1
    assert images.mean() < 0.3


def test_without_mnist_the_generated_digits_are_used(empty_places: Path) -> None:
    assert data.load_digits().source == "generated"
    root, problems = mnist_module.find_mnist()
    assert root is None
    assert str(empty_places) in str(problems[0])


def test_asking_for_mnist_where_there_is_none_says_where_it_was_looked_for(
    empty_places: Path,
) -> None:
    with pytest.raises(UserError, match=str(empty_places)):
        data.load_digits("mnist")


def test_a_damaged_file_is_named_and_nothing_of_that_folder_is_used(empty_places: Path) -> None:
    _write_files(empty_places, list(mnist_module.MNIST_FILES))
    root, problems = mnist_module.find_mnist()
    assert root is None
    assert "train-images-idx3-ubyte" in str(problems[0])
    assert data.load_digits().source == "generated"


def test_an_incomplete_mnist_names_what_is_missing(empty_places: Path) -> None:
    _write_files(empty_places, ["t10k-labels-idx1-ubyte"])
    _, problems = mnist_module.find_mnist()
    assert "train-labels-idx1-ubyte" in str(problems[0])


def test_a_file_in_the_folders_place_is_passed_over(empty_places: Path) -> None:
    empty_places.write_text("a file where a folder should be")
    assert data.load_digits().source == "generated"


def test_a_folder_without_permission_is_passed_over_in_words(
    empty_places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", forbidden)
    monkeypatch.setattr(Path, "open", forbidden)
    root, problems = mnist_module.find_mnist()
    assert root is None
    assert "could not be read" in str(problems[0])


def test_mnist_is_read_from_raw_files_and_never_from_a_pickle(
    mnist: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = mnist_module.find_mnist()
    assert root is not None
    copy = tmp_path / "MNIST"
    (copy / "processed").mkdir(parents=True)
    for name in ("training.pt", "test.pt"):
        (copy / "processed" / name).write_bytes(pickle.dumps("hostile"))
    (copy / "raw").symlink_to((root / "MNIST" / "raw").resolve())
    assert torch.equal(data.load_digits(str(tmp_path)).test.labels, mnist.test.labels)


def test_mnist_is_whole(mnist: Digits) -> None:
    assert len(mnist.train) == 60_000
    assert len(mnist.test) == 10_000


def test_a_source_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UserError, match="no set of digits"):
        data.load_digits("elsewhere")
    with pytest.raises(UserError, match="no set of digits"):
        data.load_digits("x" * 5000)


def test_a_damaged_sheet_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "digits-train.png"
    sheet.write_bytes(data.SHEETS["train"].read_bytes()[:1000])
    monkeypatch.setitem(data.SHEETS, "train", sheet)
    with pytest.raises(UserError, match=r"digits-train\.png"):
        data.load_generated()


def test_fit_and_calibration_are_disjoint_normal_digits(digits: Digits) -> None:
    split = split_one_class(digits, normal=(1, 7))
    assert set(split.fit.labels.tolist()) == set(split.calibration.labels.tolist()) == {1, 7}
    fitted = {picture.numpy().tobytes() for picture in split.fit.pixels}
    assert not any(picture.numpy().tobytes() in fitted for picture in split.calibration.pixels)
    assert len(split.fit) + len(split.calibration) == 1000
    assert len(split.calibration) == 150


def test_as_large_a_share_of_the_other_training_digits_is_set_aside(digits: Digits) -> None:
    split = split_one_class(digits, normal=(1, 7))
    assert set(split.anomalous.labels.tolist()) == {0, 2, 3, 4, 5, 6, 8, 9}
    assert len(split.anomalous) == 600


def test_everything_else_in_the_test_set_is_an_anomaly(digits: Digits) -> None:
    split = split_one_class(digits, normal=(3,))
    assert torch.equal(split.is_anomaly, digits.test.labels != 3)


def test_the_split_repeats_with_its_seed(digits: Digits) -> None:
    first, again, other = (split_one_class(digits, seed=seed) for seed in (0, 0, 1))
    assert torch.equal(first.fit.pixels, again.fit.pixels)
    assert not torch.equal(first.fit.pixels, other.fit.pixels)


@pytest.mark.parametrize(
    ("normal", "sentence"),
    [((), "at least one"), (range(10), "All ten"), ((1, 11), "“11” is not a digit"), ((-1,), "-1")],
)
def test_normal_digits_that_make_no_sense_are_refused_in_words(
    digits: Digits, normal: tuple[int, ...], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        split_one_class(digits, normal=tuple(normal))


def test_a_single_training_digit_is_too_few(digits: Digits) -> None:
    one = LabelledImages(digits.train.pixels[:1], digits.train.labels[:1])
    with pytest.raises(UserError, match="at least 2"):
        split_one_class(Digits(one, digits.test, "generated", "x"), normal=(0,))


def test_two_training_digits_are_enough(digits: Digits) -> None:
    two = LabelledImages(digits.train.pixels[:2], digits.train.labels[:2])
    split = split_one_class(Digits(two, digits.test, "generated", "x"), normal=(0,))
    assert (len(split.fit), len(split.calibration)) == (1, 1)


def test_anomalies_mixed_in_are_a_share_of_all_and_none_is_held_out_for_rules(
    digits: Digits,
) -> None:
    split = split_one_class(digits, (1,), contamination=0.2)
    strange = split.fit.labels != 1
    assert float(strange.float().mean()) == pytest.approx(0.2, abs=0.001)
    assert bool((split.calibration.labels == 1).all())
    held_out = {row.numpy().tobytes() for row in split.anomalous.pixels}
    assert not held_out & {row.numpy().tobytes() for row in split.fit.pixels[strange]}


def test_fewer_digits_to_fit_on_leave_those_held_out_as_they_are(digits: Digits) -> None:
    few, all_of_them = (split_one_class(digits, (1,), most_digits=most) for most in (10, None))
    assert len(few.fit) == 10
    assert torch.equal(few.calibration.pixels, all_of_them.calibration.pixels)


def test_less_than_one_anomaly_or_more_than_there_are_cannot_be_mixed_in(digits: Digits) -> None:
    with pytest.raises(UserError, match="less than one"):
        split_one_class(digits, (1,), most_digits=1, contamination=0.1)
    with pytest.raises(UserError, match="only 425 are there"):
        split_one_class(digits, tuple(range(9)), contamination=0.2)
