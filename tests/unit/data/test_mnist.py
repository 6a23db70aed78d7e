"""MNIST as people put it on disk by hand; small stand-ins take the place of the four files."""

import gzip
import hashlib
import os
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from anomaly.data import mnist
from anomaly.data.digits import load_digits
from anomaly.data.idx import read_idx
from anomaly.errors import UserError

COUNTS = {"train": 30, "t10k": 20}
LAYOUTS = ["MNIST/raw", "MNIST", "raw", "."]


def idx(values: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """Return an array as an IDX file."""
    header = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
    return header + values.tobytes()


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The contents of the four files by name; MNIST is looked for in the folder `root`."""
    random = np.random.default_rng(0)
    files = {}
    for half, count in COUNTS.items():
        pixels = random.integers(0, 256, (count, 28, 28), np.uint8)
        files[f"{half}-images-idx3-ubyte"] = idx(pixels)
        files[f"{half}-labels-idx1-ubyte"] = idx(np.arange(count, dtype=np.uint8) % 10)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    monkeypatch.setattr(mnist, "MNIST_FILES", digests)
    monkeypatch.setattr(mnist, "DATA", tmp_path / "data")
    monkeypatch.setenv("MNIST_ROOT", str(tmp_path / "root"))
    return files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


def put(folder: Path, files: dict[str, bytes], rename: Callable[[str], str] = str) -> None:
    """Write files into a folder; those whose new names end in .gz are packed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / rename(name)
        packed = path.suffix.lower() == ".gz"
        path.write_bytes(gzip.compress(content) if packed else content)


def expect_found(root: Path, files: dict[str, bytes]) -> None:
    """Check that the four files are found under `root`, and read as they are."""
    assert mnist.find_mnist() == (root, [])
    assert mnist.damaged_files(root) == []
    digits = load_digits(root)
    for half, images in zip(COUNTS, (digits.train, digits.test), strict=True):
        assert images.pixels.numpy().tobytes() == files[f"{half}-images-idx3-ubyte"][16:]
        assert images.labels.dtype == torch.int64
        assert images.labels.tolist() == [row % 10 for row in range(COUNTS[half])]


def sentence(root: Path) -> str:
    """Return what is said of an MNIST that cannot be used."""
    found, problems = mnist.find_mnist()
    assert found is None
    with pytest.raises(UserError) as raised:
        load_digits(root)
    assert str(raised.value) == str(problems[0])
    return str(problems[0])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "rename",
    [
        str,
        lambda name: f"{name}.gz",
        lambda name: name.replace("-idx", ".idx"),
        lambda name: f"{name.replace('-idx', '.idx')}.gz",
        lambda name: name.upper(),
        lambda name: f"{name.upper()}.GZ",
    ],
    ids=["as unpacked", "gz", "dots", "dots gz", "upper case", "upper case gz"],
)
def test_files_put_there_by_hand_are_found(
    root: Path, published: dict[str, bytes], layout: str, rename: Callable[[str], str]
) -> None:
    put(root / layout, published, rename)
    expect_found(root, published)


@pytest.mark.parametrize("below", ["MNIST", "MNIST/raw"])
def test_a_root_may_be_a_folder_inside_the_layout(
    root: Path, published: dict[str, bytes], below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root / "MNIST" / "raw", published)
    monkeypatch.setenv("MNIST_ROOT", str(root / below))
    expect_found(root / below, published)


def test_packed_and_plain_files_may_be_mixed(root: Path, published: dict[str, bytes]) -> None:
    put(root, published, lambda name: f"{name}.gz" if "images" in name else name)
    expect_found(root, published)


def test_a_packed_file_without_its_suffix_is_read(root: Path, published: dict[str, bytes]) -> None:
    put(root, {name: gzip.compress(content) for name, content in published.items()})
    expect_found(root, published)


def test_a_plain_file_with_the_suffix_of_a_packed_one_is_read(
    root: Path, published: dict[str, bytes]
) -> None:
    put(root, published)
    for path in list(root.iterdir()):
        path.rename(path.with_name(f"{path.name}.gz"))
    expect_found(root, published)


def test_of_two_copies_the_sound_one_is_taken(root: Path, published: dict[str, bytes]) -> None:
    put(root / "MNIST" / "raw", dict.fromkeys(published, b"damaged"))
    put(root, published, lambda name: f"{name}.gz")
    expect_found(root, published)


