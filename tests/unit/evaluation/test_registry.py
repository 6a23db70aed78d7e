"""The registry of threshold rules: what a rule sees, its settings, and how it is written."""

import math
from typing import Any

import numpy as np
import pytest

from anomaly.errors import UserError
from anomaly.evaluation import RULES, ValidationScores, parse_rule

#            normal           strange
SCORES = np.array([1, 2, 3, 6, 4, 5, 7, 8], np.float32)
STRANGE = np.array([0, 0, 0, 0, 1, 1, 1, 1], bool)


def evidence(calibration: Any = SCORES[:4]) -> ValidationScores:
    return ValidationScores(np.asarray(calibration, float), SCORES.astype(float), STRANGE)


def test_the_rules_are_in_their_order_and_say_whether_they_need_labels() -> None:
    unlabelled, with_labels = ["quantile", "sigma", "clipped", "mad", "conformal"], [
        "f1", "youden", "cost", "precision",
    ]  # fmt: skip
    assert list(RULES) == unlabelled + with_labels
    assert [name for name, rule in RULES.items() if rule.uses_labels] == with_labels
    assert all(rule.name == name for name, rule in RULES.items())


def test_a_rule_without_labels_sees_the_held_out_normal_digits_alone() -> None:
    assert RULES["quantile"].threshold(evidence([0, 10]), 0.5) == 5
    assert RULES["sigma"].threshold(evidence([0, 2]), 1.0) == pytest.approx(1 + math.sqrt(2))
    assert RULES["mad"].threshold(evidence([1, 2, 3]), 2.0) == pytest.approx(2 + 2 / 0.6745)
    assert 10 < RULES["conformal"].threshold(evidence([0, 10]), 0.4) < 10.001


def test_a_rule_with_labels_sees_the_labelled_digits_alone() -> None:
    nothing = evidence([])
    assert RULES["f1"].threshold(nothing) == RULES["youden"].threshold(nothing) == 3.5
    assert RULES["cost"].threshold(nothing) == 6.5
    assert RULES["cost"].threshold(nothing, 1000.0, 1.0, 0.01) == 3.5
    assert RULES["precision"].threshold(nothing, 0.7, 0.5) == 3.5
    with pytest.raises(UserError, match="4 held-out normal pictures"):
        RULES["precision"].threshold(nothing)


@pytest.mark.parametrize("name", RULES)
def test_every_setting_has_its_default_in_its_range_and_refuses_what_is_not(name: str) -> None:
    rule = RULES[name]
    defaults = [setting.default for setting in rule.settings]
    for place, setting in enumerate(rule.settings):
        for value in (setting.low, setting.high, setting.default):
            rule.values(*defaults[:place], value)
        for value in (setting.low * 0.99, setting.high * 1.01, math.nan, math.inf, -1.0):
            with pytest.raises(UserError, match=f"{setting.name} is"):
                rule.threshold(evidence(), *defaults[:place], value)
    with pytest.raises(UserError, match=f"at most {len(defaults)}"):
        rule.threshold(evidence(), *defaults, 0.5)


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("quantile=0.95", "quantile", (0.95,)),
        ("quantile", "quantile", (0.99,)),
        (" f1 ", "f1", ()),
        ("cost=20", "cost", (20.0, 1.0, 0.001)),
        ("cost=10,2,0.5", "cost", (10.0, 2.0, 0.5)),
        ("precision=0.8", "precision", (0.8, 0.001)),
    ],
)
def test_a_rule_is_read_with_defaults_for_what_is_not_given(
    text: str, name: str, values: tuple[float, ...]
) -> None:
    assert parse_rule(text) == (RULES[name], values)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("luck=7", "Known: quantile, sigma, clipped, mad, conformal, f1, youden, cost, precision"),
        ("", "no rule called “”"),
        ("quantile=", "“” is no number"),
        ("quantile=nan", "“nan” is no number"),
        ("quantile=high", "“high” is no number"),
        ("cost=1,,1", "“” is no number"),
        ("quantile=0.9,0.9", "2 given, at most 1"),
        ("f1=1", "1 given, at most 0"),
        ("quantile=1.5", r"quantile is 1\.5; it must be from 0\.5 to 0\.9999"),
        ("cost=1,1,inf", "base_rate is inf"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        parse_rule(text)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_as_written_is_read_back(name: str) -> None:
    rule = RULES[name]
    assert parse_rule(rule.written()) == (rule, rule.values())
