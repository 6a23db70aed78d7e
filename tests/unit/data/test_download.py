"""Fetching MNIST from mirrors that answer well, badly, slowly or not at all."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from anomaly.data import download as fetch
from anomaly.data import mnist
from anomaly.data.download import MnistFetch
from tests.support.mirror import Answer, Mirror, content, cut_half_way, silent, trickle, wrong_bytes


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    from torchvision.datasets import MNIST

    mirror = Mirror()
    monkeypatch.setenv("MNIST_MIRROR", mirror.address)
    digests = {name: hashlib.sha256(content(name)).hexdigest() for name in mnist.MNIST_FILES}
    monkeypatch.setattr(mnist, "MNIST_FILES", digests)
    packed = [(name, hashlib.md5(body).hexdigest()) for name, body in mirror.bodies.items()]
    monkeypatch.setattr(MNIST, "resources", packed)
    yield mirror
    mirror.close()


def _no_litter(root: Path) -> bool:
    return not [path for path in root.rglob("*") if path.name.startswith(".")]


def test_all_four_files_arrive_checked_and_unpacked(mirror: Mirror, tmp_path: Path) -> None:
    one = MnistFetch(tmp_path)
    assert one.wait(20) == "done"
    assert mnist.damaged_files(tmp_path) == []
    assert one.progress > 0
    assert _no_litter(tmp_path)


def test_only_what_is_damaged_is_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    MnistFetch(tmp_path).wait(20)
    mnist.mnist_file(tmp_path, "t10k-labels-idx1-ubyte").write_bytes(b"damaged")
    mirror.asked.clear()
    assert MnistFetch(tmp_path).wait(20) == "done"
    assert set(mirror.asked) == {"t10k-labels-idx1-ubyte.gz"}
    assert mnist.damaged_files(tmp_path) == []


@pytest.mark.parametrize("answer", [cut_half_way, wrong_bytes, silent])
def test_a_mirror_that_answers_badly_is_given_up_with_a_sentence(
    mirror: Mirror, tmp_path: Path, answer: Answer
) -> None:
    mirror.answer = answer
    one = MnistFetch(tmp_path, stall_timeout=0.5)
    assert one.wait(10) == "failed"
    assert "no mirror answered" in str(one.problem)
    assert len(mnist.damaged_files(tmp_path)) == 4
    assert _no_litter(tmp_path)


def test_a_mirror_that_trickles_is_stopped_by_the_total_timeout(
    mirror: Mirror, tmp_path: Path
) -> None:
    mirror.answer = trickle
    one = MnistFetch(tmp_path, stall_timeout=1, total_timeout=0.5)
    one.wait(10)
    assert one.status == "failed"
    assert "in time" in str(one.problem)


def test_no_network_at_all_fails_soon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MNIST_MIRROR", "http://127.0.0.1:9/")
    one = MnistFetch(tmp_path, stall_timeout=1)
    assert one.wait(10) == "failed"
    assert "check the network" in str(one.problem)


def test_a_fetch_can_be_cancelled(mirror: Mirror, tmp_path: Path) -> None:
    mirror.answer = trickle
    one = MnistFetch(tmp_path, stall_timeout=1)
    one.cancel()
    assert one.status == "failed"
    assert "stopped" in str(one.problem)


def test_a_place_that_cannot_be_written_is_named(mirror: Mirror, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    one = MnistFetch(blocked)
    assert one.wait(10) == "failed"
    assert str(blocked) in str(one.problem)


def test_the_progress_bar_knows_every_file() -> None:
    assert set(fetch.PACKED_BYTES) == set(mnist.MNIST_FILES)
