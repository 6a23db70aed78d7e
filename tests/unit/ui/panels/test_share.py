"""The address to share: as a link, and as a code that a camera reads."""

import base64
import io

import pytest
import zxingcpp
from PIL import Image

from anomaly.ui.components.share import qr_code
from anomaly.ui.panels.share import MAX_VERSION, link_to

PAGE = "http://192.168.1.20:8501/evaluate"


def read_code(address: str) -> str:
    """Return what a QR code says, that is given as the data address of a PNG."""
    kind, content = address.split(",", 1)
    assert kind == "data:image/png;base64"
    picture = Image.open(io.BytesIO(base64.b64decode(content)))
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    return str(found.text)


def test_a_link_has_the_view() -> None:
    view = {"normal": "1", "rule": "cost=10,1,0.001"}
    assert link_to(PAGE, view) == f"{PAGE}?normal=1&rule=cost%3D10%2C1%2C0.001"
    assert link_to(PAGE, {}) == PAGE


@pytest.mark.parametrize("drawing", ["", 180 * "aB-_"])
def test_a_code_says_the_link(drawing: str) -> None:
    link = link_to(PAGE, {"normal": "1", "drawing": drawing})
    code = qr_code(link, MAX_VERSION)
    assert code is not None
    assert read_code(code) == link


def test_there_is_no_code_for_a_link_that_would_make_it_too_fine() -> None:
    link = link_to(PAGE, {"drawing": 1400 * "a"})
    assert qr_code(link, MAX_VERSION) is None
    assert read_code(qr_code(link) or "") == link
    assert qr_code(link_to(PAGE, {"drawing": 3000 * "a"})) is None
