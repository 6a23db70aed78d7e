"""The main screen: draw or pick a digit, see what the network makes of it, move the threshold."""

from html import escape
from pathlib import Path

import streamlit as st
import torch

from anomaly import figures
from anomaly.data import Digits, all_others
from anomaly.detectors import Detection
from anomaly.evaluation import share_below
from anomaly.text import Problem, name_digits, name_share, say
from anomaly.training import TrainedDetector, TrainingPlan
from anomaly.ui import state
from anomaly.ui.address import View
from anomaly.ui.histogram import current_threshold, threshold_histogram
from anomaly.ui.picker import Picked, fill_tabs, keep_drawing, pick_digit
from anomaly.ui.sidebar import Choices, sidebar
from anomaly.ui.steps import show_steps

BLANK = torch.zeros(28, 28)
STYLE = Path(__file__).with_name("style.css")


def page() -> None:
    """Draw the whole screen."""
    st.html(STYLE)
    notice = state.open_view()
    try:
        choices = sidebar()
        plan = _plan(choices)
        digits = state.library().digits
        trained = _obtain(plan, digits)
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
        return
    if notice is not None:
        st.info(str(notice), icon=":material/link_off:")
    anomalous = tuple(label for label in choices.anomalous if label not in plan.normal)
    st.html(
        f'<p class="lead">{escape(say("playground.lead", normal=name_digits(plan.normal)))}</p>'
    )
    keep_drawing()
    _playground(trained, digits, anomalous or all_others(plan.normal))


def _plan(choices: Choices) -> TrainingPlan:
    """Return what the sidebar asks for, or the last plan that made sense, so that nothing is lost.

    Raises
    ------
    Problem
        If there has been no such plan.
    """
    try:
        plan = TrainingPlan(detector=choices.detector, normal=choices.normal)
    except Problem as problem:
        if "plan" not in st.session_state:
            raise
        st.error(str(problem), icon=":material/error:")
        last: TrainingPlan = st.session_state.plan
        return last
    st.session_state.plan = plan
    return plan


def _obtain(plan: TrainingPlan, digits: Digits) -> TrainedDetector:
    """Fetch the detector from the shelf, with progress where it must be trained first."""
    place = st.empty()
    normal = name_digits(plan.normal)
    problems: list[Problem] = []
    trained = state.shelf().obtain(
        plan,
        digits,
        on_report=lambda report: place.progress(
            report.epoch / report.epochs,
            say("playground.training", normal=normal, epoch=report.epoch, epochs=report.epochs),
        ),
        on_problem=problems.append,
    )
    place.empty()
    for problem in problems:
        st.warning(str(problem), icon=":material/warning:")
    return trained


@st.fragment
def _playground(trained: TrainedDetector, digits: Digits, anomalous: tuple[int, ...]) -> None:
    """Everything that re-runs with a stroke, a click or a new threshold."""
    left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        picked, tabs = pick_digit(digits, anomalous)
    with right:
        threshold, chosen = current_threshold(trained)
        detection = _detect(trained, picked)
        _verdict(trained, detection, threshold, picked)
        # The verdict is on its way to the page; what takes longer to draw comes after it.
        _pictures(trained, detection, picked.origin)
        threshold_histogram(trained, anomalous, detection.score if detection else None)
    with left:
        fill_tabs(tabs, digits, trained.plan.normal, anomalous)
        show_steps(picked.trace)
    state.write_address(
        View(
            normal=trained.plan.normal,
            anomalous=anomalous,
            detector=trained.plan.detector,
            threshold=threshold if chosen else None,
            sample=picked.sample,
        )
    )


def _detect(trained: TrainedDetector, picked: Picked) -> Detection | None:
    return None if picked.digit is None else trained.detector.detect(picked.digit)


def _verdict(
    trained: TrainedDetector, detection: Detection | None, threshold: float, picked: Picked
) -> None:
    if detection is None:
        kind = "blank"
        sentence = say("verdict.blank", reason=picked.problem)
    else:
        kind = "anomaly" if detection.score >= threshold else "normal"
        sentence = say(
            f"verdict.{kind}",
            score=detection.score,
            threshold=threshold,
            share=name_share(share_below(detection.score, trained.calibration_scores)),
            normal=name_digits(trained.plan.normal),
        )
    first, rest = sentence.split(":", 1)
    with st.container(key="verdict"):
        st.html(
            f'<p class="verdict {kind}" role="status"><strong>{escape(first)}:</strong>'
            f"<span>{escape(rest)}</span></p>"
        )


def _pictures(trained: TrainedDetector, detection: Detection | None, origin: str) -> None:
    """Show input, reconstruction and difference, all dark where there is no digit."""
    signed = st.session_state.get("signed", False)
    shown = detection or trained.detector.detect(BLANK)
    with st.container(key="pictures"):
        with st.container(key="picture_frame"):
            st.plotly_chart(
                figures.pictures(shown, origin, signed),
                height="stretch",
                key="picture_row",
                config={"displayModeBar": False},
                alt=say("picture.alt"),
            )
        st.toggle(say("picture.signed"), key="signed", help=say("picture.signed_help"))
