"""Thresholds that rules choose for a trained detector, and what its test digits are by them."""

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import (
    RULES,
    Confusion,
    Rule,
    ValidationScores,
    default_rule,
    default_threshold,
    parse_rule,
)
from anomaly.training.signs import SIGN
from anomaly.training.trained import TrainedDetector

ChosenRule = tuple[Rule, tuple[float, ...]]


def validation_scores_of(trained: TrainedDetector, anomalous: Iterable[int]) -> ValidationScores:
    """Return the scores that threshold rules use: of held-out training digits, never of test ones.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : iterable of int
        Digits that count as anomalies.
    """
    scores, is_anomaly = trained.validation_against(anomalous)
    return ValidationScores(
        np.asarray(trained.calibration_scores, np.float64),
        np.asarray(scores, np.float64),
        np.asarray(is_anomaly, bool),
    )


def choose_threshold(
    trained: TrainedDetector, anomalous: Iterable[int], rule: ChosenRule | None
) -> tuple[float, str, UserError | None]:
    """Return the threshold `rule` chooses, the rule as written, and a warning or None.

    Without a rule, return the default threshold, which always exists.

    Raises
    ------
    UserError
        If `rule` has no answer.
    """
    if rule is None:
        threshold, problem = default_threshold(trained.calibration_scores)
        return threshold, default_rule_of(trained), problem
    chosen, values = rule
    threshold = chosen.threshold(validation_scores_of(trained, anomalous), *values)
    return threshold, chosen.written(*values), None


def default_rule_of(trained: TrainedDetector) -> str:
    """Return the default rule of a detector, as written."""
    return RULES[default_rule(len(trained.calibration_scores))].written()


@cached_per_instance(16)  # the rules that a page offers, counted with limits and without
def rule_without_each(trained: TrainedDetector, rule: str, anomalous: tuple[int, ...]) -> Tensor:
    """Return what a rule chooses without the score of each calibration picture, float64 (M,).

    Where it has no answer then, the default rule's takes its place, as in all that follows a rule.

    Parameters
    ----------
    trained : TrainedDetector
        With two calibration scores or more.
    rule : str
        As written.
    anomalous : tuple of int
        Digits that count as anomalies, for rules that use labels.
    """
    chosen, values = parse_rule(rule)
    evidence = validation_scores_of(trained, anomalous)
    thresholds = []
    for row in range(len(evidence.calibration)):
        others = evidence.without(row)
        try:
            thresholds.append(chosen.threshold(others, *values))
        except UserError:
            thresholds.append(default_threshold(others.calibration)[0])
    return torch.tensor(thresholds, dtype=torch.float64)


def thresholds_in_test(
    trained: TrainedDetector, threshold: float, rule: str | None, anomalous: Iterable[int]
) -> Tensor:
    """Return the threshold by which each test digit is judged, float64 (N,).

    It is `threshold`, but for the pictures of a person's own sign where a rule chose it. All of
    them are calibration pictures as well, so that the rule has seen their scores: each is judged by
    what the rule chooses without its own.

    Parameters
    ----------
    trained : TrainedDetector
    threshold : float
    rule : str or None
        The rule that chose it, as written; None for a threshold set by hand, which counts as it is.
    anomalous : iterable of int
        Digits that count as anomalies.
    """
    thresholds = torch.full((len(trained.test_scores),), threshold, dtype=torch.float64)
    if trained.is_of_signs and rule is not None:
        own = rule_without_each(trained, rule, tuple(anomalous))
        thresholds[trained.test_labels == SIGN] = own
    return thresholds


def flagged_in_test(
    trained: TrainedDetector,
    threshold: float,
    rule: str | None,
    anomalous: Iterable[int],
    *,
    with_limits: bool = False,
) -> Tensor:
    """Return which test digits are called anomalies, bool (N,).

    Parameters
    ----------
    trained : TrainedDetector
    threshold, rule, anomalous
        As `thresholds_in_test` takes them.
    with_limits : bool
        Whether the second test flags digits as well, if it is known which it does.
    """
    thresholds = thresholds_in_test(trained, threshold, rule, anomalous)
    flagged = trained.test_scores.double() >= thresholds
    if with_limits and trained.test_outside is not None:
        return flagged | trained.test_outside
    return flagged


def confusion_in_test(
    trained: TrainedDetector,
    threshold: float,
    rule: str | None,
    anomalous: Iterable[int],
    *,
    with_limits: bool = False,
) -> Confusion:
    """Return the confusion matrix of the test digits; the parameters are `flagged_in_test`'s."""
    anomalous = tuple(anomalous)
    flagged = flagged_in_test(trained, threshold, rule, anomalous, with_limits=with_limits)
    chosen, is_anomaly = trained.in_play(anomalous)
    return Confusion.of(flagged[chosen], is_anomaly)
