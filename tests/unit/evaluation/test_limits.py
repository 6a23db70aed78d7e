"""Limits within which normal digits lie, and what a picture beyond them is told."""

import numpy as np
import pytest
import torch
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.evaluation.limits import Limits
from anomaly.evaluation.properties import PROPERTIES, properties_of


def bar(height: int, width: int) -> Tensor:
    """Return a picture of an evenly inked bar in the middle."""
    picture = torch.zeros(1, 1, 28, 28)
    top, left = (28 - height) // 2, (28 - width) // 2
    picture[..., top : top + height, left : left + width] = 1
    return picture


@pytest.fixture(scope="module")
def ones(digits: Digits) -> Limits:
    return Limits.of(digits.train.images, digits.train.labels, tuple(range(10)))


def limits_of(*pictures: Tensor) -> Limits:
    return Limits.of(torch.cat(pictures), torch.ones(len(pictures), dtype=torch.int64), (1,))


def test_a_bar_has_the_ink_and_the_size_that_it_is_drawn_with() -> None:
    values = dict(zip(PROPERTIES, properties_of(bar(20, 4))[0].tolist(), strict=True))
    assert values["ink"] == 80
    for name, expected in {"height": 20, "width": 4, "length": 20, "breadth": 4}.items():
        assert values[name] == pytest.approx(expected, rel=0.05)
    assert values["slope"] == pytest.approx(0)


def test_an_empty_picture_has_finite_properties() -> None:
    assert bool(properties_of(torch.zeros(2, 1, 28, 28)).isfinite().all())


def test_many_pictures_are_measured_as_one_by_one(digits: Digits) -> None:
    images = digits.test.images[:7]
    one_by_one = torch.cat([properties_of(image[None]) for image in images])
    assert torch.allclose(properties_of(images), one_by_one, rtol=1e-12)


def test_all_that_set_the_limits_lie_within_them(digits: Digits, ones: Limits) -> None:
    assert not bool(ones.outside(digits.train.images).any())


def test_a_picture_has_to_be_within_the_limits_of_one_digit_alone() -> None:
    tall, wide = limits_of(bar(20, 2), bar(20, 6)), limits_of(bar(2, 20), bar(6, 20))
    both = Limits.of(
        torch.cat([bar(20, 2), bar(20, 6), bar(2, 20), bar(6, 20)]),
        torch.tensor([1, 1, 7, 7]),
        (1, 7),
    )
    pictures = torch.cat([bar(20, 4), bar(4, 20), bar(12, 12)])
    assert tall.outside(pictures).tolist() == [False, True, True]
    assert wide.outside(pictures).tolist() == [True, False, True]
    assert both.outside(pictures).tolist() == [False, False, True]


def test_reasons_are_those_of_the_digit_that_is_nearest() -> None:
    both = Limits.of(
        torch.cat([bar(20, 2), bar(20, 6), bar(4, 12), bar(4, 14)]),
        torch.tensor([1, 1, 7, 7]),
        (1, 7),
    )
    finding = both.check(bar(4, 22))[0]
    assert finding.label == 7
    assert "width_high" in finding.reasons
    assert both.check(bar(20, 4))[0].reasons == ()


def test_what_checks_and_what_counts_agree(digits: Digits, ones: Limits) -> None:
    noise = torch.rand(40, 1, 28, 28, generator=torch.Generator().manual_seed(0)) ** 8
    pictures = torch.cat([digits.test.images[:40], noise])
    reasons = [bool(finding.reasons) for finding in ones.check(pictures)]
    assert ones.outside(pictures).tolist() == reasons
    assert any(reasons)


def test_an_empty_picture_is_outside_the_widest_limits() -> None:
    few = limits_of(bar(20, 2), bar(10, 10))
    assert few.check(torch.zeros(1, 1, 28, 28))[0].reasons[0] == "ink_low"


def test_limits_widen_for_examples_and_for_no_other_digit() -> None:
    limits = limits_of(bar(20, 2), bar(20, 6))
    thick = bar(20, 14)
    assert bool(limits.outside(thick))
    assert not bool(limits.widened(thick).outside(thick))
    assert not bool(limits.widened(thick, torch.tensor([1])).outside(thick))
    assert bool(limits.widened(thick, torch.tensor([7])).outside(thick))
    assert not bool(limits.widened(thick).outside(bar(20, 4)))
    assert limits.widened(thick[:0]) is limits


def test_strays_widen_the_limits_of_every_digit() -> None:
    images, labels = torch.cat([bar(20, 2), bar(4, 12), bar(9, 9)]), torch.tensor([1, 7, 5])
    assert bool(Limits.of(images[:2], labels[:2], (1, 7)).outside(bar(9, 9)))
    assert not bool(Limits.of(images, labels, (1, 7)).outside(bar(9, 9)))


def test_limits_survive_being_written(ones: Limits) -> None:
    again = Limits.from_dict(ones.as_dict(), ones.labels)
    assert torch.equal(again.low, ones.low)
    assert torch.equal(again.high, ones.high)


@pytest.mark.parametrize(
    "change",
    [
        {"labels": [3]},
        {"properties": ["ink"]},
        {"low": [[0.0]]},
        {"low": [[np.nan] * len(PROPERTIES)]},
        {"high": [[np.inf] * len(PROPERTIES)]},
        {"low": [["a"] * len(PROPERTIES)]},
        {"high": None},
    ],
)
def test_limits_that_make_no_sense_are_refused(change: dict[str, object]) -> None:
    record = limits_of(bar(20, 2), bar(20, 6)).as_dict()
    with pytest.raises((LookupError, TypeError, ValueError)):
        Limits.from_dict(record | change, (1,))
