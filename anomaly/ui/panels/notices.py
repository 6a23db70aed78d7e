"""Notices that are the same on every page: about the detector in use, and the connection."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.reports.weakness import describe_weakness, describe_weaknesses
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.terms import with_terms
from anomaly.ui.session.visitor import is_operator


def warn_of_problem(trained: TrainedDetector, name: str = "") -> None:
    """Warn of a detector whose training collapsed or diverged.

    Parameters
    ----------
    trained : TrainedDetector
    name : str
        Name of the detector, where several are shown together.
    """
    if trained.problem is None:
        return
    sentence = str(trained.problem)
    if name:
        sentence = t("training.problem_of", name=name, problem=sentence)
    st.warning(sentence, icon=":material/warning:")


def show_weakness(trained: TrainedDetector) -> None:
    """Note on the page if a detector is weak, in numbers."""
    if sentence := describe_weakness(trained):
        _caption(sentence)


def show_weaknesses(detectors: Sequence[TrainedDetector]) -> None:
    """Note on the page which of several detectors are weak, in numbers."""
    if sentence := describe_weaknesses(detectors):
        _caption(sentence)


def _caption(sentence: str) -> None:
    explained = with_terms(sentence, "generated", "threshold", "held_out", "interval")
    st.caption(explained, unsafe_allow_html=True)


def job_problems(job: Job) -> list[UserError]:
    """Return a job's problems without its detector's own, which `warn_of_problem` shows."""
    own = None if job.trained is None else job.trained.problem
    return [problem for problem in job.problems if own is None or str(problem) != str(own)]


def show_without_connection() -> None:
    """Write what to do without a connection; the style sheet shows it while there is none."""
    sentence = t("connection.lost_here") if is_operator() else t("connection.lost")
    st.html(f'<p class="without-connection" role="alert">{escape(sentence)}</p>')
