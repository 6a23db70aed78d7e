"""The owner of what a visitor asks for."""

import pytest

from anomaly.ui.session import _compat, owner


def test_an_owner_tells_nothing_of_the_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_compat, "browser_token", lambda: "a cookie")
    monkeypatch.setattr(_compat, "session_id", lambda: "page")
    found = owner.current_owner()
    assert found == owner.current_owner()
    assert found.session == "page"
    assert found.browser != found.address
    assert found.browser.isalnum()
    assert found.address.isalnum()
