"""The Playground: draw or pick a digit, see its reconstruction, move the threshold."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from anomaly.detectors import Detection, SearchingDetector
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.damage import show_damage
from anomaly.ui.components.latent_panel import show_latent_panel
from anomaly.ui.components.pictures import show_pictures
from anomaly.ui.components.terms import with_terms
from anomaly.ui.components.threshold.histogram import show_histogram
from anomaly.ui.components.threshold.verdict import show_verdict
from anomaly.ui.digit_input.answer import make_answer
from anomaly.ui.digit_input.digit_at_hand import SelectedDigit, digit_at_hand, steps_at_hand
from anomaly.ui.digit_input.drawing import (
    draw_canvas,
    exchange,
    hand_over_drawing,
    judge_message,
)
from anomaly.ui.digit_input.picker import digit_tabs, fill_tabs
from anomaly.ui.digit_input.steps import close_steps, show_steps
from anomaly.ui.digit_input.teaching import teaching_buttons
from anomaly.ui.panels.closest import show_closest
from anomaly.ui.panels.gallery import choose_bar, show_bar
from anomaly.ui.panels.notices import show_weakness, warn_of_problem
from anomaly.ui.panels.search import follow_search, show_frames
from anomaly.ui.panels.teaching_panel import teaching_panel
from anomaly.ui.session import lessons, server, widget_keys
from anomaly.ui.session._compat import session_id
from anomaly.ui.session.links import write_address
from anomaly.ui.session.owner import current_source
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, session
from anomaly.ui.session.threshold import apply_message, current_threshold


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    if context.trained.taught is None:  # else said beside the examples
        warn_of_problem(context.trained)
    session().teaching.has_changed = False
    lessons.pursue(context)
    lead = with_terms(_lead(context), "detector")
    why = with_terms(t("playground.lead_why"), "anomaly")
    st.html(f'<p class="lead">{lead} <span class="lead-why">{why}</span></p>')
    hand_over_drawing()
    _playground(context)


def _lead(context: PageContext) -> str:
    """Return what the detector has seen."""
    normal, taught = context.kind_names[0], context.trained.taught
    count = 0 if taught is None else len(taught.examples.normal)
    if count:
        return t("playground.lead_taught", normal=normal, count=count)
    return t("playground.lead", normal=normal)


@st.fragment
def _playground(context: PageContext) -> None:
    """Draw everything that re-runs with a click or a new threshold."""
    with server.turn_to_draw(current_source(), session_id()):
        _draw(context)


def _draw(context: PageContext) -> None:
    _follow_change()
    trained, anomalous = context.trained, context.anomalous
    with st.container(key="board"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with right, st.container(gap="xsmall"):
        show_verdict(trained, anomalous)
        with st.container(key="pictures"):
            show_pictures(st.session_state.get(widget_keys.SIGNED, False), "picture_row")
        search = _search_places(trained)
        own = lessons.own_marks(context)
        show_histogram(trained, anomalous, apply_message, _choose_bar, session().more.switch, own)
        show_weakness(trained)
    with left:
        judging = judge_message(trained, session().digit.endpoint)
        others = {"damage": t("damage.title")}
        if judging["weights"] and trained.detector.has_code and not trained.is_of_signs:
            others["map"] = t("latent.title")
        tabs = digit_tabs(context.digits, **others)
        if draw := tabs.get("drawing"):
            with draw:
                draw_canvas(trained, of_signs=trained.is_of_signs)
        if search is None:
            st.fragment(_answer_first)(context)
        else:
            # A search shows its progress outside, where a fragment of its own could not.
            _answer(context, search)
        fill_tabs(tabs, context.digits, context.normal, anomalous)
        damage, codes = tabs.get("damage"), tabs.get("map")
        if damage is not None and damage.open:
            with damage:
                show_damage(judging)
        if codes is not None and codes.open:
            with codes:
                show_latent_panel(trained, context.digits, anomalous, judging["weights"])
        teaching_panel(context)
        with st.container(key="digit_options"):
            _more_options()
    show_bar(context)


def _choose_bar(bar: int) -> None:
    close_steps()
    choose_bar(bar)


def _follow_change() -> None:
    """Run the whole page where a click asks for another detector."""
    if session().teaching.has_changed:
        st.rerun()


@dataclass(frozen=True)
class SearchPlaces:
    """Places of a search's progress and of its film, which lie over each other."""

    progress: DeltaGenerator
    film: DeltaGenerator


def _search_places(trained: TrainedDetector) -> SearchPlaces | None:
    """Return the places of a search; None for a detector that does not search."""
    if not isinstance(trained.detector, SearchingDetector):
        return None
    with st.container(key="film_place"):
        return SearchPlaces(st.empty(), st.container())


def _more_options() -> None:
    """Draw what is in view while More is open."""
    with st.container(key="more_options", horizontal=True, vertical_alignment="center"):
        show_steps(steps_at_hand)
        st.session_state.setdefault(widget_keys.LIMITS, session().with_limits)
        st.toggle(
            t("limits.switch"),
            key=widget_keys.LIMITS,
            help=t("limits.switch_help"),
            on_change=_switch_limits,
            persist_state="session",
        )
        st.toggle(
            t("picture.signed"),
            key=widget_keys.SIGNED,
            help=t("picture.signed_help"),
            persist_state="session",
        )


def _switch_limits() -> None:
    session().with_limits = bool(st.session_state[widget_keys.LIMITS])


def _answer_first(context: PageContext) -> None:
    """Answer the digit at hand before pages are drawn, and a blank canvas after strokes."""
    turns = server.page_turns()
    turn = turns.blank if session().digit.is_blank else turns.stroke
    with turn(current_source()):
        _answer(context, None)


def _answer(context: PageContext, search: SearchPlaces | None) -> None:
    """Answer the digit at hand: all that re-runs with a stroke."""
    _follow_change()
    trained = context.trained
    picked = digit_at_hand(context.digits, context.anomalous)
    threshold = current_threshold(trained, context.anomalous)
    detection = _detect(trained, picked, search)
    answer = make_answer(context, picked, detection, threshold)
    exchange(answer.message())
    teaching_buttons(context, picked)
    if detection is not None and session().more.is_open:
        show_closest(context, detection)
    if detection is not None and search is not None:
        with search.film:
            show_frames()
    write_address(answer.view)


def _detect(
    trained: TrainedDetector, picked: SelectedDigit, search: SearchPlaces | None
) -> Detection | None:
    if picked.digit is None:
        return None
    if search is not None:
        with server.page_turns().pause():
            return follow_search(trained, picked.digit, search.progress).detection
    return trained.detector.detect(picked.digit)
