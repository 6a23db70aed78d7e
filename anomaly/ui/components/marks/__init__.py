"""A picture with its marks outlined, one of which is chosen by a click or a key."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from anomaly.preprocessing.pipeline import Place
from anomaly.text import t
from anomaly.ui.components.loader import load_component
from anomaly.ui.components.samples import picture_address

FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "marks.js",
    '<div class="sheet" role="group"></div><p class="told" role="status"></p>',
    [FOLDER / "marks.css"],
)


class MarksMessage(TypedDict):
    """Message to the browser, declared in ``marks.js``; the answer is ``"chosen"`` with a number.

    Attributes
    ----------
    picture : str
        A data address.
    label : str
        Name of the picture with its marks.
    places : list of list of float
        Left, top, width and height of each mark, as shares of the picture's sides.
    names : list of str
        A name for each mark.
    told : list of str
        What is announced where a mark is chosen.
    chosen : int
    """

    picture: str
    label: str
    places: list[list[float]]
    names: list[str]
    told: list[str]
    chosen: int


def choose_mark(
    picture: NDArray[np.uint8],
    places: Sequence[Place],
    chosen: int,
    key: str,
    on_choose: Callable[[], None],
) -> None:
    """Show a picture's marks; the clicked one's number is at ``"chosen"`` under `key`.

    Parameters
    ----------
    picture : ndarray of uint8, shape (H, W, C)
    places : sequence of Place
        Where the marks are.
    chosen : int
        Number of the one that is judged.
    key : str
    on_choose : callable
        Called before the script runs for a click.
    """
    count = len(places)
    message: MarksMessage = {
        "picture": picture_address(picture),
        "label": t("upload.original"),
        "places": [list(place) for place in places],
        "names": [t("upload.mark", number=n + 1, count=count) for n in range(count)],
        "told": [t("upload.mark_judged", number=n + 1, count=count) for n in range(count)],
        "chosen": chosen,
    }
    _component(key=key, data=message, on_chosen_change=on_choose)
