"""The verdict on the digit at hand, which follows the pen and the threshold under the hand."""

from pathlib import Path

import numpy as np
import streamlit as st

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.evaluation import close_margin
from anomaly.evaluation.properties import PROPERTIES
from anomaly.reports.verdict import MAX_MISSING
from anomaly.text import format_digits, t
from anomaly.text.language import language
from anomaly.training.judgement import name_kind
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer.messages import content_key
from anomaly.ui.components.arrays import encode_array
from anomaly.ui.components.loader import load_component
from anomaly.ui.components.threshold.messages import LimitsMessage, VerdictMessage

FOLDER = Path(__file__).parent
KINDS = (
    "normal", "normal_close", "anomaly", "anomaly_close", "anomaly_on", "anomaly_times",
    "anomaly_limits", "normal_far", "anomaly_far", "anomaly_times_far",
)  # fmt: skip
REASONS = (
    "close", "close_band", "close_why", "missing", "missing_why", "missing_link", "share",
    "p_value", "limits",
    "limits_what", "limits_why", "limits_off", "limits_passed", "limits_all",
)  # fmt: skip
BLANKS = (
    "score", "threshold", "times", "share", "count", "total", "count_in", "total_in", "p",
    "reason", "reasons", "agree",
)  # fmt: skip
ENDS = ("low", "high")  # of a property's limits

_component = load_component(
    FOLDER / "verdict.js",
    '<div class="verdict-place"></div>',
    [FOLDER / "verdict.css"],
    isolate_styles=False,
)


def show_verdict(trained: TrainedDetector, anomalous: tuple[int, ...]) -> None:
    """Show what the threshold makes of the digit at hand, which comes with the answer.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies.
    """
    with st.container(key="verdict"):
        _component(key="verdict_sentence", data=verdict_message(trained, anomalous))


@cached_per_instance(4, also_by=language)
def verdict_message(trained: TrainedDetector, anomalous: tuple[int, ...]) -> VerdictMessage:
    """Return what the verdict needs of a detector to judge any digit."""
    calibration = np.sort(trained.independent_scores)
    blanks = {name: f"{{{name}}}" for name in BLANKS}
    normal = format_digits(trained.plan.normal, trained.is_of_signs)
    below, above = close_margin(trained.calibration_scores, len(trained.independent_scores))
    return {
        "content_key": content_key(trained, anomalous),
        "decimals": figures.axis_of(trained.test_scores).decimals,
        "margin": {"below": below, "above": above},
        "limits": _limits(trained),
        "max_missing": MAX_MISSING if trained.detector.scores_difference else None,
        "calibration": encode_array(calibration, "<f4"),
        "words": {
            **{word: t(f"verdict.{word}", normal=normal, **blanks) for word in (*KINDS, *REASONS)},
            "clauses": t("list.clauses"),
            "sentences": t("list.sentences"),
            "share_all": t("share.all"),
            "share_part": t("share.part", percent="{percent}"),
        },
    }


def _limits(trained: TrainedDetector) -> LimitsMessage | None:
    limits = trained.limits
    if limits is None:
        return None
    reasons = [f"{name}_{end}" for name in PROPERTIES for end in ENDS]
    return {
        "properties": list(PROPERTIES),
        "kinds": [name_kind(trained, label) for label in limits.labels],
        "low": limits.low.tolist(),
        "high": limits.high.tolist(),
        "words": {reason: t(f"limits.{reason}", kind="{kind}") for reason in reasons},
    }
