"""What stands around every page: the style, the sidebar, and the detector they choose."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from anomaly.data import Digits, all_others
from anomaly.text import Problem, name_digits, say
from anomaly.training import TrainedDetector, TrainingPlan
from anomaly.ui import state
from anomaly.ui.address import View
from anomaly.ui.sidebar import Choices, sidebar
from anomaly.ui.steps import SWITCHES
from anomaly.ui.threshold import Line

STYLE = Path(__file__).with_name("style.css")
KEPT = ("brush", "signed", "sample_label", *(f"step_{name}" for name in SWITCHES))


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
    st.session_state.pages = pages
    _keep_widgets()
    notice = state.open_view()
    try:
        scene = _scene(sidebar())
    except Problem as problem:
        st.error(str(problem), icon=":material/error:")
        return
    if notice is not None:
        st.info(str(notice), icon=":material/link_off:")
    st.session_state.scene = scene
    chosen.run()


def view_of(shown: Scene, line: Line, sample: tuple[str, int] | None = None) -> View:
    """Return what a link to the scene carries."""
    return View(
        normal=shown.trained.plan.normal,
        anomalous=shown.anomalous,
        detector=shown.trained.plan.detector,
        sample=sample,
        **line.for_link(),
    )


def tell_source(shown: Scene) -> None:
    """Say so where the digits to look at are not those that the scores are of."""
    if shown.trained.fingerprint != shown.digits.fingerprint:
        st.caption(say("gallery.other_digits"))


def scene() -> Scene:
    """Return what the page is about in this run."""
    there: Scene = st.session_state.scene
    return there


def _keep_widgets() -> None:
    """Have one page's switches outlive a visit to another, by making them the session's own."""
    for key in KEPT:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def _scene(choices: Choices) -> Scene:
    plan = _plan(choices)
    digits = state.library().digits
    trained = _obtain(plan, digits)
    anomalous = tuple(label for label in choices.anomalous if label not in plan.normal)
    return Scene(trained, digits, anomalous or all_others(plan.normal))


def _plan(choices: Choices) -> TrainingPlan:
    """Return what the sidebar asks for, or the last plan that made sense, so that nothing is lost.

    Raises
    ------
    Problem
        If there has been no such plan.
    """
    try:
        plan = TrainingPlan(detector=choices.detector, normal=choices.normal)
    except Problem as problem:
        if "plan" not in st.session_state:
            raise
        st.error(str(problem), icon=":material/error:")
        last: TrainingPlan = st.session_state.plan
        return last
    st.session_state.plan = plan
    return plan


def _obtain(plan: TrainingPlan, digits: Digits) -> TrainedDetector:
    """Fetch the detector from the shelf, with progress where it must be trained first."""
    place = st.empty()
    normal = name_digits(plan.normal)
    problems: list[Problem] = []
    trained = state.shelf().obtain(
        plan,
        digits,
        on_report=lambda report: place.progress(
            report.epoch / report.epochs,
            say("playground.training", normal=normal, epoch=report.epoch, epochs=report.epochs),
        ),
        on_problem=problems.append,
    )
    place.empty()
    for problem in problems:
        st.warning(str(problem), icon=":material/warning:")
    return trained
