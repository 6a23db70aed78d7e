"""The address at which other devices reach a running app."""

import ipaddress
import os
import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from anomaly.errors import UserError

# Host and port at which browsers reach an app that cannot know them, behind a proxy or in a
# container, after https:// where they do so by TLS; 0.0.0.0 for all addresses of this machine.
SERVED_AT = "ANOMALY_SERVED_AT"
NGINX_AT = "ANOMALY_NGINX_AT"  # the same, as `anomaly serve` tells its replicas where it is not set
TEST_NET = ("192.0.2.1", 9)  # TEST-NET-1 (RFC 5737), assigned to no machine
UNSPECIFIED = ("", "0.0.0.0", "::")  # where a server listens at all addresses of its machine


def served_at(address: str | None) -> str:
    """Return where browsers reach a server: where the operator says, else where it listens itself.

    Parameters
    ----------
    address : str or None
        The address at which the server listens; None for all of its machine.
    """
    own = address or ""
    told = os.environ.get(SERVED_AT) or os.environ.get(NGINX_AT)
    return told or (f"[{own}]" if ":" in own else own)


def is_served_by_tls() -> bool:
    """Return whether browsers reach the app by TLS, as the operator says."""
    return os.environ.get(SERVED_AT, "").lower().startswith("https://")


def address_for_others(page: str, served: str, own: str | None) -> str:
    """Return the address at which other devices open a page.

    Parameters
    ----------
    page : str
        The page's address in this browser, without its query.
    served : str
        As `served_at` returns it.
    own : str or None
        This machine's address on its network, as `own_address` returns it.

    Returns
    -------
    str
        `page` itself where it names a machine; else the same page by a name that others know.

    Raises
    ------
    UserError
        If the app listens on this machine alone, this machine is on no network, or `served` is no
        address.
    """
    parts, listening = urlsplit(page), urlsplit(served if "://" in served else f"//{served}")
    if not is_this_machine(parts.hostname):
        return page
    try:
        host, own_port = listening.hostname or "", listening.port
    except ValueError as error:
        raise UserError("share.nonsense", address=served[:80]) from error
    if host in UNSPECIFIED:
        if own is None:
            raise UserError("share.offline")
        host = own
    elif is_this_machine(host):
        raise UserError("share.alone")
    if listening.scheme:
        parts = parts._replace(scheme=listening.scheme)
    port = own_port if listening.scheme else own_port or parts.port
    host = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=host if port is None else f"{host}:{port}").geturl()


def is_this_machine(host: str | None) -> bool:
    """Return whether a host's name or address leads to the machine itself, whichever it is."""
    name = (host or "").lower()
    if name in UNSPECIFIED or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def own_address() -> str | None:
    """Return this machine's address on its network; None where it is on none. Nothing is sent."""
    routed = _routed()
    return choose_address(routed, () if routed else _named())


def reachable_at(address: str) -> str:
    """Return the host at which browsers reach a server that listens on `address`."""
    return (own_address() or "localhost") if address in UNSPECIFIED else address


def choose_address(routed: str | None, named: Sequence[str]) -> str | None:
    """Return the address to tell others.

    Parameters
    ----------
    routed : str or None
        That of the default route, if there is one.
    named : sequence of str
        Those that belong to this machine's name; a network without a way out has no default route.
    """
    addresses = [*filter(None, [routed]), *named]
    usable = [each for each in addresses if not is_this_machine(each)]
    # A machine that waits in vain for an address of its network gives itself a link-local one.
    usable.sort(key=lambda each: ipaddress.ip_address(each).is_link_local)
    return usable[0] if usable else None


def _routed() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(TEST_NET)  # sends nothing, but chooses the interface
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return address


def _named() -> list[str]:
    try:
        return socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        return []
