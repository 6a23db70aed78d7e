"""nginx's settings."""

from pathlib import Path

import pytest

from anomaly.serving import nginx
from anomaly.serving.headers import EMBEDDED_BY
from anomaly.serving.nginx import MAX_CONNECTIONS, nginx_settings
from anomaly.serving.reach import SERVED_AT


def settings() -> str:
    return nginx_settings(Path("/tmp/serve"), "0.0.0.0", 8501, [9001, 9002], "key", "token")


@pytest.mark.parametrize(
    ("limit", "connections"),
    [(None, MAX_CONNECTIONS), (1_048_576, MAX_CONNECTIONS), (4_096, 4_096)],
)
def test_it_has_as_many_connections_as_the_system_allows_up_to_all_ports_of_an_address(
    monkeypatch: pytest.MonkeyPatch, limit: int | None, connections: int
) -> None:
    """It counts those of an address only once their requests have come."""
    monkeypatch.setattr(nginx, "current_limit", lambda: limit)
    assert f"worker_connections {connections};" in settings()
    assert f"worker_rlimit_nofile {connections};" in settings()


def test_what_passes_is_kept_by_nobody_but_the_replica_which_bounds_it() -> None:
    """Else 400 connections put 17 GB of bodies or answers on the disk."""
    assert "proxy_request_buffering off;" in settings()
    assert "proxy_max_temp_file_size 0;" in settings()


def test_its_cookie_and_its_sentences_are_there_in_frames_where_the_operator_allows_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 'HttpOnly; SameSite=Lax"' in settings()
    monkeypatch.setenv(EMBEDDED_BY, "https://moodle.example")
    monkeypatch.setenv(SERVED_AT, "https://demo.example")
    assert 'HttpOnly; SameSite=None; Secure; Partitioned"' in settings()
    assert settings().count("frame-ancestors https://moodle.example;") == 2
