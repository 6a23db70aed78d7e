"""The threshold in force in this session, and the rule that put it there, if one did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import RULES, default_threshold, parse_rule
from anomaly.reports.evaluation_report import validation_scores_of
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.address import MAX_THRESHOLD
from anomaly.ui.session.session import session
from anomaly.validation import is_number

MAX_TURNS = 2**53
DECIMALS = 15  # of a threshold; more would make a link's number without end
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
    turn : int
        Counts a browser's moves, so that it can tell an old answer from a new one.
    settings : tuple of (str, float)
        What the rules are given, by name.
    written : str or None
        The rule that did choose it, with its values, as the command line takes it.
    problem : UserError or None
        Why the rule asked for could not be followed.
    """

    threshold: float
    rule: str | None
    turn: int
    settings: Settings
    written: str | None = None
    problem: UserError | None = None

    def for_link(self) -> dict[str, Any]:
        """Return what of it a link carries: the rule, a threshold, or nothing for the default."""
        if self.rule is None:
            return {"threshold": self.threshold}
        return {} if self.written == RULES[DEFAULT_RULE].written() else {"rule": self.written}


@dataclass(frozen=True)
class RuleResult:
    """What a rule makes of a detector: a threshold, or the reason why there is none."""

    name: str
    uses_labels: bool
    values: tuple[float, ...]
    threshold: float | None
    problem: UserError | None


def current_line(trained: TrainedDetector, anomalous: tuple[int, ...]) -> ThresholdState:
    """Return the threshold in force for a detector.

    A rule holds for any detector; a threshold set by hand only for the one it was set for.
    """
    choice = session().threshold
    if choice.detector_key != trained.key:
        choice.detector_key = trained.key
        asked, choice.asked = choice.asked, None
        if asked is not None:
            choice.rule, choice.chosen = None, asked
        elif choice.rule is None:
            choice.rule = DEFAULT_RULE
    settings, turn = _settings(), choice.turn
    if choice.rule is None:
        return ThresholdState(choice.chosen, None, turn, settings)
    outcome = next(
        one for one in evaluate_rules(trained, anomalous, settings) if one.name == choice.rule
    )
    if outcome.threshold is not None:
        written = RULES[choice.rule].written(*outcome.values)
        return ThresholdState(outcome.threshold, choice.rule, turn, settings, written)
    threshold, problem = default_threshold(trained.calibration_scores)
    basic = RULES[DEFAULT_RULE].written() if problem is None else None
    return ThresholdState(threshold, None, turn, settings, basic, outcome.problem)


def content_key(trained: TrainedDetector, anomalous: tuple[int, ...]) -> str:
    """Return a name for the scores a histogram shows."""
    return f"{trained.key}-{''.join(map(str, anomalous))}"


def for_browser(
    trained: TrainedDetector, anomalous: tuple[int, ...], line: ThresholdState
) -> dict[str, object]:
    """Return what changes with each digit and each move, for the browser."""
    held_out = len(trained.calibration_scores)
    rules = []
    for outcome in evaluate_rules(trained, anomalous, line.settings):
        settings = (setting.name for setting in RULES[outcome.name].settings)
        values = dict(zip(settings, outcome.values, strict=True))
        if "base_rate" in values:
            values["one_in"] = 1 / values["base_rate"]
        assumes = t(f"chip.{outcome.name}_assumes", count=held_out, **values)
        rules.append(
            {
                "name": outcome.name,
                "title": t(f"chip.{outcome.name}", **values),
                "assumes": str(outcome.problem or assumes),
                "labels": outcome.uses_labels,
                "threshold": outcome.threshold,
            }
        )
    return {
        "threshold": line.threshold,
        "rule": line.rule,
        "turn": line.turn,
        "settings": dict(line.settings),
        "rules": rules,
        "problem": "" if line.problem is None else str(line.problem),
    }


def ask_for(threshold: float | None, rule: str | None) -> None:
    """Have a session begin with the threshold or the rule, as written, that a link carries."""
    choice = session().threshold
    choice.asked = threshold
    if rule is not None:
        chosen, values = parse_rule(rule)
        names = (setting.name for setting in chosen.settings)
        choice.rule, choice.rule_settings = chosen.name, dict(zip(names, values, strict=True))


def take_move(move: object) -> None:
    """Take over where a browser put the line; what makes no sense is left aside."""
    if not isinstance(move, Mapping):
        return
    choice, threshold, rule = session().threshold, move.get("threshold"), move.get("rule")
    known = rule is None or (isinstance(rule, str) and rule in RULES)
    if known and is_number(threshold, -MAX_THRESHOLD, MAX_THRESHOLD):
        choice.chosen, choice.rule = round(float(threshold), DECIMALS), rule
    given = move.get("settings")
    if isinstance(given, Mapping):
        choice.rule_settings = dict(_settings()) | {
            name: float(given[name])
            for name, setting in SETTINGS.items()
            if is_number(given.get(name), setting.low, setting.high)
        }
    turn = move.get("turn")
    if is_number(turn, 0, MAX_TURNS):
        choice.turn = int(turn)


@cached_per_instance(32)
def evaluate_rules(
    trained: TrainedDetector, anomalous: tuple[int, ...], settings: Settings
) -> tuple[RuleResult, ...]:
    """Return what each rule makes of a detector, in the registry's order."""
    evidence, given = validation_scores_of(trained, anomalous), dict(settings)
    found = []
    for rule in RULES.values():
        values = tuple(given[setting.name] for setting in rule.settings)
        threshold, refusal = None, None
        try:
            threshold = rule.threshold(evidence, *values)
        except UserError as problem:
            # A traceback would hold on to all that the rule was given.
            refusal = problem.with_traceback(None)
        found.append(RuleResult(rule.name, rule.uses_labels, values, threshold, refusal))
    return tuple(found)


def _settings() -> Settings:
    kept = session().threshold.rule_settings
    return tuple((name, kept.get(name, setting.default)) for name, setting in SETTINGS.items())
