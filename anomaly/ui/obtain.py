"""Find the detector that a page is about, or wait for its training."""

import time
from contextlib import nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from anomaly.data.digits import Digits, all_others
from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.text import as_markdown, format_digits, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.panels.notices import job_problems
from anomaly.ui.session import jobs, lessons, server
from anomaly.ui.session.page_context import PageContext, anomalies_of
from anomaly.ui.session.said import say
from anomaly.ui.session.session import session, use_model
from anomaly.ui.sidebar import SidebarSelection
from anomaly.ui.training.progress import progress_of

POLL_INTERVAL = 0.1  # seconds between two looks at a training that the page waits for
# Seconds from a choice to its training, in which another takes its place: people tap one digit
# after the other.
SETTLING = 1.2


def obtain_context(selection: SidebarSelection) -> PageContext:
    """Return the context of a page, training its detector first where there is none.

    Raises
    ------
    UserError
        If the selection makes no sense and no detector was in view before, or the training fails.
    """
    digits = server.library().digits
    base = _obtain_selected(selection, digits)
    if base.signs is not None:
        return PageContext(base, base.signs.as_digits(), all_others(base.plan.normal))
    stored = lessons.taught(base, digits)
    trained = tested_on(stored, digits)
    return PageContext(
        trained,
        digits,
        anomalies_of(trained.plan, selection.anomalous),
        None if trained is stored else stored,
        None if stored is base else base,
    )


def tested_on(stored: TrainedDetector, digits: Digits) -> TrainedDetector:
    """Return a detector with its scores of the digits in use, and say so where that takes long."""
    slow = stored.detector.max_scored is not None
    with st.spinner(t("model.testing")) if slow else nullcontext():
        return server.models().tested_on(stored, digits)


def _obtain_selected(selection: SidebarSelection, digits: Digits) -> TrainedDetector:
    """Return the stored detector in use, or the default recipe's for the digits selected.

    Where the digits make no sense, stay with the detector in view.
    """
    model, last = session().model, session().context
    stored = None if model.key is None else server.models().named(model.key)
    if stored is not None:
        asked = (True,) if selection.is_own else (False, selection.detector, selection.normal)
        if asked == _choice_of(stored):
            return stored
    try:
        plan = TrainingPlan(detector=selection.detector, normal=selection.normal)
    except UserError as problem:
        if last is None:
            raise
        st.error(as_markdown(problem), icon=":material/error:")
        return last.untaught
    if model.key is not None and stored is None:  # deleted meanwhile, say
        say(str(server.models().why_missing(model.key)))
    model.key = None
    return _obtain(plan, digits)


def _choice_of(trained: TrainedDetector) -> tuple[object, ...]:
    """Return what is chosen on a page while a stored detector is in view."""
    if trained.is_of_signs:
        return (True,)
    return False, trained.plan.detector, trained.plan.normal


def _obtain(plan: TrainingPlan, digits: Digits) -> TrainedDetector:
    """Return a plan's detector, with progress where it must be trained first."""
    trained, problems = server.models().find(plan, digits)
    if trained is None:
        job = _wait_for(plan, digits)
        if job.trained is None:
            raise job.problems[-1]
        problems += job_problems(job)
        trained = job.trained
    _warn(trained.key, problems)
    return trained


def _warn(key: str, problems: list[UserError]) -> None:
    """Show the warnings of the current detector, kept across reruns."""
    model = session().model
    if model.warned_of != key:
        model.warned_of, model.warnings = key, []
    model.warnings = list(dict.fromkeys([*model.warnings, *map(as_markdown, problems)]))
    for sentence in model.warnings:
        st.warning(sentence, icon=":material/warning:")


def _wait_for(plan: TrainingPlan, digits: Digits) -> Job:
    """Train once the choice has settled, and show progress; navigating away unsubscribes.

    A click ends this run at the next element that it draws.
    """
    place = st.empty()
    with place.container(key="obtaining"):
        bar = st.empty()
        _about_last(plan)
        with server.page_turns().pause():
            _settle(bar, plan)
            job, watcher = jobs.submit(plan, digits, "view")
            try:
                while job.active:
                    bar.progress(*progress_of(job))
                    time.sleep(POLL_INTERVAL)
            finally:
                server.queue().leave(job, watcher)
    place.empty()
    return job


def _about_last(plan: TrainingPlan) -> None:
    """Note whose answers are still on the page, and offer to go back to them."""
    last = session().context
    if last is None:
        return
    names = {"wanted": format_digits(plan.normal), "shown": format_digits(last.normal)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("obtain.meanwhile", **names))
        st.button(
            t("obtain.back", **names),
            icon=":material/undo:",
            on_click=use_model,
            args=(last.trained.key, True),
            key="obtain_back",
        )


def _settle(bar: DeltaGenerator, plan: TrainingPlan) -> None:
    """Wait as long as another choice may follow, if this one was made on the page."""
    model = session().model
    if session().context is None or model.settled == plan:
        return
    until = time.monotonic() + SETTLING
    while time.monotonic() < until:
        bar.progress(0.0, t("obtain.soon", normal=format_digits(plan.normal)))
        time.sleep(POLL_INTERVAL)
    model.settled = plan
