"""Which detectors are said to be weak, and in which numbers."""

from dataclasses import replace

import pytest
import torch

from anomaly.evaluation import default_threshold, quantile_interval
from anomaly.reports.weakness import describe_weakness, describe_weaknesses
from anomaly.text import t
from anomaly.training.trained import TrainedDetector


def of_mnist(trained: TrainedDetector, held_out: int, most_digits: int | None) -> TrainedDetector:
    """Return a detector as if it had learned from MNIST, with scores 0.1, 0.2, ..."""
    return replace(
        trained,
        plan=replace(trained.plan, most_digits=most_digits),
        source="mnist",
        calibration_scores=torch.arange(1.0, held_out + 1) / 10,
    )


def test_one_that_learned_from_generated_digits_is_weak(small: TrainedDetector) -> None:
    sentence = describe_weakness(small)
    assert sentence is not None
    assert sentence.startswith(t("weak.generated"))
    low, high = quantile_interval(small.calibration_scores)
    assert high == float("inf")
    threshold, _ = default_threshold(small.calibration_scores)
    assert f"{threshold:.1f} rests on 75 held-out 1s" in sentence
    assert f"at {low:.1f} or above" in sentence


@pytest.mark.parametrize(
    ("held_out", "most_digits", "why"),
    [
        (368, None, None),
        (1011, 368, None),
        (367, None, t("weak.held_out")),
        (1011, 367, t("weak.few", count=367)),
    ],
)
def test_so_is_one_of_few_digits(
    small: TrainedDetector, held_out: int, most_digits: int | None, why: str | None
) -> None:
    sentence = describe_weakness(of_mnist(small, held_out, most_digits))
    if why is None:
        assert sentence is None
    else:
        assert sentence is not None
        assert sentence.startswith(why)


def test_the_interval_has_both_ends_where_enough_digits_were_held_out(
    small: TrainedDetector,
) -> None:
    sentence = describe_weakness(of_mnist(small, 1011, 20))
    assert sentence is not None
    assert "between 99.4 and 100.8" in sentence


def test_of_several_those_that_are_weak_are_named(small: TrainedDetector) -> None:
    strong, weak = of_mnist(small, 1011, None), of_mnist(small, 200, None)
    assert describe_weaknesses([]) is None
    assert describe_weaknesses([strong, strong]) is None
    one, two = describe_weaknesses([strong, weak]), describe_weaknesses([weak, strong, small])
    assert one == f"Autoencoder: {describe_weakness(weak)}"
    assert two is not None
    assert "200 held out" in two
    assert "75 held out" in two
    assert "1,011" not in two
