"""The row of digits from which the normal ones are chosen."""

import streamlit as st

from anomaly.data.digits import LABELS
from anomaly.text import t
from anomaly.ui.session import widget_keys
from anomaly.ui.session.normal_digits import chosen_normal, switch_several


def normal_row(key: str) -> tuple[int, ...]:
    """Draw the row and return the digits chosen, ascending.

    Parameters
    ----------
    key : str
        Of the choice in `widget_keys`; its values must be set.
    """
    with st.container(key=f"{key}_row", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(t("normal.label"), width="content")
        if st.session_state[widget_keys.several(key)]:
            st.pills(
                t("normal.label"),
                LABELS,
                selection_mode="multi",
                key=widget_keys.many(key),
                label_visibility="collapsed",
                persist_state="session",
            )
        else:
            st.pills(
                t("normal.label"),
                LABELS,
                required=True,
                key=key,
                label_visibility="collapsed",
                persist_state="session",
            )
        st.toggle(
            t("normal.several"),
            key=widget_keys.several(key),
            on_change=switch_several,
            args=(key,),
            persist_state="session",
        )
    return chosen_normal(key)
