"""Sentences said once, which stay where the page runs again by itself."""

from typing import NoReturn

import streamlit as st

from anomaly.ui.session.session import session

ICON = ":material/link_off:"


def say(sentence: str) -> None:
    """Show a sentence about what was asked for, until the person does something."""
    session().said.sentences.append(sentence)
    st.info(sentence, icon=ICON)


def repeat_said() -> None:
    """Show what the run before said, if that run ended in `run_again`."""
    said = session().said
    if not said.is_kept:
        said.sentences.clear()
    said.is_kept = False
    for sentence in said.sentences:
        st.info(sentence, icon=ICON)


def run_again() -> NoReturn:
    """Run the page again although nobody did anything, as where a training has ended."""
    session().said.is_kept = True
    st.rerun()
