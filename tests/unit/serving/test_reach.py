"""The address at which others reach the app."""

import pytest

from anomaly.errors import UserError
from anomaly.serving.reach import (
    NGINX_AT,
    SERVED_AT,
    address_for_others,
    choose_address,
    is_this_machine,
    own_address,
    reachable_at,
    served_at,
)

LAN = "192.168.1.20"


@pytest.mark.parametrize(
    ("page", "served", "address"),
    [
        # Opened on the machine itself, the page has a name that means another machine elsewhere.
        ("http://localhost:8501/", "", "http://192.168.1.20:8501/"),
        ("http://127.0.0.1:8501/evaluate", "0.0.0.0", "http://192.168.1.20:8501/evaluate"),
        ("http://[::1]:8501/", "[::]", "http://192.168.1.20:8501/"),
        ("http://0.0.0.0:8501/", "", "http://192.168.1.20:8501/"),
        ("http://localhost/demo/train", "", "http://192.168.1.20/demo/train"),
        # What it listens at may be a name that others know.
        ("http://localhost:8501/", "school.example", "http://school.example:8501/"),
        ("http://localhost:8501/", "10.0.0.7", "http://10.0.0.7:8501/"),
        ("http://localhost:8501/", "[fd00::7]", "http://[fd00::7]:8501/"),
        # A proxy's own port is the one that counts.
        ("http://localhost:8501/", "0.0.0.0:80", "http://192.168.1.20:80/"),
        ("http://localhost:8501/runs", "https://school.example", "https://school.example/runs"),
        ("http://localhost:8501/", "https://school.example:444/", "https://school.example:444/"),
        # A page that was opened from elsewhere, or by a name, shows how.
        ("https://school.example/", "127.0.0.1", "https://school.example/"),
        ("http://10.0.0.7:8501/runs", "localhost", "http://10.0.0.7:8501/runs"),
    ],
)
def test_others_reach_the_page_at(page: str, served: str, address: str) -> None:
    assert address_for_others(page, served, LAN) == address


@pytest.mark.parametrize("served", ["localhost", "127.0.0.1:8501", "[::1]"])
@pytest.mark.parametrize("own", [LAN, None])
def test_a_server_that_listens_on_its_machine_alone_says_so(served: str, own: str | None) -> None:
    with pytest.raises(UserError) as raised:
        address_for_others("http://localhost:8501/", served, own)
    assert raised.value.key == "share.alone"
    assert "--server.address 0.0.0.0" in str(raised.value)


def test_a_machine_on_no_network_says_so() -> None:
    with pytest.raises(UserError) as raised:
        address_for_others("http://localhost:8501/", "0.0.0.0", None)
    assert raised.value.key == "share.offline"


def test_where_it_is_served_is_where_it_listens_unless_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SERVED_AT, raising=False)
    assert [served_at(address) for address in (None, "::1", LAN)] == ["", "[::1]", LAN]
    monkeypatch.setenv(NGINX_AT, f"{LAN}:8501")
    assert served_at("127.0.0.1") == f"{LAN}:8501"
    monkeypatch.setenv(SERVED_AT, "0.0.0.0:8501")
    assert served_at("127.0.0.1") == "0.0.0.0:8501"


@pytest.mark.parametrize(
    ("routed", "named", "chosen"),
    [
        (LAN, [], LAN),
        (LAN, ["127.0.1.1", "10.0.0.7"], LAN),
        (None, ["127.0.1.1", "10.0.0.7"], "10.0.0.7"),
        (None, ["169.254.3.4", "10.0.0.7"], "10.0.0.7"),
        (None, ["169.254.3.4"], "169.254.3.4"),
        (None, ["127.0.0.1"], None),
        (None, [], None),
        ("127.0.0.1", [], None),
    ],
)
def test_of_several_addresses_the_default_routes_is_told(
    routed: str | None, named: list[str], chosen: str | None
) -> None:
    assert choose_address(routed, named) == chosen


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "a.localhost", "127.9.9.9", "::1", ""])
def test_a_machine_knows_itself(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["school.example", LAN, "169.254.3.4", "fd00::7", "localhost.x"])
def test_other_names_are_of_machines_that_others_reach(host: str) -> None:
    assert not is_this_machine(host)


def test_students_are_told_an_address_that_they_can_open() -> None:
    assert reachable_at(LAN) == LAN
    assert reachable_at("0.0.0.0") == (own_address() or "localhost")
    assert not is_this_machine(own_address() or LAN)
