"""Test digits in use, as the figures of the lesson get them."""

import base64
from typing import TypedDict

import torch

from anomaly.ui.lesson.context import LessonContext


class SampleMessage(TypedDict):
    """A digit.

    Attributes
    ----------
    label : int
    pixels : str
        28 x 28 bytes in base64.
    """

    label: int
    pixels: str


def typical_samples(lesson: LessonContext, *labels: int) -> list[SampleMessage]:
    """Return a test digit for each label: the one whose score is the median of its label's.

    A label that comes again gets digits of higher scores, one of ten digits further each time.
    """
    trained, taken = lesson.trained, dict.fromkeys(labels, 0)
    samples: list[SampleMessage] = []
    for label in labels:
        of_label = (trained.test_labels == label).nonzero()[:, 0]
        order = of_label[trained.test_scores[of_label].argsort()]
        place = len(order) // 2 + taken[label] * (len(order) // 10)
        taken[label] += 1
        row = int(trained.test_rows[order[min(place, len(order) - 1)]])
        pixels = lesson.digits.test.pixels[row]
        encoded = base64.b64encode(pixels.to(torch.uint8).numpy().tobytes()).decode()
        samples.append({"label": label, "pixels": encoded})
    return samples