def test_a_folder_named_like_a_file_is_passed_over(root: Path, published: dict[str, bytes]) -> None:
    for name in published:
        put(root / name, {name: published[name]})
    assert "t10k-images-idx3-ubyte" in sentence(root)
    put(root, published, lambda name: name.replace("-idx", ".idx"))
    expect_found(root, published)


def test_a_named_pipe_is_not_waited_for(root: Path, published: dict[str, bytes]) -> None:
    root.mkdir()
    for name in published:
        os.mkfifo(root / name)
    assert "There is no MNIST" in sentence(root)


def test_where_nothing_lies_the_layout_and_the_files_are_named(
    root: Path, published: dict[str, bytes]
) -> None:
    root.mkdir()
    said = sentence(root)
    assert str(root) in said
    assert "MNIST/raw" in said
    assert all(name in said for name in published)


def test_missing_and_damaged_files_are_named_with_their_folder(
    root: Path, published: dict[str, bytes]
) -> None:
    del published["t10k-labels-idx1-ubyte"]
    put(root / "MNIST" / "raw", published, lambda name: f"{name}.gz")
    packed = root / "MNIST" / "raw" / "train-images-idx3-ubyte.gz"
    packed.write_bytes(packed.read_bytes()[:-100])
    said = sentence(root)
    assert f"in {root / 'MNIST' / 'raw'} " in said
    assert "train-images-idx3-ubyte.gz is damaged" in said
    assert "t10k-labels-idx1-ubyte is missing" in said
    assert "train-labels" not in said


@pytest.mark.parametrize("cut", [1, 9, 100])
def test_a_packed_file_cut_short_is_damaged(
    root: Path, published: dict[str, bytes], cut: int
) -> None:
    put(root, published, lambda name: f"{name}.gz")
    path = root / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:cut])
    assert "train-images-idx3-ubyte.gz is damaged" in sentence(root)


def test_a_packed_file_that_expands_to_gigabytes_is_not_unpacked(
    root: Path, published: dict[str, bytes]
) -> None:
    put(root, published, lambda name: f"{name}.gz")
    zeros = gzip.compress(bytes(1 << 26))
    (root / "train-images-idx3-ubyte.gz").write_bytes(zeros * 40)  # members of one stream
    tracemalloc.start()
    said = sentence(root)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "train-images-idx3-ubyte.gz is damaged" in said
    assert peak < 100_000_000


def test_files_without_permission_are_told_apart_from_damaged_ones(
    root: Path, published: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, published)
    path = root / "t10k-labels-idx1-ubyte"
    open_file = Path.open

    def guarded(self: Path, *arguments: Any) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        return open_file(self, *arguments)

    monkeypatch.setattr(Path, "open", guarded)
    found, problems = mnist.find_mnist()
    assert found is None
    assert str(path) in str(problems[0])
    assert "permissions" in str(problems[0])
    with pytest.raises(UserError, match="permissions"):
        load_digits(root)


def test_a_file_altered_after_the_search_is_not_read(
    root: Path, published: dict[str, bytes]
) -> None:
    put(root, published)
    assert mnist.find_mnist() == (root, [])
    path = root / "train-labels-idx1-ubyte"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(UserError, match="train-labels-idx1-ubyte is damaged"):
        load_digits(root)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(7),
        struct.pack(">HBBI", 0, 8, 1, 3) + bytes(2),
        struct.pack(">HBBI", 0, 8, 1, 3) + bytes(4),
        struct.pack(">HBBI", 0, 9, 1, 3) + bytes(3),
        struct.pack(">HBBI", 1, 8, 1, 3) + bytes(3),
        struct.pack(">HBBII", 0, 8, 2, 3, 1) + bytes(3),
        struct.pack(">HBBI", 0, 8, 1, 2**32 - 1) + bytes(3),
    ],
    ids=["empty", "short header", "short", "long", "type", "zeros", "dimensions", "huge"],
)
def test_arrays_that_are_not_what_they_say_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"header|array|shape|length"):
        read_idx(path, (60_000,))


def test_an_array_of_other_sides_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(idx(np.zeros((2, 28, 27), np.uint8)))
    with pytest.raises(ValueError, match="shape"):
        read_idx(path, (60_000, 28, 28))
