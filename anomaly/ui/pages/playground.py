"""The Playground: draw or pick a digit, see its reconstruction, move the threshold."""

from html import escape

import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import Detection, SearchingDetector
from anomaly.text import format_digits, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.pictures import show_pictures
from anomaly.ui.components.threshold.histogram import show_histogram
from anomaly.ui.components.threshold.verdict import show_verdict
from anomaly.ui.digit_input.digit_at_hand import SelectedDigit
from anomaly.ui.digit_input.drawing import restore_drawing
from anomaly.ui.digit_input.picker import fill_tabs, pick_digit
from anomaly.ui.digit_input.steps import show_steps
from anomaly.ui.panels.gallery import choose_bar, show_bar
from anomaly.ui.panels.notices import show_source, warn_of_problem
from anomaly.ui.panels.search import follow_search, show_frames
from anomaly.ui.session import widget_keys
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context
from anomaly.ui.session.threshold import apply_message, current_threshold, message_for_browser

BLANK = torch.zeros(IMAGE_SIDE, IMAGE_SIDE)


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    warn_of_problem(context.trained)
    lead = t("playground.lead", normal=format_digits(context.normal))
    st.html(f'<p class="lead">{escape(lead)}</p>')
    restore_drawing()
    _playground(context)


@st.fragment
def _playground(context: PageContext) -> None:
    """Draw everything that re-runs with a stroke, a click or a new threshold."""
    trained, anomalous = context.trained, context.anomalous
    with st.container(key="board"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        picked, tabs = pick_digit(context.digits, anomalous)
    with right, st.container(gap="xsmall"):
        threshold = current_threshold(trained, anomalous)
        search = st.empty()
        detection = _detect(trained, picked, search)
        score = None if detection is None else detection.score
        # The verdict goes first, since what follows takes longer to draw.
        answer = message_for_browser(trained, anomalous, threshold, score)
        show_verdict(trained, answer, picked.problem)
        _pictures(detection, picked.origin)
        if detection is not None and isinstance(trained.detector, SearchingDetector):
            show_frames()
        show_histogram(trained, anomalous, apply_message, choose_bar)
    show_bar(context)
    with left:
        fill_tabs(tabs, context.digits, context.normal, anomalous)
        with st.container(horizontal=True, vertical_alignment="center"):
            show_steps(picked.trace)
            st.toggle(
                t("picture.signed"),
                key=widget_keys.SIGNED,
                help=t("picture.signed_help"),
                persist_state="session",
            )
        show_source(context)
    write_address(view_of(context, threshold))


def _detect(
    trained: TrainedDetector, picked: SelectedDigit, search: DeltaGenerator
) -> Detection | None:
    if picked.digit is None:
        return None
    if isinstance(trained.detector, SearchingDetector):
        return follow_search(trained, picked.digit, search).detection
    return trained.detector.detect(picked.digit)


def _pictures(detection: Detection | None, origin: str) -> None:
    """Show input, reconstruction and difference, all dark where there is no digit."""
    detection = detection or Detection(BLANK, BLANK, BLANK, 0.0)
    with st.container(key="pictures"):
        signed = st.session_state.get(widget_keys.SIGNED, False)
        show_pictures(detection, origin, signed, "picture_row")
