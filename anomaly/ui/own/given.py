"""The pictures given so far: how many, what the model sees of each, and what is said of them."""

from html import escape

import streamlit as st

from anomaly.text import escape_markdown, t
from anomaly.ui.components.tray import show_tray
from anomaly.ui.session.session import session
from anomaly.ui.session.signs import keep_draft

WANTED = 10  # pictures that the page asks for


def show_given() -> None:
    """Show the count, what to do next, and the pictures."""
    own = session().own
    count, others = (len(own.tray.of_kind(is_anomaly=kind)) for kind in (False, True))
    st.html(_count(count, others))
    problems, own.problems = own.problems, ()
    for problem in problems:
        st.warning(str(problem), icon=":material/warning:")
    for sentence in own.told:
        st.caption(escape_markdown(sentence))
    with st.container(key="own_pictures", gap="xsmall"):
        if own.tray.examples:
            st.caption(t("own.seen"))
            show_tray(own.tray.examples, "own_tray", _remove)
        if own.tray.past or own.tray.examples:
            _steps()


def _count(count: int, others: int) -> str:
    """Return the count and the next step as HTML."""
    key = "own.count" if count <= WANTED else "own.count_beyond"
    told = [t(key, count=count, wanted=WANTED)]
    if others:
        told.append(t("own.others", count=others))
    if count == 0:
        step = t("own.first", button=t("collect.normal"))
    elif count < WANTED:
        step = t("own.next", left=WANTED - count)
    else:
        step = t("own.enough")
    share = min(1.0, count / WANTED)
    return (
        f'<div class="own-count" role="status"><b>{escape(" ".join(told))}</b>'
        f'<i style="--share: {share:.3f}"></i><span>{escape(step)}</span></div>'
    )


def _steps() -> None:
    own = session().own
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("own.bring_back" if own.tray.lost_last else "own.undo"),
            icon=":material/undo:",
            on_click=_take_back,
            disabled=not own.tray.past,
            key="own_undo",
        )
        st.button(
            t("own.clear"),
            icon=":material/delete:",
            on_click=_clear,
            disabled=not own.tray.examples,
            key="own_clear",
        )


def _remove(name: str) -> None:
    session().own.tray.remove(name)
    _keep()


def _take_back() -> None:
    session().own.tray.take_back()
    _keep()


def _clear() -> None:
    session().own.tray.clear()
    _keep()


def _keep() -> None:
    session().own.told = ()
    keep_draft()
