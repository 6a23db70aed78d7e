"""What the browser tells of itself."""

from types import SimpleNamespace

import pytest
import streamlit as st

from anomaly.ui.session import visitor


@pytest.mark.parametrize(
    ("address", "connected_from", "here"),
    [
        ("http://localhost:8501/train", None, True),
        ("http://[::1]:8501/", "::ffff:127.0.0.1", True),
        ("http://192.168.1.20:8501/", None, False),
        ("https://school.example/", None, False),
        ("http://localhost:port/", None, True),  # makes no sense
        (None, None, True),  # no browser
        ("http://localhost:8501/", "192.168.1.30", False),  # a student who says so
    ],
)
def test_whoever_runs_the_server_is_known_by_the_address(
    monkeypatch: pytest.MonkeyPatch, address: str | None, connected_from: str | None, here: bool
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(url=address, ip_address=connected_from))
    assert visitor.is_operator() == here


def test_an_address_has_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(url="http://school.example"))
    assert visitor.page_address() == "http://school.example/"


@pytest.mark.parametrize(
    ("agent", "is_phone"),
    [
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", True),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0", False),
        ("", False),
    ],
)
def test_a_phone_is_known_by_the_browsers_name(
    monkeypatch: pytest.MonkeyPatch, agent: str, is_phone: bool
) -> None:
    headers = {"User-Agent": agent} if agent else {}
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=headers))
    assert visitor.is_phone() == is_phone
