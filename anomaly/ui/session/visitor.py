"""The visitor's browser: the address in its bar, its machine and its kind."""

from urllib.parse import urlsplit

import streamlit as st

from anomaly.serving.gate import OPERATOR_HEADER

# In the browser's name for itself. An iPad may call itself a Mac; it offers its camera anyway.
PHONES = ("Android", "iPhone", "iPad")


def page_address() -> str:
    """Return the address of the page in the browser, without its query; untrusted."""
    try:
        parts = urlsplit(st.context.url or "")
        parts.port  # noqa: B018 - raises ValueError where it makes no sense
    except ValueError:
        return ""
    return parts._replace(path=parts.path or "/").geturl()


def is_operator() -> bool:
    """Return whether the browser is that of whoever runs the server, as the door has found."""
    return OPERATOR_HEADER in st.context.headers


def is_phone() -> bool:
    """Return whether the browser is that of a phone or a tablet."""
    agent = st.context.headers.get("User-Agent", "")
    return any(name in agent for name in PHONES)
