"""Two buttons under the digit at hand: this is normal too, or this should be an anomaly."""

import streamlit as st

from anomaly.errors import UserError
from anomaly.text import as_markdown, format_digits, t
from anomaly.ui.digit_input.digit_at_hand import SelectedDigit, digit_at_hand
from anomaly.ui.session import lessons
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session
from anomaly.ui.session.tray import example_of

BUTTONS = {"normal": False, "anomaly": True}  # and whether it gives an anomaly
ICONS = {"normal": ":material/check:", "anomaly": ":material/change_history:"}


def teaching_buttons(context: PageContext, picked: SelectedDigit) -> None:
    """Draw the buttons, and why they cannot be used or what came of the last click.

    Parameters
    ----------
    context : PageContext
    picked : SelectedDigit
        The digit at hand.
    """
    if context.trained.is_of_signs:
        return
    teaching = session().teaching
    reason = _reason(context, picked)
    with st.container(key="teach"):
        with st.container(key="teach_buttons", horizontal=True, gap="small"):
            for name, is_anomaly in BUTTONS.items():
                st.button(
                    t(f"teach.{name}"),
                    key=f"teach_{name}",
                    icon=ICONS[name],
                    disabled=reason is not None,
                    on_click=_give,
                    args=(context, is_anomaly),
                    width="stretch",
                )
        problem, teaching.problem = teaching.problem, None
        told = "problem" if problem else "reason" if reason else "invite"
        with st.container(key=f"teach_{told}"):
            invite = t("teach.invite", normal=format_digits(context.normal))
            st.caption(as_markdown(problem or reason or invite))


def _reason(context: PageContext, picked: SelectedDigit) -> str | None:
    """Return why the digit at hand cannot be an example; None where it can."""
    if session().digit.source == "sample":
        return t("teach.sample")
    if picked.digit is None:
        return t("teach.blank")
    if picked.steps_off:
        return t("teach.steps")
    if context.untaught.taught is not None:
        return t("teach.base_gone")
    return None


def _give(context: PageContext, is_anomaly: bool) -> None:
    """Put the digit at hand into the tray."""
    picked = digit_at_hand(context.digits, context.anomalous)
    if picked.digit is None or _reason(context, picked) is not None:
        return
    digit, teaching = session().digit, session().teaching
    drawing = digit.drawing if digit.source == "drawing" else None
    try:
        lessons.tray_of(context.normal).add(example_of(picked.digit, is_anomaly, drawing))
    except UserError as problem:
        teaching.problem = problem
        return
    lessons.change(context)
