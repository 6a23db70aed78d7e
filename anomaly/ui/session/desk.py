"""Where a page asks about a drawing under way, apart from the runs of Streamlit's script."""

import secrets
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from anomaly.preprocessing.pipeline import CanvasSettings
from anomaly.training.trained import TrainedDetector


@dataclass(eq=False)
class Desk:
    """What answers the questions of one session about the detector in its view.

    Attributes
    ----------
    trained : TrainedDetector
    settings : CanvasSettings
        The steps from strokes to a digit, as switched on and off.
    token : str
        The desk's name in its address, which nobody can guess.
    is_busy : bool
        Whether a question is being answered; a page asks one at a time.
    """

    trained: TrainedDetector
    settings: CanvasSettings
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    is_busy: bool = False


_desks: WeakValueDictionary[str, Desk] = WeakValueDictionary()


def open_desk(trained: TrainedDetector, settings: CanvasSettings) -> Desk:
    """Return a new desk, which is there as long as somebody keeps it."""
    desk = Desk(trained, settings)
    _desks[desk.token] = desk
    return desk


def find_desk(token: str) -> Desk | None:
    """Return the desk with a token; None once its session has ended, or has turned to another."""
    return _desks.get(token)
