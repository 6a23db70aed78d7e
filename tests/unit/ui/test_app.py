"""The app's script, and how little it imports for the first page."""

import subprocess
import sys

from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

from anomaly.paths import APP, PROJECT, SCRIPT
from anomaly.ui.page_list import PAGES
from anomaly.ui.session import server
from tests.support.app_test import session_of


def test_its_script_starts_it() -> None:
    server.forget()
    app = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    assert not app.exception
    assert set(session_of(app).navigation.pages) == set(PAGES)


def test_its_script_has_no_folder_of_pages_beside_it() -> None:
    """Streamlit would run those in its place."""
    assert not (SCRIPT.parent / "pages").exists()


def test_streamlit_finds_the_app_with_its_own_addresses() -> None:
    """Else it would run app.py as the script of each session, and show nothing."""
    assert discover_asgi_app(APP).import_string == "app:app"


def test_the_server_answers_before_pytorch_is_loaded() -> None:
    code = "import sys, app; print(app.app.script_path, *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    script, *loaded = done.stdout.split()
    assert script == str(SCRIPT)
    assert not set(loaded) & {"torch", "numpy", "anomaly.ui.app"}


def test_importing_the_first_page_needs_no_server_and_no_other_page() -> None:
    code = "import sys, anomaly.ui.app, anomaly.ui.pages.playground; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    loaded = set(done.stdout.split())
    assert "anomaly.ui.pages.playground" in loaded
    assert not loaded & {f"anomaly.ui.pages.{name}" for name in ("train", "runs", "evaluate")}
    assert not loaded & {"anomaly.benchmark", "streamlit_drawable_canvas", "dask", "torchvision"}
