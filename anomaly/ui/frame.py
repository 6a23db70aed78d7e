"""What stands around every page: the style, the sidebar, and the detector they choose."""

import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from anomaly.data import Digits, all_others
from anomaly.job import Job
from anomaly.plan import TrainingPlan
from anomaly.text import Problem, name_digits, name_seconds, say
from anomaly.training import TrainedDetector
from anomaly.ui import state
from anomaly.ui.address import View
from anomaly.ui.menu import close_menu
from anomaly.ui.sidebar import Choices, sidebar
from anomaly.ui.threshold import Line

GLANCE = 0.1  # seconds between two looks at a training that the page waits for
GLANCE_ASIDE = 1.0  # and at one that it does not
STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Scene:
    """What a page is about.

    Attributes
    ----------
    trained : TrainedDetector
    digits : Digits
        Those in use, which need not be those the detector was trained on.
    anomalous : tuple of int
        The digits that count as anomalies; none of them normal, at least one.
    """

    trained: TrainedDetector
    digits: Digits
    anomalous: tuple[int, ...]


def run(pages: dict[str, "st.Page"]) -> None:
    """Draw the sidebar, obtain the detector it asks for, and draw the page a person chose.

    Parameters
    ----------
    pages : dict of str to st.Page
        By name; pages send people to each other by these names.
    """
    st.html(STYLE)
    chosen = st.navigation(list(pages.values()), position="top")
    session = st.session_state
    session.pages, session.turned = pages, session.get("page") != chosen.url_path
    session.page = chosen.url_path
    notice = state.open_view()
    _adopt_model(chosen is pages["train"])
    own_choice = chosen in (pages["train"], pages["runs"])
    try:
        choices = sidebar(with_model=not own_choice)
        if chosen is not pages["train"]:
            _tell_training(pages["train"])
        with st.sidebar:
            close_menu(chosen.url_path)
        scene = _scene(choices)
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
        return
    if notice is not None:
        st.info(str(notice), icon=":material/link_off:")
    session.scene = scene
    chosen.run()


def view_of(shown: Scene, line: Line, sample: tuple[str, int] | None = None) -> View:
    """Return what a link to the scene carries."""
    return View(
        normal=shown.trained.plan.normal,
        anomalous=shown.anomalous,
        detector=shown.trained.plan.detector,
        model=st.session_state.get("model"),
        sample=sample,
        **line.for_link(),
    )


def tell_source(shown: Scene) -> None:
    """Say so where the digits to look at are not those that the scores are of."""
    if shown.trained.fingerprint != shown.digits.fingerprint:
        st.caption(say("gallery.other_digits"))


