"""Warnings about detectors that learned from few or from generated digits, in numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.evaluation import default_threshold, digits_for_upper_end, quantile_interval
from anomaly.text import display_name, format_digits, format_score, join_text, t
from anomaly.text.language import language
from anomaly.training.trained import TrainedDetector


@dataclass(frozen=True)
class Weakness:
    """Why a detector is weak, and how well its default threshold is known.

    Attributes
    ----------
    reason : {"generated", "few", "held_out", "signs"}
        It learned from generated digits, or from fewer than its threshold would need held out; or
        fewer than these were scored for its threshold; or there are fewer pictures of a sign.
    held_out : int
        Calibration digits that the threshold rests on.
    threshold : str
    low, high : str
        95% interval of the threshold; `high` is empty where it has no upper end.
    """

    reason: str
    held_out: int
    threshold: str
    low: str
    high: str


@cached_per_instance(1, also_by=language)
def weakness_of(trained: TrainedDetector) -> Weakness | None:
    """Return why a detector is weak; None if it is not.

    The default threshold is a 99% quantile. With fewer than 368 calibration digits its 95% interval
    has no upper end: all of them score below the true quantile in more than 1 of 40 cases. The same
    number of digits is the least to learn from.
    """
    needed, held_out = digits_for_upper_end(), len(trained.calibration_scores)
    most = trained.plan.most_digits
    if trained.source == "generated":
        reason = "generated"
    elif most is not None and most < needed:
        reason = "few"
    elif held_out < needed:
        reason = "signs" if trained.is_of_signs else "held_out"
    else:
        return None
    decimals = figures.axis_of(trained.test_scores).decimals
    threshold, _ = default_threshold(trained.calibration_scores)
    low, high = quantile_interval(trained.calibration_scores)
    return Weakness(
        reason,
        held_out,
        threshold=format_score(threshold, decimals),
        low=format_score(low, decimals),
        high=format_score(high, decimals) if math.isfinite(high) else "",
    )


def describe_weakness(trained: TrainedDetector) -> str | None:
    """Return the sentences that say why and how far a detector is weak; None if it is not."""
    weakness = weakness_of(trained)
    if weakness is None:
        return None
    learned = weakness.held_out if trained.is_of_signs else trained.plan.most_digits
    why = t(f"weak.{weakness.reason}", count=learned)
    how_far = t(
        "weak.threshold" if weakness.high else "weak.threshold_open",
        normal=format_digits(trained.plan.normal, trained.is_of_signs),
        **vars(weakness),
    )
    return join_text("sentences", (why, how_far))


def describe_weaknesses(detectors: Sequence[TrainedDetector]) -> str | None:
    """Return the same about several detectors, each with its name; None if none is weak."""
    weak = {trained: found for trained in detectors if (found := weakness_of(trained)) is not None}
    names = {trained: display_name("detector", trained.plan.detector) for trained in weak}
    if not weak:
        return None
    if len(weak) == 1:
        (only,) = weak
        return t("weak.of", name=names[only], weakness=describe_weakness(only))
    parts = [
        t("weak.part" if found.high else "weak.part_open", name=names[trained], **vars(found))
        for trained, found in weak.items()
    ]
    return t("weak.several", parts=join_text("parts", parts))
