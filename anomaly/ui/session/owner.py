"""The owner of what a visitor asks for."""

import hmac
import os
import secrets
from functools import cache

import streamlit as st

from anomaly.owner import Owner
from anomaly.serving.gate import REPLICA_KEY
from anomaly.serving.source import source_of
from anomaly.ui.session import _compat


def current_owner() -> Owner:
    """Return the owner of what the running script asks for.

    Browser and address have names that tell nothing of them, as they may be written to disk.
    """
    address = source_of(st.context.ip_address or "")
    return Owner(_compat.session_id(), _name(_compat.browser_name()), _name(address))


def _name(text: str) -> str:
    content = str(text).encode()  # without a server, Streamlit has a stand-in of any type
    return hmac.new(_secret(), content, "sha256").hexdigest()[:16]


@cache
def _secret() -> bytes:
    """Return what only the processes of this server know, until its end."""
    return os.environ.get(REPLICA_KEY, "").encode() or secrets.token_bytes(16)
