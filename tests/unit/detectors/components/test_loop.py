"""The clock of a training."""

import time

from anomaly.detectors.components.loop import Stopwatch


def compute(seconds: float) -> None:
    """Keep this thread computing for a while."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_only_computing_counts() -> None:
    watch = Stopwatch()
    time.sleep(0.2)  # as while another program has the processor
    compute(0.05)
    with watch.stopped():
        compute(0.2)
    assert 0.05 <= watch.seconds < 0.2
