"""State of one session of the app, apart from the values of its widgets.

Of Streamlit's dictionary for a session, one key holds the `Session`. The others belong to widgets:
keys shared between modules are in `widget_keys`, any other is written where its widget is drawn.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import Drawing
from anomaly.preprocessing.pipeline import CanvasSettings, Trace
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session._compat import StreamlitPage
from anomaly.ui.session.endpoint import Endpoint
from anomaly.ui.session.more import MoreChoice
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.pages import (
    ComparePage,
    Gallery,
    LearnPage,
    OwnPage,
    RunsPage,
    Search,
    Teaching,
    TrainPage,
)
from anomaly.ui.session.presentation import Presentation

KEY = "anomaly"  # of the session in Streamlit's dictionary
EMPTY = Drawing()
Source = Literal["drawing", "sample", "upload"]


@dataclass
class Navigation:
    """The pages, and the one in view.

    Attributes
    ----------
    pages : dict of str to StreamlitPage
        By name, without hidden ones; pages link to each other by these names.
    page : str or None
        The URL path of the page that this run draws, empty for the first; None before any run.
    asked : dict of str to str or None
        Query parameters of a view still to be taken over.
    view : dict of str to str or None
        Query parameters of the view drawn last; None before any.
    term : str
        Term of the glossary to show on the page Words in the next run; empty for none.
    wanted : str
        Name of the page that the strip of a class asked for, for the next run; empty for none.
    class_code : str
        Code of the class that the session's link leads into; empty for none.
    waits_for_seat : bool
        Whether the page is not drawn yet, since it is loaded again once the browser has a seat.
    """

    pages: dict[str, StreamlitPage] = field(default_factory=dict)
    page: str | None = None
    asked: dict[str, str] | None = None
    view: dict[str, str] | None = None
    term: str = ""
    wanted: str = ""
    class_code: str = ""
    waits_for_seat: bool = False


@dataclass(frozen=True)
class ModelRequest:
    """Request to show another detector in the next run.

    Attributes
    ----------
    key : str or None
        Key of a stored detector; None for the default recipe's.
    keeps_tray : bool
        Whether it is to be taught the examples in the tray of its digits; else the tray is filled
        with those that the detector was taught.
    draft : str
        Key of a draft to fill the tray with in their place; empty for none.
    """

    key: str | None
    keeps_tray: bool = False
    draft: str = ""


@dataclass
class ModelChoice:
    """The choice of the detector in view.

    Attributes
    ----------
    key : str or None
        Key of a stored detector; None for the default recipe's.
    settled : TrainingPlan or None
        The plan whose training was waited for last, which need not settle again.
    request : ModelRequest or None
        Request that the next run grants before it draws what it chooses.
    warned_of : str
        The key of the detector that `warnings` are about.
    warnings : list of str
        Sentences about how it was obtained, repeated in each run while it is in view.
    """

    key: str | None = None
    settled: TrainingPlan | None = None
    request: ModelRequest | None = None
    warned_of: str = ""
    warnings: list[str] = field(default_factory=list)


@dataclass
class Said:
    """Sentences said once, such as of a link that makes no sense.

    Attributes
    ----------
    sentences : list of str
    is_kept : bool
        Whether the next run repeats them, since the page asked for it and no person did.
    """

    sentences: list[str] = field(default_factory=list)
    is_kept: bool = False


@dataclass
class DigitInput:
    """The digit at hand: a drawing, a held-out sample or a picture file.

    Attributes
    ----------
    source : {"drawing", "sample", "upload"}
        Where it comes from.
    sample : tuple or None
        The source of the digits and the row among the test digits of the sample chosen last; None
        for the first anomalous one.
    grid_seed : int
        Decides which samples the grid shows.
    upload : bytes or None
        The file or photo given last.
    mark : int
        Which of its marks is judged; the one most like a digit is 0.
    drawing : Drawing
        What is on the canvas.
    problem : UserError or None
        Why the page's last drawing could not be taken.
    sequence : int
        Number of the last drawing that the page sent, by which it tells an old answer from a new.
    handed_over : tuple of (int, Drawing)
        The drawing, and its number, that the page began with.
    brush : str
        Name of the brush in hand.
    endpoint : Endpoint or None
        Where the page asks about its drawing.
    traced : tuple or None
        The file, settings and mark that `trace` was computed from.
    trace : Trace or None
        The steps from that file to its digit, since every move of the threshold asks again.
    """

    source: Source = "sample"
    sample: tuple[str, int] | None = None
    grid_seed: int = 0
    upload: bytes | None = None
    mark: int = 0
    drawing: Drawing = EMPTY
    problem: UserError | None = None
    sequence: int = 0
    handed_over: tuple[int, Drawing] = (0, EMPTY)
    brush: str = "medium"
    endpoint: Endpoint | None = None
    traced: tuple[bytes, CanvasSettings, int] | None = None
    trace: Trace | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty canvas, not a drawing that was refused."""
        return self.source == "drawing" and not self.drawing.strokes and self.problem is None


