"""Addresses: what counts as one where something is bounded for each, and its connections."""

import ipaddress
import os
import re
from collections.abc import Mapping
from typing import Any

from anomaly.errors import UserError, tell_operator

PER_ADDRESS = "ANOMALY_CONNECTIONS_PER_ADDRESS"
DEFAULT_PER_ADDRESS = 400
MAX_PER_ADDRESS = 65_535  # nginx counts no further
OF_CLASS = 320  # connections of 40 browsers behind one address, with up to 8 each


def source_of(address: str) -> str:
    """Return the address, or the network, that a browser at an address is counted under.

    Parameters
    ----------
    address : str
        An IPv4 or IPv6 address, which may name its zone (``fe80::1%eth0``).

    Returns
    -------
    str
        An IPv6 address as its network of 2**64, which is given to one household; one that stands
        for an IPv4 address as that; a text that is no address as it is.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed), 64), strict=False))
    return str(parsed)


def source_of_client(scope: Mapping[str, Any]) -> str:
    """Return what the browser of an ASGI request is counted under; empty where that is unknown."""
    return source_of((scope.get("client") or [""])[0])


def connections_per_address(limit: int | None, tells: bool = True) -> int:
    """Return how many connections an address may have open, as the operator has set it.

    Parameters
    ----------
    limit : int or None
        Descriptors that a process may have open; None where nothing limits them. A session takes
        four, and half of all are left for others.
    tells : bool
        Whether the operator is told where it is no number, or too few for a class.
    """
    given = os.environ.get(PER_ADDRESS, "").strip()
    wanted = int(given) if re.fullmatch("[0-9]{1,5}", given) else 0
    if not 1 <= wanted <= MAX_PER_ADDRESS:
        wanted = DEFAULT_PER_ADDRESS
        if given and tells:
            tell_operator(UserError("door.per_address", given=given[:20], used=wanted))
    share = wanted if limit is None else max(1, min(wanted, limit // 8))
    if tells and share < min(wanted, OF_CLASS):
        tell_operator(UserError("door.few_descriptors", limit=limit, share=share, needed=OF_CLASS))
    return share
