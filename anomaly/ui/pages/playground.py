"""The main screen: draw or pick a digit, see what the network makes of it, move the threshold."""

from html import escape

import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator

from anomaly.detectors import Detection, SearchingDetector
from anomaly.text import format_digits, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.pictures import show_pictures
from anomaly.ui.components.threshold.histogram import show_histogram
from anomaly.ui.components.threshold.verdict import show_verdict
from anomaly.ui.digit_input.drawing import keep_drawing
from anomaly.ui.digit_input.picker import Picked, fill_tabs, pick_digit
from anomaly.ui.digit_input.steps import show_steps
from anomaly.ui.panels.gallery import choose_bar, show_bar
from anomaly.ui.panels.search import follow_search, show_film
from anomaly.ui.session import state
from anomaly.ui.session.page_context import PageContext, scene, show_source, view_of
from anomaly.ui.session.threshold import apply_message, current_line, message_for_browser

BLANK = torch.zeros(28, 28)


def page() -> None:
    """Draw the whole screen."""
    shown = scene()
    lead = t("playground.lead", normal=format_digits(shown.trained.plan.normal))
    st.html(f'<p class="lead">{escape(lead)}</p>')
    keep_drawing()
    _playground(shown)


@st.fragment
def _playground(shown: PageContext) -> None:
    """Everything that re-runs with a stroke, a click or a new threshold."""
    trained, anomalous = shown.trained, shown.anomalous
    with st.container(key="board"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        picked, tabs = pick_digit(shown.digits, anomalous)
    with right, st.container(gap="xsmall"):
        line = current_line(trained, anomalous)
        search = st.empty()
        detection = _detect(trained, picked, search)
        score = None if detection is None else detection.score
        # The verdict is on its way to the page; what takes longer to draw comes after it.
        answer = message_for_browser(trained, anomalous, line, score)
        show_verdict(trained, answer, picked.problem)
        _pictures(detection, picked.origin)
        if detection is not None and isinstance(trained.detector, SearchingDetector):
            show_film()
        show_histogram(trained, anomalous, apply_message, choose_bar)
    show_bar(shown)
    with left:
        fill_tabs(tabs, shown.digits, trained.plan.normal, anomalous)
        with st.container(horizontal=True, vertical_alignment="center"):
            show_steps(picked.trace)
            st.toggle(
                t("picture.signed"),
                key="signed",
                help=t("picture.signed_help"),
                persist_state="session",
            )
        show_source(shown)
    state.write_address(view_of(shown, line, picked.sample))


def _detect(trained: TrainedDetector, picked: Picked, search: DeltaGenerator) -> Detection | None:
    if picked.digit is None:
        return None
    if isinstance(trained.detector, SearchingDetector):
        return follow_search(trained, picked.digit, search).detection
    return trained.detector.detect(picked.digit)


def _pictures(detection: Detection | None, origin: str) -> None:
    """Show input, reconstruction and difference, all dark where there is no digit."""
    shown = detection or Detection(BLANK, BLANK, BLANK, 0.0)
    with st.container(key="pictures"):
        show_pictures(shown, origin, st.session_state.get("signed", False), "picture_row")
