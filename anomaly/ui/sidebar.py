"""The sidebar: the digits that are anomalous, the detector, and the digits in use."""

from dataclasses import dataclass

import streamlit as st

from anomaly.data.digits import all_others
from anomaly.detectors import DETECTORS
from anomaly.reports.describe import describe_ending, describe_plan
from anomaly.text import display_name, format_digits, t
from anomaly.ui.panels.digits_in_use import show_digits_in_use
from anomaly.ui.session import lessons, server, widget_keys
from anomaly.ui.session.normal_digits import is_own
from anomaly.ui.session.presentation import shown_of
from anomaly.ui.session.session import current_presentation, session, use_model


@dataclass(frozen=True)
class SidebarSelection:
    """The digits and the detector chosen.

    Attributes
    ----------
    normal, anomalous : tuple of int
        As chosen; `normal` may be empty or hold all ten, which training refuses in words.
    detector : str
    is_own : bool
        Whether a person's own sign is chosen in place of digits.
    """

    normal: tuple[int, ...]
    anomalous: tuple[int, ...]
    detector: str
    is_own: bool = False


def sidebar(
    normal: tuple[int, ...], with_model: bool, with_anomalies: bool = True
) -> SidebarSelection:
    """Draw the sidebar and return what is chosen in it.

    Parameters
    ----------
    normal : tuple of int
        Digits chosen as normal.
    with_model : bool
        Whether to ask which detector to look at; a page that asks for it itself has no need to.
    with_anomalies : bool
        Whether to ask which digits are anomalies; a page that is not about digits has no need to.
    """
    own = is_own(widget_keys.NORMAL)
    with st.sidebar:
        others = all_others(normal)
        anomalous = others
        if own:
            st.caption(t("own.sidebar"))
        elif not with_anomalies:
            anomalous = _chosen_before(others)
        else:
            st.toggle(t("sidebar.rest"), key=widget_keys.ALL_OTHERS, persist_state="session")
            anomalous = _anomalous(others)
        if with_model and not own:
            st.selectbox(
                t("sidebar.detector"),
                _detectors(),
                format_func=lambda name: display_name("detector", name),
                key=widget_keys.DETECTOR,
                persist_state="session",
            )
            _model()
            _taught(normal)
        show_digits_in_use(named=not own)
    return SidebarSelection(normal, anomalous, st.session_state[widget_keys.DETECTOR], own)


def same_selection(normal: tuple[int, ...]) -> SidebarSelection:
    """Return what was chosen or linked before, without drawing anything to choose it by.

    Parameters
    ----------
    normal : tuple of int
        Digits chosen as normal.
    """
    detector, own = st.session_state[widget_keys.DETECTOR], is_own(widget_keys.NORMAL)
    return SidebarSelection(normal, _chosen_before(all_others(normal)), detector, own)


def _detectors() -> list[str]:
    in_use = st.session_state[widget_keys.DETECTOR]
    return shown_of(DETECTORS, current_presentation().detectors, in_use)


def _model() -> None:
    """Describe the model where it is not the default recipe's, and offer to return to that."""
    key = session().model.key
    trained = None if key is None else server.models().named(key)
    if trained is not None:
        plan, ending = describe_plan(trained.plan), describe_ending(trained)
        st.caption(t("sidebar.model", plan=plan, ending=ending))
        st.button(
            t("sidebar.default_model"),
            icon=":material/undo:",
            on_click=use_model,
            args=(None,),
        )


def _taught(normal: tuple[int, ...]) -> None:
    """Say on pages without the tray that there are examples, and offer to forget them."""
    count = len(lessons.tray_of(normal).examples)
    is_elsewhere = session().navigation.page != ""
    if count and is_elsewhere:
        st.caption(t("sidebar.taught", count=count, normal=format_digits(normal)))
        st.button(
            t("teach.forget"),
            key="sidebar_forget",
            icon=":material/delete_sweep:",
            help=t("teach.forget_help"),
            on_click=lessons.forget,
            args=(normal,),
        )


def _chosen_before(others: tuple[int, ...]) -> tuple[int, ...]:
    """Return the anomalies as they were chosen on another page."""
    if st.session_state[widget_keys.ALL_OTHERS]:
        return others
    return tuple(label for label in sorted(session().anomalous) if label in others) or others


def _anomalous(others: tuple[int, ...]) -> tuple[int, ...]:
    """Ask which of the other digits are anomalies; all of them unless some are chosen."""
    key, all_others_count = widget_keys.ANOMALOUS, st.session_state[widget_keys.ALL_OTHERS]
    chosen = [label for label in session().anomalous if label in others]
    if chosen != st.session_state[key]:
        st.session_state[key] = chosen
    st.pills(
        t("sidebar.anomalous"),
        others,
        selection_mode="multi",
        key=key,
        disabled=all_others_count,
        on_change=_choose_anomalous,
        persist_state="session",
    )
    if all_others_count:
        return others
    chosen = st.session_state[key]
    if not chosen:
        st.caption(t("sidebar.no_anomalous"))
    return tuple(sorted(chosen)) or others


def _choose_anomalous() -> None:
    session().anomalous = tuple(st.session_state[widget_keys.ANOMALOUS])
