"""The normal digits chosen: one, which a tap replaces, or several where a switch is on."""

from collections.abc import Sequence

import streamlit as st

from anomaly.ui.session import widget_keys


def is_own(key: str) -> bool:
    """Return whether a person's own sign is chosen in place of digits."""
    return not st.session_state[widget_keys.several(key)] and st.session_state[key] is None


def choose_own(key: str) -> None:
    """Choose a person's own sign in place of digits, before the widgets are drawn."""
    st.session_state[widget_keys.several(key)], st.session_state[key] = False, None


def chosen_normal(key: str) -> tuple[int, ...]:
    """Return the digits chosen, ascending; none or all ten of them are possible.

    Parameters
    ----------
    key : str
        Of the choice in `widget_keys`.
    """
    if st.session_state[widget_keys.several(key)]:
        return tuple(sorted(st.session_state[widget_keys.many(key)]))
    return () if is_own(key) else (st.session_state[key],)


def choose_normal(key: str, labels: Sequence[int]) -> None:
    """Set the digits chosen, before their widgets are drawn; the switch is on where it has to be.

    Parameters
    ----------
    key : str
        Of the choice in `widget_keys`.
    labels : sequence of int
        At least one.
    """
    st.session_state[widget_keys.several(key)] = len(labels) > 1
    st.session_state[widget_keys.many(key)] = list(labels)
    st.session_state[key] = labels[0]


def switch_several(key: str) -> None:
    """Go on with the digits chosen after the switch was turned."""
    if st.session_state[widget_keys.several(key)]:
        st.session_state[widget_keys.many(key)] = [st.session_state[key]]
    elif st.session_state[widget_keys.many(key)]:
        st.session_state[key] = min(st.session_state[widget_keys.many(key)])
