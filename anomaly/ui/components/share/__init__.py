"""A page's address for others: as a QR code, and as text to copy."""

from pathlib import Path
from typing import TypedDict

from anomaly.text import t
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent
MODULE, QUIET_ZONE = 10, 4  # pixels of a module; modules around the code, as ISO 18004 asks
WORDS = {
    "alt": "share.alt",
    "scan": "share.scan",
    "type": "share.type",
    "or_type": "share.or_type",
    "address": "share.address",
    "copy": "share.copy",
    "copied": "share.copied",
    "not_copied": "share.not_copied",
    "hint": "share.hint",
}

_component = load_component(
    FOLDER / "share.js", '<div class="share"></div>', [FOLDER / "share.css"]
)


class ShareMessage(TypedDict):
    """Message to the browser, declared in ``share.js``.

    Attributes
    ----------
    code : str
        The QR code, as a data address; empty for none.
    page : str
        The address to type, without the view.
    link : str
        The address to copy.
    is_compact : bool
        Whether it stands beside other things: a smaller code, without the address to type.
    words : dict of str to str
        By the names of `WORDS`.
    """

    code: str
    page: str
    link: str
    is_compact: bool
    words: dict[str, str]


def show_address(code: str, page: str, link: str, is_compact: bool = False) -> None:
    """Show a page's QR code, its address to type, and the link to its view to copy.

    Parameters
    ----------
    code : str
        As `qr_code` returns it; empty for none.
    page, link : str
        Addresses without the view and with it.
    is_compact : bool
        Whether it stands beside other things.
    """
    words = {name: t(key) for name, key in WORDS.items()}
    if is_compact:
        words["scan"] = t("share.scan_alone")
    message: ShareMessage = {
        "code": code,
        "page": page,
        "link": link,
        "is_compact": is_compact,
        "words": words,
    }
    _component(key="share_address", data=message, height="content")


def qr_code(link: str, max_version: int = 40) -> str | None:
    """Return the QR code of a link as the data address of a PNG, dark on light.

    Parameters
    ----------
    link : str
    max_version : int
        Of ISO 18004, from 1 to 40: such a code has 17 + 4 * version modules on a side.

    Returns
    -------
    str or None
        None where the link needs a larger code.
    """
    import segno  # here because few pages need it

    try:
        code = segno.make_qr(link, error="l")  # raised where that needs no larger code
    except segno.DataOverflowError:
        return None
    if int(code.version) > max_version:
        return None
    return str(code.png_data_uri(scale=MODULE, border=QUIET_ZONE))
