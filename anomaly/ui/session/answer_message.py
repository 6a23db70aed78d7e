"""The answer to the browser: the threshold in force, what each rule gives, the digit at hand."""

from collections.abc import Sequence

from anomaly.caching import cached_per_instance
from anomaly.evaluation import RULES, resampled_thresholds
from anomaly.text import format_digits, join_text, t
from anomaly.text.language import language
from anomaly.training.prediction import MAX_PASSED
from anomaly.training.thresholds import confusion_in_test
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer.messages import (
    AnswerMessage,
    DigitMessage,
    NoticeMessage,
    RuleMessage,
    content_key,
)
from anomaly.ui.session.session import current_presentation, session
from anomaly.ui.session.threshold import RuleResult, Settings, ThresholdState, evaluate_rules


def message_for_browser(
    trained: TrainedDetector,
    anomalous: tuple[int, ...],
    line: ThresholdState,
    *,
    drawing: int = 0,
    score: float | None = None,
    reason: str = "",
    digit: DigitMessage | None = None,
    limits: Sequence[str] = (),
    notices: Sequence[NoticeMessage] = (),
) -> AnswerMessage:
    """Return the answer to the browser: what changes with each digit and each move.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies.
    line : ThresholdState
    drawing : int
        Number of the last drawing that the page sent.
    score : float, optional
        Score of the digit at hand, if there is one.
    reason : str
        The sentence in its place.
    digit : DigitMessage, optional
    limits : sequence of str
        Reasons of the second test, in words.
    notices : sequence of NoticeMessage
        What should be known of the digit beside its verdict.
    """
    more, hidden = session().more, current_presentation().rules
    return {
        "content_key": content_key(trained, anomalous),
        "drawing": drawing,
        "score": score,
        "reason": reason,
        "digit": digit,
        "limits": list(limits),
        "with_limits": session().with_limits,
        "threshold": line.threshold,
        "rule": line.rule,
        "sequence": line.sequence,
        "settings": dict(line.settings),
        "rules": [
            {**rule, "is_hidden": rule["name"] in hidden}
            for rule in _rule_messages(trained, anomalous, line.settings)
        ],
        "problem": "" if line.problem is None else str(line.problem),
        "more": {"is_open": more.is_open, "link": more.link},
        "notices": list(notices),
    }


@cached_per_instance(32, also_by=language)
def _rule_messages(
    trained: TrainedDetector, anomalous: tuple[int, ...], settings: Settings
) -> list[RuleMessage]:
    return [
        _describe_rule(
            trained, result, _band(trained, result), _false_alarms(trained, anomalous, result)
        )
        for result in evaluate_rules(trained, anomalous, settings)
    ]


def _band(trained: TrainedDetector, result: RuleResult) -> tuple[float, ...]:
    """Return what a rule that looks at calibration scores alone chooses from resampled ones."""
    if result.uses_labels or result.threshold is None:
        return ()
    rule = RULES[result.name]
    return resampled_thresholds(
        trained.calibration_scores,
        lambda scores: rule.function(scores, *result.values),
        len(trained.independent_scores),
    )


def _false_alarms(
    trained: TrainedDetector, anomalous: tuple[int, ...], result: RuleResult
) -> int | None:
    """Return how many pictures of a sign a rule flags, each judged by what it makes of the others.

    None where the page counts them itself, by the threshold.
    """
    if result.threshold is None or not trained.is_of_signs:
        return None
    written = RULES[result.name].written(*result.values)
    return confusion_in_test(trained, result.threshold, written, anomalous).fp


def _describe_rule(
    trained: TrainedDetector,
    result: RuleResult,
    band: tuple[float, ...],
    false_alarms: int | None,
) -> RuleMessage:
    names = (setting.name for setting in RULES[result.name].settings)
    values = dict(zip(names, result.values, strict=True))
    if "base_rate" in values:
        values["one_in"] = 1 / values["base_rate"]
    assumes = [
        t(
            f"chip.{result.name}_assumes",
            count=len(trained.independent_scores),
            normal=format_digits(trained.plan.normal, trained.is_of_signs),
            labelled=t(f"chip.labelled_{'signs' if trained.is_of_signs else 'digits'}"),
            **values,
        )
    ]
    if trained.taught is not None and trained.taught.predicted:
        share = trained.taught.predicted / len(trained.calibration_scores)
        assumes.append(t("chip.taught", share=share, passed=MAX_PASSED))
    if false_alarms is not None:
        assumes.append(t("signs.counted"))
    return {
        "name": result.name,
        "title": t(f"chip.{result.name}", **values),
        "assumes": str(result.problem or join_text("sentences", assumes)),
        "uses_labels": result.uses_labels,
        "threshold": result.threshold,
        "band": list(band),
        "false_alarms": false_alarms,
        "is_hidden": False,
    }
