"""Notices on the digit at hand, where a page has no place for them beside each verdict."""

import streamlit as st

from anomaly.ui.digit_input.answer import notices_on
from anomaly.ui.digit_input.digit_at_hand import SelectedDigit


def show_notices(picked: SelectedDigit) -> None:
    """Note on the page what should be known of a digit, and of the steps to it."""
    for notice in notices_on(picked):
        st.caption(notice["text"], help=notice["why"])
