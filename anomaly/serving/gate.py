"""The check of each request's host and origin, before anything else sees it."""

import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from anomaly.serving.hosts import AllowedHosts, Host, is_same_origin, normalise, parse_host
from anomaly.serving.reach import is_this_machine
from anomaly.text import Message

# Shared by nginx and the replicas behind it, so that nothing else can talk to a replica's own port.
REPLICA_KEY = "ANOMALY_REPLICA_KEY"
# What nginx adds to each request: the key, and the address that the request came to.
KEY_HEADER = "X-Anomaly-Key"
ARRIVAL_HEADER = "X-Anomaly-Arrival"
# For each address. A class behind one address has 40 browsers with up to 8 connections each.
PER_ADDRESS = "ANOMALY_CONNECTIONS_PER_ADDRESS"
MAX_PER_ADDRESS = 400
HEALTH = "/_stcore/health"
METRICS = "/_stcore/metrics"


def connections_per_address() -> int:
    """Return how many connections an address may have open, as the operator has set it."""
    told = os.environ.get(PER_ADDRESS, "").strip()
    return int(told) if told.isdecimal() and int(told) else MAX_PER_ADDRESS


@dataclass(frozen=True)
class Asked:
    """The parts of a request that the gate checks.

    Attributes
    ----------
    path : str
        Below that under which the app is served.
    headers : sequence of (bytes, bytes)
        With their names in lower case.
    client, arrived_at : str or None
        The address that it comes from, a proxy's client where a proxy says so, and the one of this
        machine that it came to; None where it did not come by a network.
    is_websocket : bool
    """

    path: str
    headers: Sequence[tuple[bytes, bytes]]
    client: str | None = None
    arrived_at: str | None = None
    is_websocket: bool = False

    def all(self, name: str) -> list[str]:
        """Return the values of a header."""
        wanted = name.lower().encode()
        return [value.decode("latin-1") for key, value in self.headers if key == wanted]

    def one(self, name: str) -> str | None:
        """Return the value of a header; None where it is not there, or more than once."""
        values = self.all(name)
        return values[0] if len(values) == 1 else None


@dataclass(frozen=True)
class Refusal:
    """An answer to what is refused: an HTTP status and a sentence."""

    status: int
    sentence: Message


@dataclass(frozen=True)
class Gate:
    """The rules by which a server refuses what is not for it, or comes from another site.

    Attributes
    ----------
    hosts : AllowedHosts
    key : str
        What nginx proves itself with; empty for a server of its own.
    """

    hosts: AllowedHosts = field(default_factory=AllowedHosts.from_environment)
    key: str = field(default_factory=lambda: os.environ.get(REPLICA_KEY, ""))

    def refuse(self, asked: Asked) -> Refusal | None:
        """Return why a request is refused; None where it is for the app."""
        arrived_at = asked.arrived_at
        if self.key:
            if not hmac.compare_digest((asked.one(KEY_HEADER) or "").encode(), self.key.encode()):
                return None if _is_health_check(asked) else Refusal(421, Message("door.replica"))
            arrived_at = asked.one(ARRIVAL_HEADER)
        host = parse_host(asked.one("Host") or "")
        if host is None:
            return Refusal(400, Message("door.no_host"))
        if not self.hosts.admit(host, arrived_at):
            name = f"[{host.name}]" if ":" in host.name else host.name
            return Refusal(421, Message("door.host", host=name))
        if _is_foreign(asked, host):
            return Refusal(403, Message("door.origin"))
        if asked.path == METRICS and not _is_local(asked, host):
            return Refusal(403, Message("door.metrics"))
        return None


def _is_foreign(asked: Asked, host: Host) -> bool:
    """Return whether a page of another site asks, other than by a link or a frame."""
    origins = asked.all("Origin")
    if origins:
        return not (len(origins) == 1 and is_same_origin(origins[0], host))
    # What pages load without an origin, such as pictures and scripts. Browsers do not agree on what
    # they say of a websocket here; it always has an origin.
    site, mode = asked.one("Sec-Fetch-Site"), asked.one("Sec-Fetch-Mode")
    is_of_another = site is not None and site not in ("same-origin", "none")
    return is_of_another and mode != "navigate" and not asked.is_websocket


def _is_health_check(asked: Asked) -> bool:
    host = parse_host(asked.one("Host") or "")
    return asked.path == HEALTH and host is not None and _is_local(asked, host)


def _is_local(asked: Asked, host: Host) -> bool:
    """Return whether this machine itself asks, and no proxy for somebody else."""
    client = normalise(asked.client or "")
    return client != "" and is_this_machine(client) and is_this_machine(host.name)
