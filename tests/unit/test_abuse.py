"""What the benchmark of abuse judges, and that its attacks are attacks."""

from typing import Any

import pytest

from tests.support.attacks import ATTACKS
from tests.support.attacks.judgement import shortcomings

GOOD: dict[str, Any] = {
    "achieved": {"connections": 300},
    "calm_ms": {"p50": 10, "p95": 20, "max": 30},
    "honest_ms": {"p50": 20, "p95": 60, "max": 1000},
    "newcomer_s": 10.0,
    "peak_mb": 600,
    "recovered_s": 150.0,
    "calm_training_s": 5.0,
    "training_s": 15.0,
    "errors": [],
}


def test_what_is_within_all_bounds_holds() -> None:
    assert shortcomings(GOOD, {"connections": 300}) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"honest_ms": {"p95": 61, "max": 61}}, "honest_ms p95: 61 > 60"),
        ({"honest_ms": {"p95": 60, "max": 1001}}, "honest_ms max: 1001 > 1000"),
        ({"newcomer_s": 10.1}, "newcomer_s: 10.1 > 10"),
        ({"peak_mb": 601}, "peak_mb: 601 > 600"),
        ({"recovered_s": None}, "recovered_s: None > 150"),
        ({"training_s": 15.1}, "training_s: 15.1 > 15"),
        ({"training_s": None}, "training_s: None > 15"),
        ({"achieved": {"connections": 299}}, "achieved connections: 299 < 300"),
        ({"achieved": {}}, "achieved connections: 0 < 300"),
        ({"errors": ["a stroke: TimeoutError"]}, "a stroke: TimeoutError"),
    ],
)
def test_what_is_beyond_a_bound_is_said(changes: dict[str, Any], said: str) -> None:
    assert shortcomings(GOOD | changes, {"connections": 300}) == [said]


def test_each_attack_says_the_least_that_it_has_to_achieve() -> None:
    assert ATTACKS
    for name, attack in ATTACKS.items():
        assert attack.least, name
        assert all(count > 0 for count in attack.least.values()), name
