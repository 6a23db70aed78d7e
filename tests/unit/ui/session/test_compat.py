"""Calls into Streamlit beyond its public interface."""

import streamlit
from streamlit.testing.v1 import AppTest

from anomaly.ui.session import _compat


def test_it_was_checked_with_the_streamlit_that_is_installed() -> None:
    """After an update: try `tests/system/test_killed_server.py`, then change the version there."""
    version = ".".join(streamlit.__version__.split(".")[:2])
    assert f"checked with {version}." in str(_compat.__doc__)


def test_without_a_server_a_session_counts_as_connected() -> None:
    assert not _compat.is_running()
    assert _compat.is_connected(_compat.session_id())


def test_a_function_is_called_at_each_element_of_a_block_alone() -> None:
    def script() -> None:
        import streamlit as st

        from anomaly.ui.session import _compat

        calls: list[str] = []
        st.write("before")
        with _compat.calling_at_each_element(lambda: calls.append("called")):
            st.write("one")
            st.write("two")
        st.write(f"{len(calls)} calls")

    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.markdown[-1].value == "2 calls"
