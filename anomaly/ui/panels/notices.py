"""Notices that are the same on every page: about the detector in use, and the connection."""

from html import escape

import streamlit as st

from anomaly.errors import UserError
from anomaly.jobs.job import Job
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.page_context import PageContext
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


def job_problems(job: Job) -> list[UserError]:
    """Return a job's problems without its detector's own, which `warn_of_problem` shows."""
    own = None if job.trained is None else job.trained.problem
    return [problem for problem in job.problems if own is None or str(problem) != str(own)]


def show_source(context: PageContext) -> None:
    """Note on the page if the scores are not of the digits shown."""
    if not context.scores_match_digits:
        st.caption(t("gallery.other_digits"))


def show_without_connection() -> None:
    """Write what to do without a connection; the style sheet shows it while there is none."""
    sentence = t("connection.lost_here") if is_operator() else t("connection.lost")
    st.html(f'<p class="without-connection" role="alert">{escape(sentence)}</p>')
