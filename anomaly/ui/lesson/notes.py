"""The teacher's notes on a step of the lesson."""

import streamlit as st

from anomaly.text import t
from anomaly.ui.lesson.timing import MINUTES

PARTS = ("ask", "say", "right")


def show_notes(step: str) -> None:
    """Show what a teacher needs at a step: time, question, usual answers, and the right one.

    Parameters
    ----------
    step : str
        Its name.
    """
    with st.container(key="lesson_notes", border=True, gap="small"):
        minutes = t("notes.minutes", minutes=MINUTES[step])
        st.markdown(f"**{t('notes.title')}** · {minutes}")
        for column, part in zip(st.columns([1, 1, 2]), PARTS, strict=True):
            with column:
                st.caption(t(f"notes.{part}"))
                st.markdown(t(f"notes.{step}_{part}"))
