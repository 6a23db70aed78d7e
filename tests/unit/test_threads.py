"""How threads wait for each other."""

import os
import sys

import pytest
import torch

from anomaly.threads import SWITCH_INTERVAL, leave_cores, limit_spinning, switch_often


def test_spinning_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOMP_SPINCOUNT")
    limit_spinning()
    assert int(os.environ["GOMP_SPINCOUNT"]) < 100_000


def test_a_limit_that_is_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    limit_spinning()
    assert os.environ["GOMP_SPINCOUNT"] == "7"


def test_threads_take_turns_more_often_than_usual() -> None:
    usual = sys.getswitchinterval()
    try:
        switch_often()
        assert sys.getswitchinterval() == pytest.approx(SWITCH_INTERVAL)
        assert usual / 5 >= SWITCH_INTERVAL
    finally:
        sys.setswitchinterval(usual)


@pytest.mark.parametrize(
    ("cores", "threads", "used"), [(8, 8, 4), (2, 2, 1), (1, 1, 1), (8, 2, 2), (None, 8, 1)]
)
def test_half_of_the_cores_are_left_to_others(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, threads: int, used: int
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(torch, "get_num_threads", lambda: threads)
    monkeypatch.setattr(torch, "set_num_threads", asked.append)
    leave_cores()
    assert asked == [used]
