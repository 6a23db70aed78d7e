"""The pictures given so far: how many, what the model sees of each, and what is said of them."""

from html import escape

import streamlit as st

from anomaly.caching import cached_per_instance
from anomaly.reports.sign_report import ENOUGH
from anomaly.storage.drafts import Example
from anomaly.text import as_markdown, escape_markdown, join_text, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.tray import show_tray
from anomaly.ui.panels.sign_shares import report_of
from anomaly.ui.session.session import session
from anomaly.ui.session.signs import keep_draft
from anomaly.ui.session.tray import name_of


def show_given(trained: TrainedDetector) -> None:
    """Show the count, what to do next, and the pictures.

    Parameters
    ----------
    trained : TrainedDetector
        The one in view; if it is of signs, the pictures that it found unlike the others are marked.
    """
    own = session().own
    count, others = (len(own.tray.of_kind(is_anomaly=kind)) for kind in (False, True))
    st.html(_count(count, others))
    problems, own.problems = own.problems, ()
    for problem in problems:
        st.warning(as_markdown(problem), icon=":material/warning:")
    for sentence in own.told:
        st.caption(escape_markdown(sentence))
    with st.container(key="own_pictures", gap="xsmall"):
        if own.tray.examples:
            st.caption(t("own.seen"))
            marked = names_unlike(trained) if trained.is_of_signs else frozenset()
            show_tray(
                own.tray.examples,
                "own_tray",
                _remove,
                lambda example: t("own.mark") if name_of(example) in marked else "",
            )
        if own.tray.past or own.tray.examples:
            _steps()


@cached_per_instance(1)
def names_unlike(trained: TrainedDetector) -> frozenset[str]:
    """Return the names in the tray of a sign's pictures that look unlike the others."""
    assert trained.signs is not None
    rows = report_of(trained).unlike.nonzero()[0]
    return frozenset(name_of(Example(trained.signs.normal[row].numpy())) for row in rows)


def _count(count: int, others: int) -> str:
    """Return the count and the next step as HTML."""
    key = "own.count" if count <= ENOUGH else "own.count_beyond"
    told = [t(key, count=count, wanted=ENOUGH)]
    if others:
        told.append(t("own.others", count=others))
    if count == 0:
        step = t("own.first", button=t("collect.normal"))
    elif count < ENOUGH:
        step = t("own.next", left=ENOUGH - count)
    else:
        step = t("own.enough")
    share = min(1.0, count / ENOUGH)
    return (
        f'<div class="own-count" role="status"><b>{escape(join_text("sentences", told))}</b>'
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
