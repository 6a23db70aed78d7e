"""The entry of the app: it starts with few modules, from the repository and from a package."""

import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from anomaly.paths import PROJECT
from anomaly.ui import entry
from tests.support.app_test import session_of

INSTALLED = Path(entry.__path__[0]) / "streamlit_app.py"


@pytest.mark.parametrize("script", [PROJECT / "app.py", INSTALLED], ids=["repository", "package"])
def test_both_scripts_start_it(script: Path) -> None:
    st.cache_resource.clear()
    app = AppTest.from_file(str(script), default_timeout=60).run()
    assert not app.exception
    assert set(session_of(app).navigation.pages) > {"playground", "train"}


def test_the_installed_script_has_no_folder_of_pages_beside_it() -> None:
    """Streamlit would run those in its place."""
    assert sorted(path.name for path in INSTALLED.parent.glob("*.py")) == [
        "__init__.py",
        INSTALLED.name,
    ]
    assert not (INSTALLED.parent / "pages").exists()


def test_importing_the_first_page_needs_no_server_and_no_other_page() -> None:
    code = "import sys, anomaly.ui.app, anomaly.ui.pages.playground; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    loaded = set(done.stdout.split())
    assert "anomaly.ui.pages.playground" in loaded
    assert not loaded & {f"anomaly.ui.pages.{name}" for name in ("train", "runs", "evaluate")}
    assert not loaded & {"anomaly.benchmark", "streamlit_drawable_canvas", "dask", "torchvision"}
