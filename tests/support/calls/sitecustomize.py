"""What is asked of other machines, written down: Python runs this at its start where this folder is
on its path."""

import os
import socket
import sys

_FILE = os.environ["OUTGOING_CALLS"]
_OWN = {None, "", "localhost", "::", "::1", "0.0.0.0", socket.gethostname()}


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        connection, address = arguments
        # To connect a datagram socket sends nothing: it finds out this machine's own address.
        sends = event != "socket.connect" or getattr(connection, "type", 0) != socket.SOCK_DGRAM
        host = address[0] if isinstance(address, tuple) and sends else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in _OWN and not str(host).startswith(("127.", "::ffff:127.")):
        with open(_FILE, "a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")


sys.addaudithook(_note)
