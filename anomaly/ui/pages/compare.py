"""One digit before all detectors at once."""

import time
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st
from torch import Tensor

from anomaly import figures
from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, Detection, SearchingDetector
from anomaly.errors import UserError
from anomaly.evaluation import default_threshold, share_below
from anomaly.jobs.job import Job
from anomaly.reports.evaluation_report import has_collapsed
from anomaly.text import display_name, format_digits, format_share, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.digit_input.drawing import keep_drawing
from anomaly.ui.digit_input.picker import Picked, fill_tabs, pick_digit
from anomaly.ui.panels.benchmark_panel import show_benchmark, show_complexity
from anomaly.ui.panels.search import follow_search
from anomaly.ui.session import server, state
from anomaly.ui.session.page_context import PageContext, scene, view_of
from anomaly.ui.session.threshold import current_line
from anomaly.ui.training.progress import progress_of

GLANCE = 1.0  # seconds between two looks at trainings
CARD = 210  # pixels, the least width of a detector's pictures


@dataclass(frozen=True)
class Judgement:
    """What a detector makes of a digit.

    Attributes
    ----------
    trained : TrainedDetector
    detection : Detection
    milliseconds : float
        That it took.
    """

    trained: TrainedDetector
    detection: Detection
    milliseconds: float


def page() -> None:
    """Draw the whole screen."""
    shown = scene()
    lead = t("compare.lead", normal=format_digits(shown.trained.plan.normal))
    st.html(f'<p class="lead">{escape(lead)}</p>')
    keep_drawing()
    _compare(shown)
    show_benchmark()
    show_complexity()


@st.fragment
def _compare(shown: PageContext) -> None:
    """Everything that re-runs with a stroke or a click."""
    normal = shown.trained.plan.normal
    with st.container(key="board"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        picked, tabs = pick_digit(shown.digits, shown.anomalous)
    judges, missing = _judges(shown.digits, normal)
    with right:
        _judgements(picked, judges)
        if missing:
            _offer_training(missing, shown)
    with left:
        fill_tabs(tabs, shown.digits, normal, shown.anomalous)
    line = current_line(shown.trained, shown.anomalous)
    state.write_address(view_of(shown, line, picked.sample))


def _judges(
    digits: Digits, normal: tuple[int, ...]
) -> tuple[list[TrainedDetector], list[TrainingPlan]]:
    """Return the detectors there are for these normal digits, and the plans of those there aren't.

    Each is of its default recipe.
    """
    judges, missing = [], []
    for name in DETECTORS:
        plan = TrainingPlan(detector=name, normal=normal)
        trained, _ = server.models().find(plan, digits)
        if trained is None:
            missing.append(plan)
        else:
            judges.append(trained)
    return judges, missing


def _judgements(picked: Picked, judges: list[TrainedDetector]) -> None:
    """Show what each detector makes of the digit at hand."""
    if picked.digit is None:
        st.caption(picked.problem)
        return
    searching = [one for one in judges if isinstance(one.detector, SearchingDetector)]
    quick = [one for one in judges if not isinstance(one.detector, SearchingDetector)]
    with st.container(key="judgements"):
        _show([_judge(trained, picked.digit) for trained in quick], "judgement_pictures")
        for trained in searching:  # they take longer, and the others need not wait for them
            film = follow_search(trained, picked.digit, st.empty())
            _show([Judgement(trained, film.detection, 1000 * film.seconds)], f"by_{trained.key}")
            if film.is_cut:
                st.caption(film.tell())
    st.caption(t("compare.columns"))


def _show(judgements: list[Judgement], key: str) -> None:
    """Show what some detectors make of the digit at hand, side by side."""
    if not judgements:
        return
    captions = [_caption(judgement) for judgement in judgements]
    sample_grid(
        np.stack([figures.strip(judgement.detection) for judgement in judgements]),
        range(len(judgements)),
        captions,
        key,
        captions=captions,
        min_width=CARD,
    )


def _judge(trained: TrainedDetector, digit: Tensor) -> Judgement:
    start = time.perf_counter()
    detection = trained.detector.detect(digit)
    return Judgement(trained, detection, 1000 * (time.perf_counter() - start))


def _caption(judgement: Judgement) -> str:
    """Return a detector's name, its verdict, and what to be wary of."""
    trained, score = judgement.trained, judgement.detection.score
    threshold, _ = default_threshold(trained.calibration_scores)
    lines = [
        t(
            "compare.anomaly" if score >= threshold else "compare.normal",
            name=display_name("detector", trained.plan.detector),
        ),
        t(
            "compare.share",
            share=format_share(share_below(score, trained.calibration_scores)),
            normal=format_digits(trained.plan.normal),
        ),
        t("compare.time", milliseconds=judgement.milliseconds),
    ]
    if has_collapsed(trained):
        lines.append(t("compare.collapsed", seed=trained.plan.seed))
    return "\n".join(lines)


def _offer_training(missing: list[TrainingPlan], shown: PageContext) -> None:
    """Offer to train the detectors that are not there yet, and show how that goes."""
    session = st.session_state
    jobs: list[tuple[Job, str]] = session.get("compare_jobs", [])
    if any(job.active for job, _ in jobs):
        _watch_jobs()
        return
    for problem in session.pop("compare_problems", ()):
        st.warning(str(problem), icon=":material/warning:")
    names = [display_name("detector", plan.detector) for plan in missing]
    st.caption(
        t("compare.missing", names=", ".join(names), normal=format_digits(missing[0].normal))
    )
    st.button(
        t("compare.train"),
        icon=":material/model_training:",
        on_click=_train,
        args=(missing, shown.digits),
    )


def _train(missing: list[TrainingPlan], digits: Digits) -> None:
    session = st.session_state
    session.compare_jobs = []
    try:
        for plan in missing:
            session.compare_jobs.append(state.submit(plan, digits, "compare"))
    except UserError as problem:
        session.compare_problems = (problem,)


@st.fragment(run_every=GLANCE)
def _watch_jobs() -> None:
    """Show how the trainings asked for go on, and see to their end."""
    jobs: list[tuple[Job, str]] | None = st.session_state.get("compare_jobs")
    if jobs is None:  # they were left
        st.rerun()
    active = [job for job, _ in jobs if job.active]
    if not active:
        st.session_state.compare_problems = [problem for job, _ in jobs for problem in job.problems]
        st.rerun()
    name = display_name("detector", active[0].plan.detector)
    share, sentence = progress_of(active[0])
    left = t("compare.progress", name=name, sentence=sentence, count=len(active))
    st.progress(share, left)
    st.button(t("compare.stop"), icon=":material/stop:", on_click=_leave_jobs)


def _leave_jobs() -> None:
    for job, watcher in st.session_state.pop("compare_jobs", []):
        server.queue().leave(job, watcher)
