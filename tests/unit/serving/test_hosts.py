"""Hosts and origins that a server answers to, and those that it does not."""

import pytest

from anomaly.serving.hosts import ALLOWED_HOSTS, AllowedHosts, Host, is_same_origin, parse_host
from anomaly.serving.reach import SERVED_AT

LAN = "192.168.1.20"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> AllowedHosts:
    monkeypatch.setattr("socket.gethostname", lambda: "Laptop.example")
    monkeypatch.setenv(SERVED_AT, "https://demo.example:80/app/")
    monkeypatch.setenv(ALLOWED_HOSTS, "https://a.example/, *.School.example,10.0.0.7:81,fd00::7,*.")
    return AllowedHosts.from_environment()


@pytest.mark.parametrize(
    "header",
    [
        "localhost", "LOCALHOST:8501", "localhost.:8501", "a.localhost", "127.0.0.1:8501",
        "127.9.9.9", "[::1]:8501", "[::ffff:127.0.0.1]", f"{LAN}:8501", f"[::ffff:{LAN}]",
        "laptop.example", "laptop:8501", "LAPTOP.local.", "demo.example", "demo.example:8501",
        "a.example", "room.school.example", "a.b.school.example", "10.0.0.7", "[fd00:0::7]:8501",
    ],
)  # fmt: skip
def test_it_is_called_by_its_own_names_and_those_listed(allowed: AllowedHosts, header: str) -> None:
    host = parse_host(header)
    assert host is not None
    assert allowed.admit(host, f"::ffff:{LAN}")


@pytest.mark.parametrize(
    "header",
    [
        "evil.example", "localhost.evil.example", "notlocalhost", "127.0.0.1.evil.example",
        "10.0.0.8", "192.168.1.21", "[fd00::8]", "school.example", "evilschool.example",
        "xn--lcalhost-66a", "0x7f000001", "2130706433", "laptop.evil.example", "laptop.local.x",
    ],
)  # fmt: skip
def test_other_names_are_of_others(allowed: AllowedHosts, header: str) -> None:
    host = parse_host(header)
    assert host is not None
    assert not allowed.admit(host, LAN)


@pytest.mark.parametrize(
    "header",
    [
        "", " ", ".", "..", "a..b", "localhost ", "localhost:", "localhost:0", "localhost:65536",
        "localhost:8501:1", "user@localhost", "localhost@evil.example", "localhost/", "localhost#",
        "localhost\x00", "localhost\n", "löcalhost", "ⓛocalhost", "[::1", "::1", "[::g]", "[]",
        "-a", "a-", "*", "a" * 64, "[fe80::1%25eth0]", "localhost, localhost", "127.0.0.1:८०",
    ],
)  # fmt: skip
def test_what_is_no_host_is_none(header: str) -> None:
    assert parse_host(header) is None


def test_an_operator_may_turn_the_check_off() -> None:
    assert AllowedHosts.of(["*"]).admit(Host("evil.example"), None)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:8501", "localhost:8501"),
        ("http://LOCALHOST:8501", "localhost.:8501"),
        ("http://demo.example", "demo.example:80"),
        ("http://demo.example:80", "demo.example"),
        ("https://demo.example", "demo.example"),
        ("https://demo.example:443", "demo.example"),
        ("http://[::1]:8501", "[0::1]:8501"),
    ],
)
def test_a_page_of_the_same_host_and_port_is_of_the_same_origin(origin: str, host: str) -> None:
    known = parse_host(host)
    assert known is not None
    assert is_same_origin(origin, known)


@pytest.mark.parametrize(
    "origin",
    [
        "", "null", "http://", "localhost:8501", "http://localhost", "http://localhost:8502",
        "https://localhost", "http://127.0.0.1:8501", "http://evil.example:8501", "file://",
        "http://localhost:8501/", "http://localhost:8501.evil.example", "ftp://localhost:8501",
        "http://a@localhost:8501", "http://localhost:8501, http://localhost:8501",
        "chrome-extension://localhost:8501", "http://localhost:8501http://localhost:8501",
    ],
)  # fmt: skip
def test_a_page_of_anywhere_else_is_not(origin: str) -> None:
    assert not is_same_origin(origin, Host("localhost", 8501))
