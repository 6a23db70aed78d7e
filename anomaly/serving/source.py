"""What counts as one address where something is bounded for each."""

import ipaddress


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
