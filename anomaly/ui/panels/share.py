"""The dialog with the address of the view on the network, to scan or to copy."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from anomaly.errors import UserError
from anomaly.serving.reach import address_for_others, own_address, served_at
from anomaly.text import t
from anomaly.ui.components.share import qr_code, show_address
from anomaly.ui.session.session import session
from anomaly.ui.session.visitor import page_address

# From the back of a room, a code of 97 modules can still be scanned on a projector of 720 lines.
MAX_VERSION = 20
LONG = "drawing"  # the query parameter that is left out where the code would be larger


@st.fragment
def share_button() -> None:
    """Draw the button that opens the address of the view, without running the page again."""
    if st.button(t("share.open"), icon=":material/qr_code_2:", key="share"):
        session().dialog = "share"
    if session().dialog == "share":  # a run of the whole page closes a dialog that it does not draw
        # Decorated here, where the session's language is known.
        st.dialog(t("share.title"), width="large", on_dismiss=_close)(_show)()


def _close() -> None:
    session().dialog = ""


def _show() -> None:
    try:
        served = served_at(st.get_option("server.address"))
        page = address_for_others(page_address(), served, own_address())
    except UserError as problem:
        st.info(str(problem), icon=":material/wifi_off:")
        return
    view = session().navigation.view or {}
    rest = {key: view[key] for key in view if key != LONG}
    if LONG in view and not st.toggle(t("share.with_drawing"), value=True):
        view = rest
    link = link_to(page, view)
    code = qr_code(link, MAX_VERSION)
    if code is None and LONG in view:
        st.caption(t("share.without_drawing"))
        code = qr_code(link_to(page, rest))
    show_address(code or "", page, link)


def link_to(page: str, view: Mapping[str, str]) -> str:
    """Return the link to a view of a page, given by its query parameters."""
    return f"{page}?{urlencode(view)}" if view else page
