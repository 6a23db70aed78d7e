"""The verdict on the digit at hand, which follows the threshold while it is dragged."""

from pathlib import Path

import numpy as np
import streamlit as st

from anomaly import figures
from anomaly.evaluation import conformal_p_value, share_below
from anomaly.text import format_digits, format_score, format_share, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.loader import load_component
from anomaly.ui.session.threshold import ThresholdState, content_key, for_browser

_component = load_component(
    Path(__file__).parent, '<div class="verdict-place"></div>', isolate_styles=False
)


def show_verdict(
    trained: TrainedDetector,
    anomalous: tuple[int, ...],
    line: ThresholdState,
    score: float | None,
    reason: str = "",
) -> None:
    """Say what the threshold makes of a digit, and tell the histogram beside it.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies in the histogram beside it.
    line : Line
    score : float or None
        Of the digit at hand; None where there is none.
    reason : str
        Why there is none; empty to say nothing at all.
    """
    decimals = figures.axis_of(trained.test_scores).decimals
    sentences: dict[str, str] = {}
    note = ""
    if score is not None:
        sentences, note = _sentences(trained, score, decimals)
    elif reason:
        sentences = {"blank": t("verdict.blank", reason=reason)}
    data = {
        "now": {
            "of": content_key(trained, anomalous),
            "score": score,
            **for_browser(trained, anomalous, line),
        },
        "decimals": decimals,
        "sentences": sentences,
        "note": note,
    }
    with st.container(key="verdict"):
        _component(key="verdict_sentence", data=data)


def _sentences(trained: TrainedDetector, score: float, decimals: int) -> tuple[dict[str, str], str]:
    """Return what to say on either side of the threshold, which is left blank, and a note."""
    calibration = trained.calibration_scores
    normal = format_digits(trained.plan.normal)
    parts = {
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
    return {kind: t(f"verdict.{kind}", **parts) for kind in ("normal", "anomaly")}, note
