"""The threshold in force in this session, and the rule that put it there, if one did."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

import streamlit as st

from anomaly.evaluation import RULES, default_threshold
from anomaly.scorecard import evidence_of
from anomaly.text import Problem
from anomaly.training import TrainedDetector

MOST = 99_999.0  # a threshold that a link or a person may ask for
MOST_TURNS = 2**53
BASIC = "quantile"
ADJUSTABLE = ("base_rate", "miss_cost", "false_alarm_cost")
Settings = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Line:
    """The threshold in force.

    Attributes
    ----------
    threshold : float
    rule : str or None
        The rule it follows; None where a person put it there.
    turn : int
        Counts a browser's moves, so that it can tell an old answer from a new one.
    settings : tuple of (str, float)
        What the rules that need more than scores are given.
    written : str or None
        The rule with its values, as the command line takes it.
    problem : Problem or None
        Why the rule could not be followed.
    """

    threshold: float
    rule: str | None
    turn: int
    settings: Settings
    written: str | None = None
    problem: Problem | None = None

    @property
    def asked(self) -> float | None:
        """The threshold for a link to carry; None for the detector's own."""
        return None if self.rule == BASIC else self.threshold


@dataclass(frozen=True)
class Outcome:
    """What a rule makes of a detector: a threshold, or the reason why there is none."""

    name: str
    uses_labels: bool
    values: tuple[float, ...]
    threshold: float | None
    problem: Problem | None


def current_line(trained: TrainedDetector, anomalous: tuple[int, ...]) -> Line:
    """Return the threshold in force for a detector.

    A rule holds for any detector; a threshold set by hand only for the one it was set for.
    """
    state = st.session_state
    key = trained.plan.key(trained.fingerprint)
    if state.get("threshold_of") != key:
        state.threshold_of = key
        asked = state.pop("asked_threshold", None)
        if asked is not None:
            state.rule, state.chosen_threshold = None, asked
        elif state.get("rule") is None:
            state.rule = BASIC
    settings, turn = _settings(), state.get("turn", 0)
    if state.rule is None:
        return Line(state.chosen_threshold, None, turn, settings)
    outcome = next(one for one in outcomes(trained, anomalous, settings) if one.name == state.rule)
    written = RULES[state.rule].written(*outcome.values)
    threshold = outcome.threshold
    if threshold is None:
        threshold, _ = default_threshold(trained.calibration_scores)
    return Line(threshold, state.rule, turn, settings, written, outcome.problem)


def take_move(move: object) -> None:
    """Take over where a browser put the line; what makes no sense is left aside."""
    if not isinstance(move, Mapping):
        return
    state, threshold, rule = st.session_state, move.get("threshold"), move.get("rule")
    known = rule is None or (isinstance(rule, str) and rule in RULES)
    if known and is_number(threshold, -MOST, MOST):
        state.chosen_threshold, state.rule = float(threshold), rule
    given = move.get("settings")
    if isinstance(given, Mapping):
        limits = {setting.name: setting for rule in RULES.values() for setting in rule.settings}
        state.rule_settings = dict(_settings()) | {
            name: float(given[name])
            for name in ADJUSTABLE
            if is_number(given.get(name), limits[name].low, limits[name].high)
        }
    turn = move.get("turn")
    if is_number(turn, 0, MOST_TURNS):
        state.turn = turn


@lru_cache(maxsize=64)
def outcomes(
    trained: TrainedDetector, anomalous: tuple[int, ...], settings: Settings
) -> tuple[Outcome, ...]:
    """Return what each rule makes of a detector, in the registry's order."""
    evidence = evidence_of(trained, anomalous)
    found = []
    for rule in RULES.values():
        given = dict(settings)
        values = rule.values(*(given.get(one.name, one.default) for one in rule.settings))
        threshold, refusal = None, None
        try:
            threshold = rule.threshold(evidence, *values)
        except Problem as problem:
            refusal = problem
        found.append(Outcome(rule.name, rule.uses_labels, values, threshold, refusal))
    return tuple(found)


def _settings() -> Settings:
    defaults = {one.name: one.default for rule in RULES.values() for one in rule.settings}
    kept = st.session_state.get("rule_settings", {})
    return tuple((name, kept.get(name, defaults[name])) for name in ADJUSTABLE)


def is_number(value: object, low: float, high: float) -> TypeGuard[float]:
    """Whether a value from a browser is a number from `low` to `high`."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
