"""The row of digits from which the normal ones are chosen."""

import streamlit as st

from anomaly.data.digits import LABELS
from anomaly.text import escape_markdown, t
from anomaly.ui.session import widget_keys
from anomaly.ui.session._compat import StreamlitPage
from anomaly.ui.session.normal_digits import chosen_normal, is_own, switch_several
from anomaly.ui.session.session import session


def normal_row(key: str, own: str | None = None) -> tuple[int, ...]:
    """Draw the row and return the digits chosen, ascending; none for a person's own sign.

    Parameters
    ----------
    key : str
        Of the choice in `widget_keys`; its values must be set.
    own : str, optional
        On the button beside the digits that leads to a person's own sign; None for no such button,
        nor is there one where that page is hidden.
    """
    own_sign = is_own(key)
    with st.container(key=f"{key}_row", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(t("normal.label"), width="content")
        if own is not None and (page := session().navigation.pages.get("own")):
            _own_button(own, page, pressed=own_sign)
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
            disabled=own_sign,
            persist_state="session",
        )
    return chosen_normal(key)


def _own_button(label: str, page: StreamlitPage, pressed: bool) -> None:
    """Draw the button that opens the page of a person's own sign, beside the digits.

    Parameters
    ----------
    label : str
        What the sign is called, a stranger's word.
    page : StreamlitPage
    pressed : bool
        Whether the sign is the normal one.
    """
    with st.container(key="own_pill_pressed" if pressed else "own_pill", width="content"):
        if st.button(
            escape_markdown(label),
            icon=":material/gesture:",
            help=t("own.pill_help"),
            key="own_open",
        ):
            st.switch_page(page)
