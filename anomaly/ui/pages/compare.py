"""The Compare detectors screen: one digit judged by all of them."""

import time
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.detectors import DETECTORS, SearchingDetector
from anomaly.errors import UserError
from anomaly.text import as_markdown, display_name, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.signs import sign_detectors, sign_plan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.freshness import mark_when_outdated
from anomaly.ui.components.terms import with_terms
from anomaly.ui.digit_input.digit_at_hand import SelectedDigit, digit_at_hand
from anomaly.ui.digit_input.drawing import draw_canvas, exchange, hand_over_drawing
from anomaly.ui.digit_input.notices import show_notices
from anomaly.ui.digit_input.picker import digit_tabs, fill_tabs
from anomaly.ui.panels.benchmark_panel import show_benchmark, show_complexity
from anomaly.ui.panels.judgements import VerdictCard, show_card, show_empty_card
from anomaly.ui.panels.notices import job_problems, show_weaknesses, warn_of_problem
from anomaly.ui.panels.search import follow_search
from anomaly.ui.session import jobs, server
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.presentation import shown_of
from anomaly.ui.session.said import run_again
from anomaly.ui.session.session import current_context, current_presentation, session
from anomaly.ui.session.threshold import current_threshold
from anomaly.ui.training.progress import progress_of

POLL_INTERVAL = 1.0  # seconds between two looks at trainings
MAX_ASKED = 2  # trainings at once; a session may have few more


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    lead = t("compare.lead", normal=context.kind_names[0])
    st.html(f'<p class="lead">{with_terms(lead, "detector")}</p>')
    hand_over_drawing()
    _compare(context)
    show_benchmark()
    show_complexity()


@st.fragment
def _compare(context: PageContext) -> None:
    """Draw everything that re-runs with a stroke or a click."""
    normal = context.normal
    with st.container(key="board"):
        left, right = st.columns([0.345, 0.655], gap="medium")
    with left:
        tabs = digit_tabs(context.digits)
        if draw := tabs.get("drawing"):
            with draw:
                draw_canvas(of_signs=context.trained.is_of_signs)
        exchange()
        picked = digit_at_hand(context.digits, context.anomalous)
    plans = _plans(context)
    judges, missing = _judges(context.digits, plans)
    with right:
        _judgements(picked, judges, list(plans), context.kind_names[0])
        if missing:
            _offer_training(missing, context)
    with left:
        fill_tabs(tabs, context.digits, normal, context.anomalous)
    threshold = current_threshold(context.trained, context.anomalous)
    write_address(view_of(context, threshold))


def _plans(context: PageContext) -> dict[str, TrainingPlan]:
    """Return the default plans for what is normal on the page, by detector.

    Some detectors cannot learn a sign from few pictures, and are left out.
    """
    if context.trained.is_of_signs:
        return {name: sign_plan(name) for name in _shown(sign_detectors(), context)}
    names = _shown(DETECTORS, context)
    return {name: TrainingPlan(detector=name, normal=context.normal) for name in names}


def _shown(detectors: Iterable[str], context: PageContext) -> list[str]:
    in_view = context.trained.plan.detector
    return shown_of(detectors, current_presentation().detectors, in_view)


def _judges(
    digits: Digits, plans: Mapping[str, TrainingPlan]
) -> tuple[list[TrainedDetector], list[TrainingPlan]]:
    """Return the trained detectors of some plans, and the plans of those still untrained."""
    judges, missing = [], []
    for plan in plans.values():
        trained, _ = server.models().find(plan, digits)
        if trained is None:
            missing.append(plan)
        else:
            judges.append(trained)
    return judges, missing


def _judgements(
    picked: SelectedDigit, judges: list[TrainedDetector], names: Sequence[str], normal: str
) -> None:
    """Show each detector's verdict on the digit at hand; without one, it keeps its card."""
    digit, by_name = picked.digit, {trained.plan.detector: trained for trained in judges}
    searching = []
    with st.container(key="judgements_told"):
        columns = t("compare.columns", normal=normal)
        st.caption(columns if digit is not None else picked.problem)
    with st.container(key="judgements"):
        for name in names:
            trained = by_name.get(name)
            if trained is None:
                show_empty_card(name, t("compare.untrained", normal=normal))
            elif digit is None:
                show_empty_card(name)
            elif isinstance(trained.detector, SearchingDetector):
                searching.append((trained, st.empty()))
            else:
                show_card(_judge(trained, digit))
    mark_when_outdated(session().digit.sequence)
    # These take longer, and the others need not wait for them.
    if digit is not None:
        for trained, slot in searching:
            history = follow_search(trained, digit, slot)
            note = history.describe() if history.is_cut else ""
            with slot:
                show_card(VerdictCard(trained, history.detection, 1000 * history.seconds, note))
    show_notices(picked)
    for trained in judges:
        warn_of_problem(trained, display_name("detector", trained.plan.detector))
    show_weaknesses(judges)


def _judge(trained: TrainedDetector, digit: Tensor) -> VerdictCard:
    start = time.perf_counter()
    detection = trained.detector.detect(digit)
    return VerdictCard(trained, detection, 1000 * (time.perf_counter() - start))


def _offer_training(missing: list[TrainingPlan], context: PageContext) -> None:
    """Offer to train the detectors still missing, and show progress."""
    compare = session().compare
    if compare.wanted or any(job.active for job, _ in compare.jobs):
        _watch_jobs(context.digits)
        return
    problems, compare.problems = compare.problems, ()
    for problem in problems:
        st.warning(as_markdown(problem), icon=":material/warning:")
    st.button(
        t("compare.train"),
        icon=":material/model_training:",
        on_click=_train,
        args=(missing, context.digits),
    )


def _train(missing: list[TrainingPlan], digits: Digits) -> None:
    compare = session().compare
    compare.jobs, compare.wanted = [], missing
    _ask_for_next(digits)


def _ask_for_next(digits: Digits) -> None:
    """Ask for the trainings that are still wanted, a few at a time."""
    compare = session().compare
    try:
        while compare.wanted and len(compare.jobs) < MAX_ASKED:
            compare.jobs.append(jobs.submit(compare.wanted[0], digits, "compare"))
            compare.wanted = compare.wanted[1:]
    except UserError as problem:
        compare.problems, compare.wanted = [*compare.problems, problem], []


@st.fragment(run_every=POLL_INTERVAL)
def _watch_jobs(digits: Digits) -> None:
    """Show how far the trainings asked for are, and draw the page anew when one has ended."""
    compare = session().compare
    active = [(job, watcher) for job, watcher in compare.jobs if job.active]
    ended = [job for job, watcher in compare.jobs if (job, watcher) not in active]
    if ended or not active:
        problems = [problem for job in ended for problem in job_problems(job)]
        compare.problems = [*compare.problems, *problems]
        compare.jobs = active
        _ask_for_next(digits)
        run_again()
    first, _ = active[0]
    jobs.look_again(first, POLL_INTERVAL)
    name = display_name("detector", first.plan.detector)
    share, sentence = progress_of(first)
    left = t(
        "compare.progress", name=name, sentence=sentence, count=len(active) + len(compare.wanted)
    )
    st.progress(share, left)
    st.button(t("compare.stop"), icon=":material/stop:", on_click=_leave_jobs)


def _leave_jobs() -> None:
    compare = session().compare
    left, compare.jobs, compare.wanted = compare.jobs, [], []
    for job, watcher in left:
        server.queue().leave(job, watcher)
