"""What the browser tells of itself."""

from types import SimpleNamespace

import pytest
import streamlit as st

from anomaly.serving.gate import OPERATOR_HEADER
from anomaly.ui.session import visitor


@pytest.mark.parametrize(("headers", "here"), [({OPERATOR_HEADER: "1"}, True), ({}, False)])
def test_whoever_runs_the_server_is_known_by_the_door(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], here: bool
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(headers=headers))
    assert visitor.is_operator() == here


@pytest.mark.parametrize(
    ("told", "address"),
    [("http://school.example", "http://school.example/"), ("http://a:port/", ""), (None, "/")],
)
def test_an_address_has_a_path_and_makes_sense(
    monkeypatch: pytest.MonkeyPatch, told: str | None, address: str
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(url=told))
    assert visitor.page_address() == address


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
