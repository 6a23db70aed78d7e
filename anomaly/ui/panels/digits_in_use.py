"""The digits in use, and the reason why MNIST is not among them.

Only the operator can mend that, so it is told to a browser on the same machine alone.
"""

import streamlit as st

from anomaly.text import as_markdown, t
from anomaly.ui.session import server
from anomaly.ui.session.said import run_again
from anomaly.ui.session.visitor import is_operator


def show_digits_in_use(*, named: bool = True) -> None:
    """Describe the digits in use in one line, and show a download's progress while it runs.

    Parameters
    ----------
    named : bool
        Whether the page is about them, so that the line is wanted.
    """
    fetch = server.library().fetch
    if fetch is not None and fetch.status in ("running", "done"):
        _watch_fetch(named)
    else:
        if named:
            _data_line()
        if fetch is not None and fetch.problem is not None and is_operator():
            _fetch_failed(as_markdown(fetch.problem))


def warn_of_mnist() -> None:
    """Warn of an MNIST on disk that cannot be used, as by a wrong ``MNIST_ROOT``."""
    if is_operator():
        for problem in server.library().problems:
            st.warning(as_markdown(problem), icon=":material/warning:")


def _data_line() -> None:
    digits = server.library().digits
    counts = {"train": len(digits.train), "test": len(digits.test)}
    description = t(f"data.in_use_{digits.source}", **counts)
    st.caption(t("sidebar.data", what=description))


def _fetch_failed(problem: str) -> None:
    st.caption(problem)
    st.button(t("sidebar.retry"), on_click=server.library().retry, icon=":material/refresh:")


@st.fragment(run_every=1.0)
def _watch_fetch(named: bool) -> None:
    library = server.library()
    if named:
        _data_line()
    fetch = library.fetch
    if library.refresh() or fetch is None or fetch.status != "running":
        run_again()
    if is_operator():
        st.progress(fetch.progress, t("sidebar.fetching", share=fetch.progress))
        st.button(t("sidebar.stop"), on_click=fetch.cancel, icon=":material/stop_circle:")
