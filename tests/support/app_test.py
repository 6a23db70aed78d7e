"""A look into the session of an app under Streamlit's `AppTest`."""

from streamlit.testing.v1 import AppTest

from anomaly.ui.session.session import KEY, Session


def session_of(app: AppTest) -> Session:
    """Return the session of an app, also before its first run."""
    if KEY not in app.session_state:
        app.session_state[KEY] = Session()
    found: Session = app.session_state[KEY]
    return found
