"""Headers of all answers, and who may show the app in a frame."""

import pytest

from anomaly.serving.headers import (
    EMBEDDED_BY,
    cookie_attributes,
    embedders,
    security_headers,
)
from anomaly.serving.reach import SERVED_AT
from anomaly.text import t


def test_nobody_shows_the_app_in_a_frame_unless_told() -> None:
    headers = security_headers()
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    headers = security_headers(sites=["https://moodle.example"])
    assert "frame-ancestors https://moodle.example;" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize(
    ("served_at", "sites", "in_frames"),
    [
        ("https://demo.example", ["https://moodle.example"], True),
        ("https://demo.example", [], False),
        ("demo.example", ["https://moodle.example"], False),
        ("", ["https://moodle.example"], False),
    ],
)
def test_cookies_are_kept_in_frames_where_these_are_allowed_and_pages_come_by_tls(
    monkeypatch: pytest.MonkeyPatch, served_at: str, sites: list[str], in_frames: bool
) -> None:
    monkeypatch.setenv(SERVED_AT, served_at)
    expected = "SameSite=None; Secure; Partitioned" if in_frames else "SameSite=Lax"
    assert cookie_attributes(sites) == expected


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
