"""Open a session from its address, and keep the address up to date."""

import streamlit as st

from anomaly.data.digits import all_others
from anomaly.errors import UserError
from anomaly.ui.session import address, widget_keys
from anomaly.ui.session.address import View
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session, use_model
from anomaly.ui.session.threshold import ThresholdState, apply_link


def open_view() -> UserError | None:
    """Take over the view that the address asks for, on a session's first run.

    Returns
    -------
    UserError or None
        The sentence for an address that made no sense, in that run.
    """
    if session().opened:
        return None
    view, problem = address.read(st.query_params.to_dict())
    all_count = view.anomalous == all_others(view.normal)
    st.session_state[widget_keys.NORMAL] = list(view.normal)
    st.session_state[widget_keys.ALL_OTHERS] = all_count
    st.session_state[widget_keys.ANOMALOUS] = [9] if all_count else list(view.anomalous)
    st.session_state[widget_keys.DETECTOR] = view.detector
    use_model(view.model)
    apply_link(view.threshold, view.rule)
    session().digit.sample = view.sample
    session().opened = True  # last: a rerun can end this at any access of the widgets' values
    return problem


def view_of(
    context: PageContext, threshold: ThresholdState, sample: tuple[str, int] | None = None
) -> View:
    """Return the view that a link to a page carries."""
    return View(
        normal=context.normal,
        anomalous=context.anomalous,
        detector=context.trained.plan.detector,
        model=session().model.key,
        sample=sample,
        **threshold.for_link(),
    )


def write_address(view: View) -> None:
    """Put the view into the address bar, unless it is there already."""
    parameters = address.write(view)
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