def anomalies_of(plan: TrainingPlan, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Return the digits that are anomalies to a plan, of those chosen or else all others."""
    return tuple(label for label in chosen if label not in plan.normal) or all_others(plan.normal)


def anomalies_to(plan: TrainingPlan, shown: Scene) -> tuple[int, ...]:
    """Return the digits that are anomalies to another plan than the one whose result is shown."""
    if shown.anomalous == all_others(shown.trained.plan.normal):
        return all_others(plan.normal)
    return anomalies_of(plan, shown.anomalous)


def scene() -> Scene:
    """Return what the page is about in this run."""
    there: Scene = st.session_state.scene
    return there


def _tell_training(page: "st.Page") -> None:
    """Show on other pages how far the training is that was begun on `page`, and lead back there."""
    job: Job | None = st.session_state.get("job")
    if job is None:
        return
    with st.sidebar:
        _watch_aside(job)
        st.page_link(page, label=say("job.see"), icon=":material/model_training:")


@st.fragment(run_every=GLANCE_ASIDE)
def _watch_aside(job: Job) -> None:
    if job.active:
        st.progress(*progress_of(job))
    else:  # without running the page again, under somebody who draws
        st.caption(say("job.ended"))


def _scene(choices: Choices) -> Scene:
    digits = state.library().digits
    trained = _trained(choices, digits)
    return Scene(trained, digits, anomalies_of(trained.plan, choices.anomalous))


def _trained(choices: Choices, digits: Digits) -> TrainedDetector:
    """Return the detector a person chose, or the default recipe's for the digits they chose.

    Where the digits make no sense it is the last one there was, so that nothing is lost.

    Raises
    ------
    Problem
        If there has been none.
    """
    key = st.session_state.get("model")
    chosen = None if key is None else state.models().named(key)
    if chosen is not None:
        plan = chosen.plan
        if (plan.detector, plan.normal) == (choices.detector, choices.normal):
            return chosen
    try:
        plan = TrainingPlan(detector=choices.detector, normal=choices.normal)
    except Problem as problem:
        if "scene" not in st.session_state:
            raise
        st.error(str(problem), icon=":material/error:")
        return scene().trained
    if key is not None and chosen is None:  # somebody deleted it
        st.info(say("model.gone"), icon=":material/link_off:")
    st.session_state.model = None
    return _obtain(plan, digits)


def _adopt_model(watching: bool) -> None:
    """Put the digits of a detector that a person chose into the sidebar, before it is drawn.

    Parameters
    ----------
    watching : bool
        Whether to watch its training, if it is being trained again.
    """
    key = st.session_state.pop("adopting", "")
    if key == "":
        return
    trained = None if key is None else state.models().named(key)
    joined = key is not None and (watching or trained is None) and state.rejoin(key)
    st.session_state.model = None if trained is None else key
    if trained is not None:
        plan = TrainingPlan(detector=trained.plan.detector, normal=trained.plan.normal)
        st.session_state.normal, st.session_state.detector = list(plan.normal), plan.detector
        if state.models().find(plan, state.library().digits)[0] is trained:
            st.session_state.model = None  # the digits alone say which it is
    elif key is not None and not joined:
        st.info(say("model.gone"), icon=":material/link_off:")


def _obtain(plan: TrainingPlan, digits: Digits) -> TrainedDetector:
    """Fetch a detector, with progress where it must be trained first."""
    trained, problems = state.models().find(plan, digits)
    if trained is None:
        job = _wait_for(plan, digits)
        problems += job.problems
        if job.trained is None:
            raise problems[-1]
        trained = job.trained
    if trained.problem is not None:
        problems.append(trained.problem)
    for sentence in _kept(trained.key, problems):
        st.warning(sentence, icon=":material/warning:")
    return trained


def _kept(key: str, problems: list[Problem]) -> list[str]:
    """Return what there was to say when a detector was obtained, in later runs as in that one."""
    session = st.session_state
    if session.get("obtained") != key:
        session.obtained, session.told = key, []
    session.told = list(dict.fromkeys([*session.told, *map(str, problems)]))
    told: list[str] = session.told
    return told


def _wait_for(plan: TrainingPlan, digits: Digits) -> Job:
    """Have a training made and show how it goes; a person who turns to something else leaves it."""
    place = st.empty()  # first, since a click can end this run at any element
    job, watcher = state.submit(plan, digits, "view")
    try:
        while job.active:
            place.progress(*progress_of(job))
            time.sleep(GLANCE)
    finally:
        state.queue().leave(job, watcher)
    place.empty()
    return job


def progress_of(job: Job) -> tuple[float, str]:
    """Return how far a job is, in [0, 1], and a sentence that says so."""
    normal = name_digits(job.plan.normal)
    ahead = state.queue().ahead(job)
    if job.step is None:
        return 0.0, say("job.waiting", count=ahead) if ahead else say("job.starting", normal=normal)
    step = job.step
    values = {"normal": normal, "epoch": step.epoch, "epochs": step.epochs}
    share = step.update / step.updates
    if job.state == "paused":
        whole = bool(job.history) and job.history[-1].epoch == step.epoch
        return share, say("job.paused_after" if whole else "job.paused", **values)
    if job.stopping or step.update == step.updates:
        return share, say("job.scoring", **values)
    return share, say("job.running", left=name_seconds(job.seconds_left), **values)
