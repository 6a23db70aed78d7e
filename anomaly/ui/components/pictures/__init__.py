"""Input, reconstruction and difference side by side, as a Streamlit component of our own."""

import base64
from pathlib import Path
from typing import TypedDict

import numpy as np
from torch import Tensor

from anomaly.detectors import Detection
from anomaly.figures.colours import DIFFERENCE_SCALE, GREY, SIGNED_SCALE
from anomaly.text import t
from anomaly.ui.components.loader import load_component

SCALE = 1000  # values are sent as whole thousandths
FOLDER = Path(__file__).parent
_component = load_component(
    FOLDER / "pictures.js",
    '<div class="pictures" role="group"></div>',
    [FOLDER / "pictures.css"],
    isolate_styles=False,
)


class Panel(TypedDict):
    """One picture as the page draws it.

    Attributes
    ----------
    title : str
    values : str
        Base64 of little-endian int16 (28, 28), in thousandths.
    colours : list of str
        Evenly spaced from `low` to 1, as ``"#rrggbb"``.
    low : float
        The intensity of the first colour, 0 or -1.
    scale : bool
        Whether the colours' scale stands beside it.
    """

    title: str
    values: str
    colours: list[str]
    low: float
    scale: bool


class PicturesMessage(TypedDict):
    """Message to the page, which sends none back."""

    panels: list[Panel]
    hover: str
    alt: str


def show_pictures(detection: Detection, origin: str, signed: bool, key: str) -> None:
    """Draw the three pictures; the pixel under the pointer tells its values.

    Parameters
    ----------
    detection : Detection
    origin : str
        Title of the input.
    signed : bool
        Show input - reconstruction on [-1, 1] in place of the detector's difference on [0, 1].
        Either scale is fixed, so that two digits can be compared.
    key : str
    """
    difference = detection.signed_difference if signed else detection.difference
    colours, low = SIGNED_SCALE if signed else DIFFERENCE_SCALE
    message: PicturesMessage = {
        "panels": [
            _panel(origin, detection.image, GREY, 0.0),
            _panel(t("picture.reconstruction"), detection.reconstruction, GREY, 0.0),
            _panel(t("picture.difference"), difference, colours, low, beside=True),
        ],
        "hover": t("picture.hover"),
        "alt": t("picture.alt"),
    }
    _component(key=key, data=message)


def _panel(
    title: str, picture: Tensor, colours: tuple[str, ...], low: float, beside: bool = False
) -> Panel:
    thousandths = np.rint(SCALE * picture.numpy()).astype("<i2")  # (28, 28)
    return {
        "title": title,
        "values": base64.b64encode(thousandths.tobytes()).decode(),
        "colours": list(colours),
        "low": low,
        "scale": beside,
    }
