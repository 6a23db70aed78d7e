"""Take over the view of an address, at first and on Back, and keep the address up to date."""

from typing import Any

import streamlit as st

from anomaly.data.digits import all_others
from anomaly.errors import UserError
from anomaly.preprocessing.drawing import encode
from anomaly.text import as_markdown
from anomaly.ui.session import _compat, address, lessons, presentation, widget_keys
from anomaly.ui.session.address import View
from anomaly.ui.session.language import session_language
from anomaly.ui.session.normal_digits import choose_normal
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.presentation import Presentation
from anomaly.ui.session.session import current_presentation, session, turn_to_source, use_model
from anomaly.ui.session.signs import name_sign, open_draft
from anomaly.ui.session.threshold import ThresholdState, apply_link

LEAP = 1000  # numbers of drawings; more than a page sends before it hears of another drawing


def open_presentation() -> Presentation:
    """Return what the session's link hides, the same from the session's first run to its last.

    The first run, which reads it, has the sentence for what makes no sense said.
    """
    here = session()
    if here.presentation is None:
        here.presentation, problem = presentation.read(st.query_params.to_dict())
        if problem is not None:
            here.said.sentences.append(as_markdown(problem))
            here.said.is_kept = True
    return here.presentation


def open_view() -> UserError | None:
    """Take over the view that the address asks for, on a first run and for Back and Forward.

    Returns
    -------
    UserError or None
        The sentence for an address that made no sense, in that run.
    """
    navigation = session().navigation
    if not session().opened or _compat.is_history_navigation():
        navigation.asked, session().opened = st.query_params.to_dict(), True
    if navigation.asked is None:
        return None
    view, problem = address.read(navigation.asked)
    all_count = view.anomalous == all_others(view.normal)
    choose_normal(widget_keys.NORMAL, view.normal)
    st.session_state[widget_keys.ALL_OTHERS] = all_count
    session().anomalous = (9,) if all_count else view.anomalous
    st.session_state[widget_keys.ANOMALOUS] = list(session().anomalous)
    st.session_state[widget_keys.DETECTOR] = view.detector
    use_model(view.model, draft=view.tray or "")
    apply_link(view.threshold, view.rule)
    _open_digit(view)
    _open_lesson(view)
    session().more.follow_link(view.more)
    session().with_limits = st.session_state[widget_keys.LIMITS] = view.limits
    if view.sign:
        name_sign(view.sign)
    if view.signs is not None:
        open_draft(view.signs)
    navigation.asked = None  # last: a rerun can end this at any access of the widgets' values
    return problem


def _open_lesson(view: View) -> None:
    """Go to the step of a view; what was finished elsewhere counts as well."""
    learn = session().learn
    learn.finished |= view.done
    if view.step is not None:
        learn.step = view.step
        learn.visit += 1


def _open_digit(view: View) -> None:
    """Take over the drawing or the sample of a view, and turn to its tab.

    A view with neither asks for the first anomalous sample, unless what is at hand has no place in
    an address: then that address may be its own.
    """
    digit = session().digit
    digit.sample = view.sample
    if view.drawing is not None:
        digit.drawing, digit.problem, digit.source = view.drawing, None, "drawing"
        if session().navigation.view is not None:  # Back, on a page that has drawings of its own
            digit.sequence += LEAP
    elif view.sample is not None or not _is_beyond_links():
        digit.source = "sample"
    if digit.drawing.strokes:  # else the tab stays, also the canvas' that waits for a first stroke
        turn_to_source(widget_keys.tab(session().navigation.page))


def _is_beyond_links() -> bool:
    """Return whether the digit at hand is an uploaded picture, or a drawing too long for a link."""
    digit = session().digit
    if digit.source == "drawing":
        return encode(digit.drawing) is None
    return digit.source == "upload" and digit.upload is not None


def view_of(context: PageContext, threshold: ThresholdState) -> View:
    """Return the view that a link to a page carries."""
    return View(
        normal=context.normal,
        anomalous=context.anomalous,
        detector=context.trained.plan.detector,
        **lessons.for_link(context),
        limits=session().with_limits,
        more=session().more.is_open,
        language=_language_for_link(),
        sign=session().own.name if context.trained.is_of_signs else "",
        **_digit_for_link(),
        **threshold.for_link(),
    )


def _language_for_link() -> str | None:
    found = session_language()
    return found.name if found.is_linked else None


def _digit_for_link() -> dict[str, Any]:
    """Return the digit's part of a link: a drawing, the sample chosen, or nothing."""
    digit = session().digit
    if digit.source == "drawing":
        return {"drawing": digit.drawing} if digit.drawing.strokes else {}
    return {} if _is_beyond_links() else {"sample": digit.sample}


def link_parameters(view: View) -> dict[str, str]:
    """Return the query parameters of a link to a view, shown as this session shows it."""
    return address.write(view) | presentation.write(current_presentation())


def write_address(view: View) -> None:
    """Put the view into the address bar, unless it is there already.

    The page does so itself with the first one, which `record_steps` hands it: Streamlit would make
    that a step, and Back would lead from the view to itself.
    """
    navigation, parameters = session().navigation, link_parameters(view)
    is_first, navigation.view = navigation.view is None, parameters
    if not is_first and st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
