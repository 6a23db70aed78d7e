"""The verdict on the digit at hand, which follows the threshold while it is dragged."""

from pathlib import Path

import numpy as np
import streamlit as st

from anomaly import figures
from anomaly.evaluation import conformal_p_value, share_below
from anomaly.text import name_digits, name_score, name_share, say
from anomaly.training import TrainedDetector
from anomaly.ui.threshold import Line

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "anomaly_verdict",
    html='<div class="verdict-place"></div>',
    css=(_HERE / "verdict.css").read_text(encoding="utf-8"),
    js=(_HERE / "verdict.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_verdict(
    trained: TrainedDetector, of: str, line: Line, score: float | None, reason: str = ""
) -> None:
    """Say what the threshold makes of a digit, and tell the histogram beside it.

    Parameters
    ----------
    trained : TrainedDetector
    of : str
        Which histogram this is about.
    line : Line
    score : float or None
        Of the digit at hand; None where there is none.
    reason : str
        Why there is none; empty to say nothing at all.
    """
    sentences = {"blank": say("verdict.blank", reason=reason)} if reason else {}
    note = ""
    decimals = figures.axis_of(trained.test_scores).decimals
    if score is not None:
        calibration = trained.calibration_scores
        parts = {
            "score": name_score(score, decimals),
            "threshold": "{threshold}",
            "share": name_share(share_below(score, calibration)),
            "normal": name_digits(trained.plan.normal),
        }
        sentences = {kind: say(f"verdict.{kind}", **parts) for kind in ("normal", "anomaly")}
        note = say(
            "verdict.p_value",
            count=int(np.sum(np.asarray(calibration, np.float64) >= score)),
            total=len(calibration),
            normal=parts["normal"],
            p=conformal_p_value(score, calibration),
        )
    data = {
        "now": {
            "of": of,
            "score": score,
            "threshold": line.threshold,
            "rule": line.rule,
            "turn": line.turn,
        },
        "decimals": decimals,
        "sentences": sentences,
        "note": note,
    }
    with st.container(key="verdict"):
        _component(key="verdict_sentence", data=data)
