"""Expected performance on a person's own sign: each picture, scored without it."""

import streamlit as st

from anomaly import figures
from anomaly.reports.sign_report import SignReport
from anomaly.text import format_score, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.panels.notices import warn_of_problem
from anomaly.ui.panels.sign_shares import report_of, show_shares
from anomaly.ui.session.links import link_parameters, view_of
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session
from anomaly.ui.session.threshold import current_threshold

MAX_SHOWN = 40  # pictures, the strangest first
TILE = 64  # pixels


def show_result(context: PageContext, *, is_current: bool) -> None:
    """Show what was found by leaving each picture out, and the way to the playground."""
    trained = context.trained
    if session().own.tray.examples and not is_current:
        st.caption(t("own.changed"))
    warn_of_problem(trained)
    with st.container(key="own_result", gap="small"):
        unlike = int(report_of(trained).unlike.sum())
        if unlike:
            st.warning(t("own.look_at", count=unlike), icon=":material/warning:")
        show_shares(trained)
        playground = session().navigation.pages.get("playground")
        if playground is not None and _try_button():
            view = view_of(context, current_threshold(trained, context.anomalous))
            st.switch_page(playground, query_params=link_parameters(view))
        _show_pictures(trained, report_of(trained))


def _try_button() -> bool:
    return st.button(t("own.try"), type="primary", icon=":material/draw:", key="own_try")


def _show_pictures(trained: TrainedDetector, report: SignReport) -> None:
    """Show each picture with its score, the strangest first, and which are to be looked at."""
    assert trained.signs is not None
    pictures = trained.signs.normal.numpy()
    decimals = figures.axis_of(trained.test_scores).decimals
    order = (-report.scores).argsort(kind="stable")[:MAX_SHOWN].tolist()
    captions = []
    for row in order:
        marks = {"unlike": report.unlike[row], "flagged": report.flagged[row]}
        mark = next((name for name, is_so in marks.items() if is_so), "passed")
        captions.append(t(f"own.{mark}", score=format_score(report.scores[row], decimals)))
    st.caption(t("own.left_out", line=format_score(trained.threshold, decimals)))
    sample_grid(
        pictures[order],
        order,
        [t("own.left_out_name", caption=caption) for caption in captions],
        "own_left_out",
        captions=captions,
        min_width=TILE,
    )
