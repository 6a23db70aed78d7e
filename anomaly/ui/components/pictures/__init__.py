"""Input, reconstruction and difference side by side, as a Streamlit component of our own."""

from pathlib import Path
from typing import TypedDict

from anomaly.figures.colours import DIFFERENCE_SCALE, GREY, SIGNED_SCALE
from anomaly.text import t
from anomaly.ui.components.loader import load_component
from anomaly.ui.components.terms import TermMessage, term_message

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
    term : TermMessage or None
        The term that the title stands for, under its name.
    colours : list of str
        Evenly spaced from `low` to 1, as ``"#rrggbb"``.
    low : float
        The intensity of the first colour, 0 or -1.
    scale : bool
        Whether the colours' scale stands beside it.
    """

    title: str
    term: TermMessage | None
    colours: list[str]
    low: float
    scale: bool


class PicturesMessage(TypedDict):
    """Message to the page, which sends none back; the digit itself comes with the answer.

    Attributes
    ----------
    panels : list of Panel
        Of the input, the reconstruction and the difference.
    drawing : str
        The title of what is being drawn.
    signed : bool
        Whether to show input - reconstruction in place of the detector's difference.
    hover, alt : str
    """

    panels: list[Panel]
    drawing: str
    signed: bool
    hover: str
    alt: str


def show_pictures(signed: bool, key: str) -> None:
    """Draw the three pictures of the digit at hand; the pixel under the pointer tells its values.

    Parameters
    ----------
    signed : bool
        Show input - reconstruction on [-1, 1] in place of the detector's difference on [0, 1].
        Either scale is fixed, so that two digits can be compared.
    key : str
    """
    colours, low = SIGNED_SCALE if signed else DIFFERENCE_SCALE
    title = "picture.signed" if signed else "picture.difference"
    message: PicturesMessage = {
        "panels": [
            _panel("picture.input", GREY, 0.0),
            _panel("picture.reconstruction", GREY, 0.0, "reconstruction"),
            _panel(title, colours, low, "difference", beside=True),
        ],
        "drawing": t("origin.drawing"),
        "signed": signed,
        "hover": t("picture.hover"),
        "alt": t("picture.alt"),
    }
    _component(key=key, data=message)


def _panel(
    title: str, colours: tuple[str, ...], low: float, term: str = "", beside: bool = False
) -> Panel:
    name = t(title)
    return {
        "title": name,
        "term": {**term_message(term), "name": name} if term else None,
        "colours": list(colours),
        "low": low,
        "scale": beside,
    }
