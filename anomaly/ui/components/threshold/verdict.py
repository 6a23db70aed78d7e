"""The verdict on the digit at hand, which follows the threshold while it is dragged."""

from pathlib import Path

import numpy as np
import streamlit as st

from anomaly import figures
from anomaly.evaluation import conformal_p_value, share_below
from anomaly.text import format_digits, format_score, format_share, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.loader import load_component
from anomaly.ui.components.threshold.messages import Answer, VerdictMessage

FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "verdict.js",
    '<div class="verdict-place"></div>',
    [FOLDER / "verdict.css"],
    isolate_styles=False,
)


def show_verdict(trained: TrainedDetector, answer: Answer, reason: str = "") -> None:
    """Show what the threshold makes of the digit at hand, and send the answer to the histogram.

    Parameters
    ----------
    trained : TrainedDetector
    answer : Answer
        Its score is that of the digit, or None where there is no digit.
    reason : str
        Why there is none; empty to say nothing at all.
    """
    decimals = figures.axis_of(trained.test_scores).decimals
    sentences: dict[str, str] = {}
    note = ""
    if answer["score"] is not None:
        sentences, note = _sentences(trained, answer["score"], decimals)
    elif reason:
        sentences = {"blank": t("verdict.blank", reason=reason)}
    message: VerdictMessage = {
        "answer": answer,
        "decimals": decimals,
        "sentences": sentences,
        "note": note,
    }
    with st.container(key="verdict"):
        _component(key="verdict_sentence", data=message)


def _sentences(trained: TrainedDetector, score: float, decimals: int) -> tuple[dict[str, str], str]:
    """Return the sentence on either side of the threshold, which is left blank, and a note."""
    calibration = trained.calibration_scores
    normal = format_digits(trained.plan.normal)
    blanks = {
        "score": format_score(score, decimals),
        "threshold": "{threshold}",
        "share": format_share(share_below(score, calibration)),
        "normal": normal,
    }
    as_high, total = int(np.sum(np.asarray(calibration, np.float64) >= score)), len(calibration)
    note = t(
        "verdict.p_value",
        count=as_high,
        total=total,
        count_in=as_high + 1,
        total_in=total + 1,
        normal=normal,
        p=conformal_p_value(score, calibration),
    )
    return {kind: t(f"verdict.{kind}", **blanks) for kind in ("normal", "anomaly")}, note
