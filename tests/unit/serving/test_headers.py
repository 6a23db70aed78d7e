"""Headers of all answers, and who may show the app in a frame."""

import pytest

from anomaly.serving.headers import EMBEDDED_BY, embedders, security_headers
from anomaly.text import t


def test_nobody_shows_the_app_in_a_frame_unless_told() -> None:
    headers = security_headers()
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    headers = security_headers(sites=["https://moodle.example"])
    assert "frame-ancestors https://moodle.example;" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


def test_scripts_in_a_page_are_allowed_by_their_hash_alone() -> None:
    policy = security_headers([b"alert()"])["Content-Security-Policy"]
    (scripts,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "'sha256-" in scripts
    assert "unsafe" not in scripts
    assert "http" not in policy


def test_what_is_no_site_is_left_out_and_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(EMBEDDED_BY, "https://a.example:8443, *.b.example,'none'; img-src *,x y,")
    assert embedders() == ["https://a.example:8443", "*.b.example"]
    assert caplog.messages == [t("door.no_sites", listed="'none'; img-src *, x y")]
