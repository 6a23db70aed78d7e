"""The registry of threshold rules: a name on the command line or in an address -> the rule."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from anomaly.errors import UserError
from anomaly.evaluation import label_rules, rules
from anomaly.evaluation.checks import Labels, Scores
from anomaly.validation import check_range


@dataclass(frozen=True)
class Setting:
    """A parameter of a rule, a number in [low, high]."""

    name: str
    default: float
    low: float
    high: float


@dataclass(frozen=True)
class ValidationScores:
    """Validation data that a rule may use.

    Attributes
    ----------
    calibration : NDArray
        float64 (N,), scores of normal digits that were not fitted on.
    scores, is_anomaly : NDArray
        float64 and bool (M,), of labelled digits that were not fitted on; never test digits.
        The normal ones come first, in the order of `calibration`.
    """

    calibration: Scores
    scores: Scores
    is_anomaly: Labels

    def without(self, row: int) -> "ValidationScores":
        """Return them without a calibration score, of which the first of `scores` are the same."""
        calibration, scores = (np.delete(each, row) for each in (self.calibration, self.scores))
        return ValidationScores(calibration, scores, np.delete(self.is_anomaly, row))


@dataclass(frozen=True)
class Rule:
    """A rule that chooses a threshold.

    Attributes
    ----------
    name : str
        Its name in the registry.
    uses_labels : bool
        Whether it needs labelled digits, not the normal ones alone.
    settings : tuple of Setting
        Its settings, in the order in which their values are given.
    function
        Takes the calibration scores, or scores and is_anomaly, and the values.
    """

    name: str
    uses_labels: bool
    settings: tuple[Setting, ...]
    function: Callable[..., float]

    def values(self, *given: float) -> tuple[float, ...]:
        """Return a value for each setting, the default where none is given.

        Raises
        ------
        UserError
            If there are too many values or one is out of its range.
        """
        most = len(self.settings)
        if len(given) > most:
            raise UserError("rule.too_many", name=self.name, given=len(given), most=most)
        for setting, value in zip(self.settings, given, strict=False):
            check_range(setting.name, value, setting.low, setting.high)
        return (*given, *(setting.default for setting in self.settings[len(given) :]))

    def threshold(self, evidence: ValidationScores, *values: float) -> float:
        """Choose a threshold; settings without a value take their defaults.

        Raises
        ------
        UserError
            If a value is out of its range or the rule has no answer.
        """
        complete = self.values(*values)
        if self.uses_labels:
            return self.function(evidence.scores, evidence.is_anomaly, *complete)
        return self.function(evidence.calibration, *complete)

    def written(self, *values: float) -> str:
        """Return the rule as `parse_rule` reads it, for example ``"cost=10,1,0.001"``."""
        numbers = ",".join(f"{value:.12g}" for value in self.values(*values))
        return f"{self.name}={numbers}" if numbers else self.name


def _registry() -> dict[str, Rule]:
    base_rate = Setting("base_rate", 0.001, 1e-6, 0.5)
    costs = (
        Setting("miss_cost", 10.0, 0.01, 1000.0),
        Setting("false_alarm_cost", 1.0, 0.01, 1000.0),
        base_rate,
    )
    quantile = Setting("quantile", rules.DEFAULT_QUANTILE, 0.5, 0.9999)
    precision = (Setting("precision", 0.9, 0.01, 1.0), base_rate)
    known = (
        Rule("quantile", False, (quantile,), rules.quantile_threshold),
        Rule("sigma", False, (Setting("sigmas", 3.0, 0.1, 10.0),), rules.sigma_threshold),
        Rule(
            "clipped",
            False,
            (Setting("clip", rules.DEFAULT_CLIP, 3.0, 1000.0),),
            rules.clipped_threshold,
        ),
        Rule("mad", False, (Setting("deviations", 3.5, 0.1, 20.0),), rules.mad_threshold),
        Rule("conformal", False, (Setting("alpha", 0.01, 1e-4, 0.5),), rules.conformal_threshold),
        Rule("f1", True, (), label_rules.best_f1_threshold),
        Rule("youden", True, (), label_rules.youden_threshold),
        Rule("cost", True, costs, label_rules.least_cost_threshold),
        Rule("precision", True, precision, label_rules.precision_threshold),
    )
    return {rule.name: rule for rule in known}


RULES = _registry()


def parse_rule(text: str) -> tuple[Rule, tuple[float, ...]]:
    """Read a rule as ``"f1"``, ``"quantile=0.99"`` or ``"cost=10,1,0.001"``.

    Returns
    -------
    rule : Rule
    values : tuple of float
        One for each setting; those not given are the defaults.

    Raises
    ------
    UserError
        If there is no such rule, or a value is not a number, out of its range or one too many.
    """
    name, equals, rest = text.strip().partition("=")
    if name not in RULES:
        raise UserError("rule.unknown", name=name[:40], known=", ".join(RULES))
    given = tuple(_number(part) for part in rest.split(",")) if equals else ()
    return RULES[name], RULES[name].values(*given)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise UserError("rule.not_number", value=text[:40])
    return value
