"""The Your own screen: give pictures of a sign, train on them, see how well it will do."""

from dataclasses import replace

import streamlit as st

from anomaly.text import t
from anomaly.ui.components.terms import with_terms
from anomaly.ui.own.files import upload_pictures
from anomaly.ui.own.given import show_given
from anomaly.ui.own.giving import draw_signs
from anomaly.ui.own.training import show_training
from anomaly.ui.session import server
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, session
from anomaly.ui.session.threshold import current_threshold

KEEP_INTERVAL = 60.0  # seconds; less than an idle worker lives


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    _keep_worker()
    lead, why = with_terms(t("own.lead"), "detector"), t("own.lead_why")
    st.html(f'<p class="lead">{lead} <span class="lead-why">{why}</span></p>')
    _board(context)


@st.fragment(run_every=KEEP_INTERVAL)
def _keep_worker() -> None:
    """Keep a worker ready while the page is open, since its start takes some seconds."""
    server.worker().start()


@st.fragment
def _board(context: PageContext) -> None:
    """Draw everything that re-runs with a drawing kept."""
    own = session().own
    with st.container(key="board"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        draw, upload = st.tabs([t("own.draw"), t("own.upload")])
        with draw:
            draw_signs()
        with upload:
            upload_pictures()
    with right, st.container(key="own", gap="small"):
        show_given(context.trained)
        show_training(context)
    view = view_of(context, current_threshold(context.trained, context.anomalous))
    if own.job is not None:
        view = replace(view, model=own.job.key)
    write_address(replace(view, signs=own.stored, sign=own.name))
