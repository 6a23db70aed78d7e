"""Strokes under way, to which all else gives way."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from anomaly.ui.session import strokes
from anomaly.ui.session.strokes import Strokes


def test_without_strokes_nobody_waits() -> None:
    assert Strokes().give_way(60) < 1


def test_who_gives_way_goes_on_once_the_answer_has_been_sent() -> None:
    under_way, done = Strokes(), []
    with ThreadPoolExecutor(1) as pool:
        with under_way.answer():
            waiting = pool.submit(under_way.give_way, 60)
            done.append("answered")
        waited = waiting.result(10)
        done.append("goes on")
    assert done == ["answered", "goes on"]
    assert waited <= 10


@pytest.mark.parametrize("arriving", [0.0, 0.05])
def test_a_message_counts_before_it_is_answered(
    arriving: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strokes, "ARRIVING", arriving)
    under_way = Strokes()
    under_way.expect()
    assert under_way.give_way(60) >= arriving / 2
    assert under_way.give_way(60) < 1, "it is not expected for ever"


def test_nobody_gives_way_for_longer_than_is_asked() -> None:
    under_way, has_begun, may_end = Strokes(), threading.Event(), threading.Event()

    def draw() -> None:
        with under_way.answer():
            has_begun.set()
            assert may_end.wait(10)

    with ThreadPoolExecutor(1) as pool:
        stroke = pool.submit(draw)
        assert has_begun.wait(10)
        start = time.monotonic()
        assert under_way.give_way(0.01) >= 0.01
        assert under_way.give_way(0.0) < 1
        assert time.monotonic() - start < 5
        may_end.set()
        stroke.result(10)
