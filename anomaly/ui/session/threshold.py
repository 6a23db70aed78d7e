"""The threshold in force in this session, and the rule that put it there, if one did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import (
    RULES,
    default_rule,
    default_threshold,
    parse_rule,
)
from anomaly.training.thresholds import validation_scores_of
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.address import MAX_THRESHOLD
from anomaly.ui.session.session import session
from anomaly.validation import MAX_SAFE_INTEGER, is_number

DECIMALS = 15  # kept of a threshold, so that links stay short
DEFAULT_RULE = "quantile"
SETTINGS = {setting.name: setting for rule in RULES.values() for setting in rule.settings}
Settings = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class ThresholdState:
    """The threshold in force.

    Attributes
    ----------
    threshold : float
    rule : str or None
        The rule it follows; None where a person put it there, or the rule could not be followed.
    sequence : int
        Number of the browser's last move, by which it tells an old answer from a new one.
    settings : tuple of (str, float)
        Settings of the rules, by name.
    written : str or None
        The rule that did choose it, with its values, as the command line takes it.
    problem : UserError or None
        Why the rule asked for could not be followed.
    default : str
        The detector's default rule, as written.
    """

    threshold: float
    rule: str | None
    sequence: int
    settings: Settings
    written: str | None = None
    problem: UserError | None = None
    default: str = RULES[DEFAULT_RULE].written()

    def for_link(self) -> dict[str, Any]:
        """Return its part of a link: the rule, a threshold, or nothing for the default."""
        if self.rule is None:
            return {"threshold": self.threshold}
        return {} if self.written == self.default else {"rule": self.written}


@dataclass(frozen=True)
class RuleResult:
    """The threshold that a rule gives for a detector, or the reason why there is none."""

    name: str
    uses_labels: bool
    values: tuple[float, ...]
    threshold: float | None
    problem: UserError | None


def current_threshold(trained: TrainedDetector, anomalous: tuple[int, ...]) -> ThresholdState:
    """Return the threshold in force for a detector.

    A rule holds for any detector; a threshold set by hand only for the one it was set for.
    """
    choice = session().threshold
    name = default_rule(len(trained.calibration_scores))
    default = RULES[name].written()
    if choice.detector_key != trained.key:
        choice.detector_key = trained.key
        asked, choice.asked = choice.asked, None
        if asked is not None:
            choice.rule, choice.chosen = None, asked
        elif choice.rule is None or choice.follows_default:
            choice.rule, choice.follows_default = name, True
    settings, sequence = _settings(), choice.sequence
    if choice.rule is None:
        return ThresholdState(choice.chosen, None, sequence, settings)
    results = evaluate_rules(trained, anomalous, settings)
    result = next(result for result in results if result.name == choice.rule)
    if result.threshold is not None:
        written = RULES[choice.rule].written(*result.values)
        return ThresholdState(
            result.threshold, choice.rule, sequence, settings, written, default=default
        )
    threshold, problem = default_threshold(trained.calibration_scores)
    followed = default if problem is None else None
    return ThresholdState(threshold, None, sequence, settings, followed, result.problem, default)


def apply_link(threshold: float | None, rule: str | None) -> None:
    """Take over the threshold or the rule that a link carries, or else the default rule."""
    choice = session().threshold
    choice.detector_key, choice.asked = "", threshold
    choice.follows_default = rule is None
    if threshold is None or rule is not None:
        chosen, values = parse_rule(rule or RULES[DEFAULT_RULE].written())
        names = (setting.name for setting in chosen.settings)
        choice.rule = chosen.name
        choice.rule_settings = choice.rule_settings | dict(zip(names, values, strict=True))


def apply_message(message: object) -> None:
    """Apply a browser's `ThresholdMoved`, parsed as untrusted input: wrong fields are ignored."""
    if not isinstance(message, Mapping):
        return
    choice, threshold, rule = session().threshold, message.get("threshold"), message.get("rule")
    known = rule is None or (isinstance(rule, str) and rule in RULES)
    if known and is_number(threshold, -MAX_THRESHOLD, MAX_THRESHOLD):
        choice.chosen, choice.rule = round(float(threshold), DECIMALS), rule
        choice.follows_default = False
    if valid := _valid_settings(message.get("settings")):
        choice.rule_settings = dict(_settings()) | valid
    sequence = message.get("sequence")
    if is_number(sequence, 0, MAX_SAFE_INTEGER):
        choice.sequence = int(sequence)


def _valid_settings(values: object) -> dict[str, float]:
    """Return those values of a browser's settings that are in their range."""
    if not isinstance(values, Mapping):
        return {}
    return {
        name: float(values[name])
        for name, setting in SETTINGS.items()
        if is_number(values.get(name), setting.low, setting.high)
    }


@cached_per_instance(32)
def evaluate_rules(
    trained: TrainedDetector, anomalous: tuple[int, ...], settings: Settings
) -> tuple[RuleResult, ...]:
    """Return each rule's result for a detector, in the registry's order."""
    validation_scores, given = validation_scores_of(trained, anomalous), dict(settings)
    results = []
    for rule in RULES.values():
        values = tuple(given[setting.name] for setting in rule.settings)
        threshold, refusal = None, None
        try:
            threshold = rule.threshold(validation_scores, *values)
        except UserError as problem:
            # A traceback would hold on to all that the rule was given.
            refusal = problem.with_traceback(None)
        results.append(RuleResult(rule.name, rule.uses_labels, values, threshold, refusal))
    return tuple(results)


def _settings() -> Settings:
    values = session().threshold.rule_settings
    return tuple((name, values.get(name, setting.default)) for name, setting in SETTINGS.items())
