"""The clock of a training, and how it holds pictures."""

import time

import torch

from anomaly.data.digits import Digits
from anomaly.detectors.components.loop import Stopwatch, compact, expanded


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


def test_digits_are_held_as_bytes_and_other_pictures_as_they_are(digits: Digits) -> None:
    images = digits.test.images[:20]
    held = compact(images)
    assert held.dtype == torch.uint8
    assert torch.equal(expanded(held), images)
    smooth = images * 0.97
    assert expanded(compact(smooth)) is smooth
