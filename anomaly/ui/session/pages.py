"""State of a session that belongs to a single page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.training.plan import TrainingPlan
from anomaly.ui.session.endpoint import Endpoint
from anomaly.ui.session.search_history import SearchHistory
from anomaly.ui.session.tray import Tray


@dataclass(frozen=True)
class EpochsSlider:
    """The slider for the number of epochs, as it was drawn last.

    Attributes
    ----------
    detector : str
    key : str
        Of its value in Streamlit's dictionary.
    least : int
        Where it begins.
    """

    detector: str
    key: str
    least: int


@dataclass
class TrainPage:
    """The training that the session watches on the Train page.

    Attributes
    ----------
    job : Job or None
    watcher : str
        The name under which the queue knows that the session waits for `job`.
    problems : sequence of UserError
        Problems to show once, in the next run.
    form_of : TrainingPlan or None
        The plan whose training or result was in view when the form was last filled in.
    form_plan : TrainingPlan or None
        The plan in the form, kept while another page is open.
    epochs_slider : EpochsSlider or None
        None where the plan in the form has just been filled in.
    """

    job: Job | None = None
    watcher: str = ""
    problems: Sequence[UserError] = ()
    form_of: TrainingPlan | None = None
    form_plan: TrainingPlan | None = None
    epochs_slider: EpochsSlider | None = None


@dataclass
class OwnPage:
    """The page where a person's own sign is given and trained.

    Attributes
    ----------
    tray : Tray
        Pictures of the sign, and of what is not one.
    stored : str or None
        Key of the draft that the tray is stored as; None for none.
    taken : int
        Number of the last drawing that was kept.
    name : str
        What the sign is called; empty for nothing.
    detector : str
        Which to train.
    job : Job or None
        The training that the session waits for.
    watcher : str
        The name under which the queue knows that it does.
    problems : sequence of UserError
        Problems to show once, in the next run.
    files_taken : int
        Counts the uploads; each gets an upload widget of its own.
    told : sequence of str
        Sentences on the files given last, until something else is given.
    """

    tray: Tray = field(default_factory=Tray)
    stored: str | None = None
    taken: int = 0
    name: str = ""
    detector: str = "gradients"
    job: Job | None = None
    watcher: str = ""
    problems: Sequence[UserError] = ()
    files_taken: int = 0
    told: Sequence[str] = ()


@dataclass
class RunsPage:
    """The page that compares trained models.

    Attributes
    ----------
    problems : sequence of UserError
        Problems to show once, in the next run.
    uploaded : dict of str to int
        Bytes of the models that this session uploaded, by key.
    files_taken : int
        Counts the uploaded files; each gets an upload widget of its own.
    used : bool
        Whether a model was chosen for use, to be opened in the playground.
    """

    problems: Sequence[UserError] = ()
    uploaded: dict[str, int] = field(default_factory=dict)
    files_taken: int = 0
    used: bool = False


@dataclass
class ComparePage:
    """The page that compares all methods.

    Attributes
    ----------
    jobs : list of tuple
        Trainings submitted, each with the name under which the session waits for it.
    wanted : sequence of TrainingPlan
        Trainings to submit when those have ended.
    problems : sequence of UserError
        Problems to show once, in the next run.
    """

    jobs: list[tuple[Job, str]] = field(default_factory=list)
    wanted: Sequence[TrainingPlan] = ()
    problems: Sequence[UserError] = ()


@dataclass
class Search:
    """A detector's search for the nearest digit it can make.

    Attributes
    ----------
    history : SearchHistory or None
        The last search.
    stop_requested : bool
        Whether its Stop button was clicked since the last run.
    """

    history: SearchHistory | None = None
    stop_requested: bool = False


@dataclass
class Gallery:
    """Clicks on held-out digits, until the next run has answered them.

    Attributes
    ----------
    bar : int or None
        The bar of the histogram whose digits to show.
    sample_opened : bool
        Whether a digit was clicked, to be opened in the playground.
    """

    bar: int | None = None
    sample_opened: bool = False


@dataclass
class Teaching:
    """Examples that the session teaches detectors, see `anomaly.ui.session.lessons`.

    Attributes
    ----------
    trays : dict of tuple of int to Tray
        Examples by the digits that are normal; kept while others are.
    job : Job or None
        The adaptation that the session waits for.
    watcher : str
        The name under which the queue knows that it waits.
    shown : str
        Key of the adapted detector that was in view last; empty before any.
    failed : str
        Key of the one that could not be made, which is not asked for again by itself.
    is_before : bool
        Whether the detector is shown as it was before it was taught.
    has_changed : bool
        Whether another detector is to be shown, which takes a run of the whole page.
    problem : UserError or None
        What stood in the way of what was asked for last.
    """

    trays: dict[tuple[int, ...], Tray] = field(default_factory=dict)
    job: Job | None = None
    watcher: str = ""
    shown: str = ""
    failed: str = ""
    is_before: bool = False
    has_changed: bool = False
    problem: UserError | None = None


@dataclass
class LearnPage:
    """The lesson, as far as the session has come in it.

    Attributes
    ----------
    step : int
        Number of the step in view, from 1.
    finished : frozenset of int
        Numbers of the steps that are finished.
    answers : dict of str to str
        The choices made, by the names of their steps.
    visit : int
        Counts how often an address has asked for a step, which the page then goes to.
    tries : str
        Name of the step whose *Try it yourself* was clicked, until the next run has opened the
        playground; else empty.
    films : dict of str to Endpoint
        Where the page asks for films, by the name of the detector.
    """

    step: int = 1
    finished: frozenset[int] = frozenset()
    answers: dict[str, str] = field(default_factory=dict)
    visit: int = 0
    tries: str = ""
    films: dict[str, Endpoint] = field(default_factory=dict)
