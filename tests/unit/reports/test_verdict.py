"""The verdict as a sentence, where Python says it."""

import pytest
import torch

from anomaly.detectors import DETECTORS, Detection
from anomaly.evaluation import Margin
from anomaly.reports.verdict import describe_missing, describe_verdict

MARGIN = Margin(below=4.0, above=6.0)


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        (25.2, "Normal: score 25.2, below the line at 60.0"),
        (57.0, "Normal, close call: score 57.0, a little below the line at 60.0"),
        (59.98, "Normal, close call: score 59.98, a little below the line at 60.00"),
        (60.0, "Anomaly, close call: score 60.0, right on the line"),
        (63.0, "Anomaly, close call: score 63.0, a little above the line at 60.0"),
        (70.0, "Anomaly: score 70.0, above the line at 60.0"),
        (150.0, "Anomaly: score 150.0, 2.5 times the line at 60.0"),
        (1234.0, "Anomaly: score 1234.0, 21 times the line at 60.0"),
    ],
)
def test_it_says_on_which_side_of_the_line_and_how_far(score: float, sentence: str) -> None:
    assert describe_verdict(score, 60.0, MARGIN, decimals=1) == sentence


def test_a_line_at_nothing_or_below_has_no_multiples() -> None:
    for line in (0.0, -5.0):
        sentence = describe_verdict(70.0, line, MARGIN, decimals=1)
        assert sentence == f"Anomaly: score 70.0, above the line at {line:.1f}"


@pytest.mark.parametrize(
    ("detector", "rebuilt", "sentence"),
    [
        ("autoencoder", 0.4, "Passes, though 60% of its ink was not rebuilt"),
        ("autoencoder", 0.5, ""),
        ("autoencoder", 1.0, ""),
        ("gradients", 0.0, ""),
        ("nearest", 0.0, ""),
    ],
)
def test_most_of_the_ink_is_more_than_half_where_the_score_is_of_it(
    detector: str, rebuilt: float, sentence: str
) -> None:
    image = torch.zeros(28, 28)
    image[10:20, 14] = 1.0
    reconstruction = rebuilt * image
    reconstruction[5, 5] = 1.0  # ink that was not there is not missing
    detection = Detection(image, reconstruction, (image - reconstruction).abs(), 1.0)
    assert describe_missing(DETECTORS[detector].detector(), detection) == sentence
