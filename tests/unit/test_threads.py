"""How threads wait for each other."""

import os
import sys

import pytest

from anomaly.threads import SWITCH_INTERVAL, limit_spinning, switch_often


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
