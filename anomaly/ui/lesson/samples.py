"""Test digits in use, as the figures of the lesson get them."""

from typing import TypedDict

import torch
from torch import Tensor

from anomaly.ui.components.arrays import encode_array
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
        samples.append({"label": label, "pixels": encode_array(pixels, "u1")})
    return samples


def count_scores(scores: Tensor, top: float, bins: int) -> list[int]:
    """Return the counts of scores, float32 (N,), in even bins from 0 to `top`.

    The last bin holds all beyond as well.
    """
    places = (scores * (bins / top)).long().clamp(0, bins - 1)
    counts: list[int] = torch.bincount(places, minlength=bins).tolist()
    return counts
