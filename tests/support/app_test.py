"""A look into the session of an app under Streamlit's `AppTest`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from anomaly.ui.session.session import KEY, Session


def session_of(app: AppTest) -> Session:
    """Return the session of an app, also before its first run."""
    if KEY not in app.session_state:
        app.session_state[KEY] = Session()
    found: Session = app.session_state[KEY]
    return found


@contextmanager
def app_without_mnist(screen: Callable[[], None]) -> Iterator[AppTest]:
    """Prepare an app of one function, on generated digits and with nothing cached."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("anomaly.ui.session.server.find_mnist", lambda: (None, []))
        st.cache_resource.clear()
        yield AppTest.from_function(screen, default_timeout=60)
        st.cache_resource.clear()