@dataclass
class ThresholdChoice:
    """The choice of a threshold or of a rule.

    Attributes
    ----------
    detector_key : str
        Key of the detector that `chosen` holds for.
    asked : float or None
        Threshold that a link asks for, for the first detector in view.
    chosen : float
        Threshold set by hand; in force while there is no `rule`.
    rule : str or None
        The rule that is followed.
    follows_default : bool
        Whether `rule` is the default one, which differs where there are few calibration scores.
    rule_settings : dict of str to float
        Settings of all rules, by name; a missing one has its default.
    sequence : int
        Number of the browser's last move, by which it tells an old answer from a new one.
    """

    detector_key: str = ""
    asked: float | None = None
    chosen: float = 0.0
    rule: str | None = None
    follows_default: bool = False
    rule_settings: dict[str, float] = field(default_factory=dict)
    sequence: int = 0


@dataclass
class Session:
    """State of a session, by topic.

    Attributes
    ----------
    opened : bool
        Whether the address it was opened with has been read.
    with_limits : bool
        Whether the second test, of ink and shape, counts in verdicts.
    anomalous : tuple of int
        Digits chosen as anomalies; also those that are normal now, and are anomalies again later.
    context : PageContext or None
        Context of the page in this run; None until a detector is obtained.
    more : MoreChoice
        Whether More is open.
    dialog : {"", "share", "lesson_link"}
        Which dialog with an address is open.
    presentation : Presentation or None
        What its link hides and how it shows the rest; None until that has been read.
    class_id : str
        The class that a teacher has chosen to see; empty for none.
    """

    opened: bool = False
    with_limits: bool = True
    anomalous: tuple[int, ...] = ()
    context: PageContext | None = None
    dialog: Literal["", "share", "lesson_link"] = ""
    presentation: Presentation | None = None
    class_id: str = ""
    navigation: Navigation = field(default_factory=Navigation)
    more: MoreChoice = field(default_factory=MoreChoice)
    said: Said = field(default_factory=Said)
    model: ModelChoice = field(default_factory=ModelChoice)
    digit: DigitInput = field(default_factory=DigitInput)
    threshold: ThresholdChoice = field(default_factory=ThresholdChoice)
    search: Search = field(default_factory=Search)
    gallery: Gallery = field(default_factory=Gallery)
    teaching: Teaching = field(default_factory=Teaching)
    learn: LearnPage = field(default_factory=LearnPage)
    train: TrainPage = field(default_factory=TrainPage)
    own: OwnPage = field(default_factory=OwnPage)
    runs: RunsPage = field(default_factory=RunsPage)
    compare: ComparePage = field(default_factory=ComparePage)


def session(store: MutableMapping[Any, Any] | None = None) -> Session:
    """Return the session that the running script belongs to.

    Parameters
    ----------
    store : mutable mapping, optional
        Mapping that holds the session; by default Streamlit's.
    """
    store = st.session_state if store is None else store
    if KEY not in store:
        store[KEY] = Session()
    found: Session = store[KEY]
    return found


def current_context() -> PageContext:
    """Return the context of the page in this run, once its detector has been obtained."""
    context = session().context
    assert context is not None
    return context


def use_model(key: str | None, keeps_tray: bool = False, draft: str = "") -> None:
    """Show a stored detector in the next run, as `ModelRequest` says."""
    session().model.request = ModelRequest(key, keeps_tray, draft)


def current_presentation() -> Presentation:
    """Return what the session hides and how it shows the rest."""
    return session().presentation or Presentation()


def turn_to_source(key: str) -> None:
    """Open the tab that the digit at hand comes from, of those with a key, unless it is hidden."""
    source = session().digit.source
    if source not in current_presentation().tabs:
        st.session_state[key] = t(f"tab.{source}")
