"""What tests of screens share."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st

from anomaly.classroom.database import VARIABLE
from anomaly.ui.session import class_role, rights
from anomaly.ui.session.classroom import classroom


@pytest.fixture(autouse=True)
def _fresh_session() -> Iterator[None]:
    """Forget the session that all code outside of a running app shares."""
    yield
    st.session_state.clear()


@pytest.fixture
def cookies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Have a database of its own; return the browser's cookies."""
    kept: dict[str, str] = {}
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path}/classes.sqlite")
    monkeypatch.setattr(class_role, "st", SimpleNamespace(context=SimpleNamespace(cookies=kept)))
    classroom.forget()
    rights.is_class_open.cache_clear()
    yield kept
    classroom().database.close()
    classroom.forget()
    rights.is_class_open.cache_clear()
