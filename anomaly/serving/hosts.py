"""Which hosts and which pages a server answers to.

A page of another site can have its own name resolve to this machine's address (DNS rebinding). Its
requests then come from the same origin as what they ask for, so a server is safe only if it knows
the names that it is called by.
"""

import ipaddress
import os
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from anomaly.serving.reach import is_this_machine, served_at

# Further hosts, separated by commas: names, addresses, *.school.example for all below that name,
# * for all.
ALLOWED_HOSTS = "ANOMALY_ALLOWED_HOSTS"
ANY = "*"
DEFAULT_PORTS = {"http": 80, "https": 443}
AUTHORITY = re.compile(
    r"(\[(?P<ipv6>[0-9a-f:.]+)\]|(?P<name>[a-z0-9_.-]+))(:(?P<port>[0-9]{1,5}))?",
    re.IGNORECASE | re.ASCII,
)
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)  # between two dots of a name


@dataclass(frozen=True)
class Host:
    """A host as a browser names it.

    Attributes
    ----------
    name : str
        In lower case, without the dot that may end it; an address in its shortest form.
    port : int or None
        None for the default one.
    """

    name: str
    port: int | None = None


def parse_host(text: str) -> Host | None:
    """Return the host that a header names; None if it is none, or has more than host and port."""
    match = AUTHORITY.fullmatch(text)
    if match is None:
        return None
    name = _parse_address(match["ipv6"]) if match["ipv6"] else normalise(match["name"])
    port = int(match["port"]) if match["port"] else None
    if name is None or (port is not None and not 1 <= port <= 65535):
        return None
    if ":" not in name and not all(map(LABEL.fullmatch, name.split("."))):
        return None
    return Host(name, port)


def normalise(name: str) -> str:
    """Return a host's name or address in the form that two are compared in."""
    name = name.lower().removesuffix(".")
    return _parse_address(name) or name


def _parse_address(text: str) -> str | None:
    """Return an address in its shortest form, IPv4 as such; None if it is none."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def is_same_origin(origin: str, host: Host) -> bool:
    """Return whether a page's origin is the host that its request is for.

    The scheme is not compared: behind a proxy that ends TLS, the server does not know its own.
    """
    scheme, _, rest = origin.partition("://")
    default = DEFAULT_PORTS.get(scheme.lower())
    page = parse_host(rest)
    if default is None or page is None:
        return False
    return (page.name, page.port or default) == (host.name, host.port or default)


@dataclass(frozen=True)
class AllowedHosts:
    """The names and addresses that a server is called by, beside those that are always its own.

    Attributes
    ----------
    names : frozenset of str
        As `normalise` writes them.
    endings : tuple of str
        Each begins with a dot; all names below it are allowed.
    any_host : bool
        Whether the operator has turned the check off.
    """

    names: frozenset[str]
    endings: tuple[str, ...] = ()
    any_host: bool = False

    @classmethod
    def of(cls, listed: Iterable[str]) -> "AllowedHosts":
        """Take hosts as an operator writes them; scheme, port and path do not count."""
        entries = [entry.strip().rpartition("://")[2].partition("/")[0] for entry in listed]
        below = [parse_host(entry[2:]) for entry in entries if entry.startswith("*.")]
        hosts = [parse_host(entry) or parse_host(f"[{entry}]") for entry in entries]
        names = frozenset(host.name for host in hosts if host)
        endings = tuple(f".{host.name}" for host in below if host)
        return cls(names, endings, ANY in entries)

    @classmethod
    def from_environment(cls) -> "AllowedHosts":
        """Take this machine's names, ``$ANOMALY_SERVED_AT`` and ``$ANOMALY_ALLOWED_HOSTS``."""
        machine = socket.gethostname()
        short = machine.partition(".")[0]
        listed = os.environ.get(ALLOWED_HOSTS, "").split(",")
        return cls.of([machine, short, f"{short}.local", served_at(None), *listed])

    def admit(self, host: Host, arrived_at: str | None) -> bool:
        """Return whether a request for a host is meant for this server.

        Parameters
        ----------
        host : Host
        arrived_at : str or None
            The address of this machine that its connection came to, which is one of its own
            whatever networks the machine is on.
        """
        return (
            self.any_host
            or is_this_machine(host.name)
            or host.name in self.names
            or host.name == normalise(arrived_at or "")
            or host.name.endswith(self.endings)
        )
