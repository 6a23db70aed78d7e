"""What a server refuses before the app sees it, and what it lets in."""

from dataclasses import replace

import pytest

from anomaly.serving.gate import (
    ARRIVAL_HEADER,
    KEY_HEADER,
    Asked,
    Gate,
)
from anomaly.serving.hosts import AllowedHosts

LAN = "192.168.1.20"
GATE = Gate(AllowedHosts.of([]), key="", has_proxy=False)
REPLICA = replace(GATE, key="secret")
METRICS = "/_stcore/metrics"


def asked(path: str = "/", client: str = "192.168.1.30", **headers: str) -> Asked:
    """Return a request that came to this machine's address on its network."""
    pairs = [(name.replace("_", "-").lower().encode(), t.encode()) for name, t in headers.items()]
    return Asked(path, pairs, client, LAN)


def as_websocket(request: Asked) -> Asked:
    return replace(request, is_websocket=True)


def key_of(gate: Gate, request: Asked) -> str:
    """Return why a request is refused; nothing if it is not."""
    refusal = gate.refuse(request)
    return "" if refusal is None else f"{refusal.status} {refusal.sentence.key}"


def test_a_browser_on_the_network_is_let_in() -> None:
    host = f"{LAN}:8501"
    for request in (asked(host=host), asked(host=host, origin=f"http://{host}")):
        assert key_of(GATE, request) == key_of(GATE, as_websocket(request)) == ""


def test_a_page_whose_name_leads_here_is_refused() -> None:
    rebound = asked(host="evil.example:8501", origin="http://evil.example:8501")
    for request in (rebound, as_websocket(rebound), asked(host="evil.example:8501")):
        assert key_of(GATE, request) == "421 door.host"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", f"http://{LAN}:3000"])
def test_a_page_of_another_site_is_refused(origin: str) -> None:
    request = asked(host=f"{LAN}:8501", origin=origin)
    assert key_of(GATE, request) == key_of(GATE, as_websocket(request)) == "403 door.origin"


def test_it_loads_nothing_from_here_either_but_may_link_and_show_a_frame() -> None:
    for site in ("cross-site", "same-site"):
        script = asked(host=LAN, sec_fetch_site=site, sec_fetch_mode="no-cors")
        assert key_of(GATE, script) == "403 door.origin"
        assert key_of(GATE, asked(host=LAN, sec_fetch_site=site, sec_fetch_mode="navigate")) == ""
    assert key_of(GATE, asked(host=LAN, sec_fetch_site="none", sec_fetch_mode="navigate")) == ""


def test_a_request_names_one_host_and_one_origin() -> None:
    doubled = [(b"host", LAN.encode()), (b"host", LAN.encode())]
    assert key_of(GATE, Asked("/", doubled, LAN, LAN)) == "400 door.no_host"
    assert key_of(GATE, asked()) == "400 door.no_host"
    pages = [(b"host", LAN.encode()), *2 * [(b"origin", f"http://{LAN}".encode())]]
    assert key_of(GATE, Asked("/", pages, LAN, LAN)) == "403 door.origin"


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_figures_of_the_server_are_for_its_own_machine(client: str) -> None:
    assert key_of(GATE, asked(METRICS, client, host="localhost:8501")) == ""
    assert key_of(GATE, asked(METRICS, LAN, host="localhost")) == "403 door.metrics"
    assert key_of(GATE, asked(METRICS, "", host="localhost")) == "403 door.metrics"
    assert key_of(GATE, asked(METRICS, client, host=LAN)) == "403 door.metrics"


@pytest.mark.parametrize(
    "header", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP"]
)
def test_somebody_for_whom_a_proxy_asks_is_not_the_operator(header: str) -> None:
    """A proxy may be on this machine and pass on the host that a student names."""
    request = asked(METRICS, "127.0.0.1", host="localhost", **{header: "127.0.0.1"})
    assert not GATE.is_operator(request)


def test_nobody_is_the_operator_where_a_proxy_is_said_to_be() -> None:
    request = asked(METRICS, "127.0.0.1", host="localhost")
    assert GATE.is_operator(request)
    assert not replace(GATE, has_proxy=True).is_operator(request)


@pytest.mark.parametrize(
    ("headers", "is_operator"),
    [
        ({"X-Forwarded-For": "127.0.0.1"}, True),  # nginx itself has added it
        ({"X-Forwarded-For": "127.0.0.1, 127.0.0.1"}, False),
        ({"X-Forwarded-For": ", 127.0.0.1"}, False),
        ({"X-Forwarded-For": "127.0.0.1", "Via": "1.1 proxy"}, False),
    ],
)
def test_behind_nginx_the_operator_is_known_too(headers: dict[str, str], is_operator: bool) -> None:
    request = asked(METRICS, "127.0.0.1", host="localhost", **headers)
    assert REPLICA.is_operator(request) == is_operator


def test_a_replica_answers_nginx_alone() -> None:
    def told(key: str, host: str, origin: str = "http://10.0.0.7") -> Asked:
        proof = {KEY_HEADER: key, ARRIVAL_HEADER: "10.0.0.7"}
        return asked("/", "127.0.0.1", host=host, origin=origin, **proof)

    assert key_of(REPLICA, asked("/", "127.0.0.1", host="localhost")) == "421 door.replica"
    assert key_of(REPLICA, told("secre", "10.0.0.7")) == "421 door.replica"
    assert key_of(REPLICA, told("secret", "10.0.0.7")) == ""
    assert key_of(REPLICA, told("secret", LAN)) == "421 door.host"
    assert key_of(REPLICA, told("secret", "10.0.0.7", "http://evil.example")) == "403 door.origin"


def test_a_replica_says_to_its_own_machine_that_it_is_well() -> None:
    health = "/_stcore/health"
    assert key_of(REPLICA, asked(health, "127.0.0.1", host="127.0.0.1:9000")) == ""
    assert key_of(REPLICA, asked(health, "127.0.0.1", host="evil.example")) == "421 door.replica"
    assert key_of(REPLICA, asked(health, LAN, host="127.0.0.1:9000")) == "421 door.replica"
