"""Paces."""

import asyncio
import time

import pytest

from anomaly.ui.web.pace import Pace


async def test_who_comes_beyond_a_burst_waits_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    now, waits = 0.0, list[float]()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    pace = Pace(3, 10.0)
    for _ in range(5):
        await pace.wait()
    assert waits == pytest.approx([0, 0, 0, 0.1, 0.2])
    now = 60.0  # whoever paused has no more than a burst
    for _ in range(4):
        await pace.wait()
    assert waits[5:] == pytest.approx([0, 0, 0, 0.1])
