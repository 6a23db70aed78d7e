"""The dialog with the address of the view on the network, to scan or to copy."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from anomaly.errors import UserError
from anomaly.serving.reach import address_for_others, own_address, served_at
from anomaly.text import as_markdown, t
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
    if session().dialog == "share":  # a run of the whole page closes a dialog it does not draw
        st.dialog(t("share.title"), width="large", on_dismiss=close_dialog)(_show)()


def close_dialog() -> None:
    """Note that no dialog with an address is open any more."""
    session().dialog = ""


def _show() -> None:
    try:
        page = page_for_others()
    except UserError as problem:
        st.info(as_markdown(problem), icon=":material/wifi_off:")
        return
    show_link(page, ask_about_drawing(session().navigation.view or {}))


def page_for_others() -> str:
    """Return the address at which other devices open the page.

    Raises
    ------
    UserError
        If none can.
    """
    served = served_at(st.get_option("server.address"))
    return address_for_others(page_address(), served, own_address())


def ask_about_drawing(view: Mapping[str, str]) -> Mapping[str, str]:
    """Offer to leave out the drawing of a view, if it has one; return the view to link to."""
    if LONG in view and not st.toggle(t("share.with_drawing"), value=True):
        return _without_drawing(view)
    return view


def show_link(
    page: str, view: Mapping[str, str], *, with_code: bool = True, is_compact: bool = False
) -> None:
    """Show the link to a view of a page, to copy and as a code.

    Parameters
    ----------
    page : str
        Its address without a query.
    view : mapping of str to str
        Query parameters.
    with_code : bool
        Whether to show the code; one that no other device can open helps nobody.
    is_compact : bool
        Whether it stands beside other things.
    """
    link = link_to(page, view)
    code = qr_code(link, MAX_VERSION) if with_code else ""
    if code is None and LONG in view:
        st.caption(t("share.without_drawing"))
        code = qr_code(link_to(page, _without_drawing(view)))
    show_address(code or "", page, link, is_compact)


def link_to(page: str, view: Mapping[str, str]) -> str:
    """Return the link to a view of a page, given by its query parameters."""
    return f"{page}?{urlencode(view)}" if view else page


def _without_drawing(view: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in view.items() if key != LONG}
