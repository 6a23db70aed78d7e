"""Calls into Streamlit and uvicorn beyond their public interfaces."""

import pytest
import streamlit
import uvicorn
from streamlit import net_util
from streamlit.web.server.server_util import is_url_from_allowed_origins

from anomaly.ui.web import _compat


def test_it_was_checked_with_the_versions_that_are_installed() -> None:
    """After an update: try `tests/system/test_door.py`, then change the versions there."""
    versions = [".".join(each.__version__.split(".")[:2]) for each in (streamlit, uvicorn)]
    assert "checked with {} and {}.".format(*versions) in str(_compat.__doc__)


def test_streamlit_asks_nobody_for_this_machines_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> None:
        pytest.fail("it asked")

    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, ask)
    _compat.ask_nobody_for_own_address()
    assert not is_url_from_allowed_origins("http://evil.example")
