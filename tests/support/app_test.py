"""The app, or one of its pages, under Streamlit's `AppTest`, and a look into its session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.storage import store
from anomaly.ui.session import server
from anomaly.ui.session.session import KEY, Session


def session_of(app: AppTest) -> Session:
    """Return the session of an app, also before its first run."""
    if KEY not in app.session_state:
        app.session_state[KEY] = Session()
    found: Session = app.session_state[KEY]
    return found


@contextmanager
def without_mnist() -> Iterator[None]:
    """Have apps use generated digits, with nothing cached before or after."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("anomaly.ui.session.server.find_mnist", lambda: (None, []))
        # Half a second for each app, in a process that has all imported that there is.
        patch.setattr("anomaly.ui.session.server._freeze_modules", lambda: None)
        server.forget()
        yield
        server.forget()


@contextmanager
def app_without_mnist(screen: Callable[[], None]) -> Iterator[AppTest]:
    """Prepare an app of one function, on generated digits and with nothing cached."""
    with without_mnist():
        yield AppTest.from_function(screen, default_timeout=60)


def bundle_one(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have the default detector stand alone for all that are bundled, which takes less time.

    Without MNIST each is scored again, AnoGAN for seconds.
    """
    (default,) = store.BUNDLED.glob("autoencoder-1-*")
    folder.mkdir()
    (folder / default.name).symlink_to(default)
    patch.setattr(store, "BUNDLED", folder)


def opened(page: str, **parameters: str) -> AppTest:
    """Return the whole app with a page open, at an address with these query parameters."""
    app = AppTest.from_function(_whole_app, default_timeout=60, args=(page,))
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _whole_app(start: str) -> None:
    from anomaly.ui.app import main  # AppTest runs this function as a script of its own

    main(start)
