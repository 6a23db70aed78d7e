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

    Browser and address have names that tell nothing of them, as they may be written to disk. A
    browser without a cookie is its address; a program on this machine, without either, its session.
    """
    session, source = _compat.session_id(), current_source()
    browser = _compat.browser_token() or source or session
    return Owner(session, _name(browser), _name(source))


def current_source() -> str:
    """Return what the visitor's address counts as; empty where no script runs."""
    if not _compat.is_script():
        return ""
    return source_of(str(st.context.ip_address or ""))  # in Streamlit's tests it is a stand-in


def _name(text: str) -> str:
    return hmac.new(_secret(), str(text).encode(), "sha256").hexdigest()[:16]


@cache
def _secret() -> bytes:
    """Return what only the processes of this server know, until its end."""
    return os.environ.get(REPLICA_KEY, "").encode() or secrets.token_bytes(16)
