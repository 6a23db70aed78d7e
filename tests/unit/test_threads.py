"""The time that threads spin while they wait."""

import os

import pytest

from anomaly.threads import limit_spinning


def test_spinning_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOMP_SPINCOUNT")
    limit_spinning()
    assert int(os.environ["GOMP_SPINCOUNT"]) < 100_000


def test_a_limit_that_is_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    limit_spinning()
    assert os.environ["GOMP_SPINCOUNT"] == "7"
