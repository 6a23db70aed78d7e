"""Checks of files in the page before they are sent, and its sentences on refused ones."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from anomaly.ui.components.loader import load_component

_component = load_component(
    Path(__file__).with_name("uploads.js"), '<i class="uploads" hidden></i>', isolate_styles=False
)


class UploadsMessage(TypedDict):
    """Message to the browser, declared in ``uploads.js``.

    Attributes
    ----------
    limits : dict of str to int
        Bytes of a file, by the beginning of its upload widget's key.
    refusals : dict of str to str
        Sentences, by the status with which the server refuses an upload.
    """

    limits: dict[str, int]
    refusals: dict[str, str]


def prepare_uploads(limits: Mapping[str, int], refusals: Mapping[int, str]) -> None:
    """Mark a page that may use a camera, and cut files that are too large before they are sent.

    Streamlit would refuse such files itself, in its own words and beside the former answer. Of one
    that was cut, a byte more than the limit arrives: enough to be refused here.

    Parameters
    ----------
    limits : mapping of str to int
        Bytes of a file, by the beginning of its upload widget's key.
    refusals : mapping of int to str
        Sentences, by the status with which the server refuses an upload.
    """
    message: UploadsMessage = {
        "limits": dict(limits),
        "refusals": {str(status): sentence for status, sentence in refusals.items()},
    }
    _component(key="uploads", data=message, height="content")
