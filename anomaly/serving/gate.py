"""The check of each request's host and origin, before anything else sees it."""

import hmac
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from anomaly.serving.hosts import AllowedHosts, Host, is_same_origin, normalise, parse_host
from anomaly.serving.reach import SERVED_AT, is_this_machine
from anomaly.text import Message

# Shared by nginx and the replicas behind it, so that nothing else can talk to a replica's own port.
REPLICA_KEY = "ANOMALY_REPLICA_KEY"
# What nginx adds to each request: the key, and the address that the request came to.
KEY_HEADER = "X-Anomaly-Key"
ARRIVAL_HEADER = "X-Anomaly-Arrival"
# What the door adds to the operator's requests.
OPERATOR_HEADER = "X-Anomaly-Operator"
OWN_HEADERS = (KEY_HEADER, ARRIVAL_HEADER, OPERATOR_HEADER)
FORWARDED = re.compile(rb"forwarded|x-forwarded-.*|x-real-ip|via")  # by which proxies are known
HEALTH = "/_stcore/health"
METRICS = "/_stcore/metrics"


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
    has_proxy : bool
        Whether the operator has said where a proxy of their own is reached.
    """

    hosts: AllowedHosts = field(default_factory=AllowedHosts.from_environment)
    key: str = field(default_factory=lambda: os.environ.get(REPLICA_KEY, ""))
    has_proxy: bool = field(default_factory=lambda: bool(os.environ.get(SERVED_AT)))

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
        if asked.path == METRICS and not self.is_operator(asked):
            return Refusal(403, Message("door.metrics"))
        return None

    def is_operator(self, asked: Asked) -> bool:
        """Return whether whoever runs the server asks: this machine itself, and by no proxy.

        A proxy on this machine asks for everybody, and by whichever host they name.
        """
        return _is_local(asked) and not self.has_proxy and not self._was_forwarded(asked)

    def _was_forwarded(self, asked: Asked) -> bool:
        added = {name for name, _ in asked.headers if FORWARDED.fullmatch(name)}
        if self.key and "," not in (asked.one("X-Forwarded-For") or ","):
            added.discard(b"x-forwarded-for")  # nginx itself has added the only address
        return bool(added)


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
    return asked.path == HEALTH and _is_local(asked)


def _is_local(asked: Asked) -> bool:
    """Return whether a request seems to be of this machine, and names it so."""
    client, host = normalise(asked.client or ""), parse_host(asked.one("Host") or "")
    named = host is not None and is_this_machine(host.name)
    return named and client != "" and is_this_machine(client)
