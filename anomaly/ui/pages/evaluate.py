"""The Evaluate screen: metrics and curves of a detector, and the digits it gets wrong."""

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import Confusion, auroc_by_label
from anomaly.reports.describe import (
    describe_auroc,
    describe_aurocs,
    describe_model,
    describe_stored,
)
from anomaly.reports.evaluation_report import EvaluationReport, evaluate
from anomaly.text import (
    as_markdown,
    display_name,
    explain_term,
    format_label,
    format_percent,
    join_text,
    t,
)
from anomaly.training.left_out import left_out
from anomaly.training.thresholds import thresholds_in_test
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer import send_answer
from anomaly.ui.components.terms import with_terms
from anomaly.ui.components.threshold.histogram import show_histogram
from anomaly.ui.panels.chart import show_chart
from anomaly.ui.panels.corruption_panel import show_corruptions
from anomaly.ui.panels.downloads import show_downloads
from anomaly.ui.panels.gallery import choose_bar, show_bar, show_digits
from anomaly.ui.panels.notices import show_weakness, warn_of_problem
from anomaly.ui.panels.sign_shares import show_shares
from anomaly.ui.session.answer_message import message_for_browser
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, session
from anomaly.ui.session.threshold import (
    ThresholdState,
    apply_message,
    current_threshold,
)

NUM_MISTAKES = 6  # nearest to the threshold, and as many farthest from it


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    warn_of_problem(context.trained)
    _lead(context)
    show_weakness(context.trained)
    _live(context)
    if context.trained.is_of_signs:
        show_shares(context.trained)
    else:
        _bars(context)


def _lead(context: PageContext) -> None:
    """Tell which digits all figures are of, and those on MNIST where they are others."""
    trained, anomalous = context.trained, context.anomalous
    normal_name, anomalous_name = context.kind_names
    lead = t(
        "evaluate.lead",
        normal=normal_name,
        anomalous=anomalous_name,
        count=len(trained.against(anomalous)[0]),
        data=t(f"data.short_{context.digits.source}"),
    )
    st.html(f'<p class="lead">{with_terms(lead, "mnist", "generated")}</p>')
    scored, total = len(trained.test_rows), len(context.digits.test)
    if scored < total:
        key = "evaluate.subset" if trained.taught is None else "evaluate.subset_taught"
        st.caption(t(key, count=scored, total=total))
    if told := _own(context):
        st.caption(told)
    if on_mnist := context.stored and describe_stored(context.stored, anomalous):
        explained = with_terms(on_mnist, "mnist", "auroc", "false_alarm", "miss", "threshold")
        st.caption(explained, unsafe_allow_html=True)


def _own(context: PageContext) -> str:
    """Return what a detector that was taught a person's examples makes of these; or nothing."""
    taught = context.trained.taught
    if taught is None:
        return ""
    flagged = left_out(context.trained).flagged(with_limits=session().with_limits)
    total = len(flagged)
    if not total:
        return ""
    return t(
        "evaluate.taught_one" if total == 1 else "evaluate.taught",
        detector=display_name("detector", context.trained.plan.detector),
        normal=context.kind_names[0],
        model=describe_model(context.trained),
        passed=total - int(flagged.sum()),
        total=total,
    )


def _bars(context: PageContext) -> None:
    """Show how well each other digit is told from the normal ones, those chosen marked."""
    normal, _ = context.kind_names
    st.html(f'<h2 class="section-title">{escape(t("evaluate.by_digit", normal=normal))}</h2>')
    try:
        areas = _areas(context.trained)
    except UserError as problem:
        st.caption(as_markdown(problem))
        return
    bars = figures.auroc_bars(areas, context.anomalous)
    values = (
        t("described.bar", digit=format_label(label), area=area)
        for label, (area, _, _) in areas.items()
    )
    described = t("described.bars", normal=normal, values=join_text("words", values))
    show_chart(bars.update_layout(height=260), "auroc_bars", described)
    if start := bars.layout.yaxis.range[0]:
        st.caption(t("evaluate.axis", start=start))
    for warning in describe_aurocs(areas):
        st.caption(warning)


@st.fragment
def _live(context: PageContext) -> None:
    """Draw all that follows the threshold."""
    trained, anomalous = context.trained, context.anomalous
    threshold = current_threshold(trained, anomalous)
    report = evaluate(trained, anomalous, threshold.threshold, threshold.written)
    _measures(report)
    if report.with_limits is not None:
        both_ways = _both_ways(report.confusion, report.with_limits, context.kind_names[0])
        with st.container(key="both_ways"):
            st.caption(both_ways)
    send_answer(message_for_browser(trained, anomalous, threshold))
    show_histogram(trained, anomalous, apply_message, choose_bar)
    show_bar(context)
    show_downloads(context, threshold, report)
    _mistakes(context, threshold)
    show_corruptions(context, threshold.threshold)
    write_address(view_of(context, threshold))


@cached_per_instance(1)
def _areas(trained: TrainedDetector) -> dict[int, tuple[float, float, float]]:
    return auroc_by_label(trained.test_scores, trained.test_labels, trained.plan.normal)


def _measures(report: EvaluationReport) -> None:
    low, high = report.auroc_ci
    with st.container(horizontal=True, gap="large"):
        st.metric(
            t("evaluate.auroc"),
            t("evaluate.auroc_value", area=report.auroc),
            delta=t("evaluate.interval", low=low, high=high),
            delta_color="off",
            delta_arrow="off",
            help=join_text("sentences", (explain_term("auroc"), t("evaluate.auroc_help"))),
            width="content",
        )
        st.metric(
            t("evaluate.average"),
            t("evaluate.average_value", average=report.average_precision),
            help=explain_term("average_precision"),
            width="content",
        )
        st.metric(
            t("evaluate.false"),
            t("evaluate.false_value", false=report.fpr_at_95_tpr),
            help=t("evaluate.false_help"),
            width="content",
        )
    if warning := describe_auroc(report.auroc_ci):
        st.warning(warning, icon=":material/warning:")


def _both_ways(by_score: Confusion, with_limits: Confusion, normal: str) -> str:
    """Say what is flagged by the score alone, and with the second test."""
    rates = {
        f"{name}_{kind}": format_percent(value)
        for kind, counts in (("score", by_score), ("both", with_limits))
        for name, value in (("caught", counts.recall), ("false", counts.fpr))
    }
    return t("evaluate.both_ways", normal=normal, **rates)


def _mistakes(context: PageContext, threshold: ThresholdState) -> None:
    """Show what the threshold gets wrong, both ways, or else what comes nearest to that."""
    trained = context.trained
    labels, scores = trained.test_labels.numpy(), np.asarray(trained.test_scores, np.float64)
    lines = thresholds_in_test(trained, threshold.threshold, threshold.written, context.anomalous)
    flagged, distance = scores >= lines.numpy(), np.abs(scores - lines.numpy())
    for kind, term, members, is_wrong in (
        ("false_alarms", "false_alarm", np.isin(labels, context.normal), flagged),
        ("misses", "miss", np.isin(labels, context.anomalous), ~flagged),
    ):
        wrong, right = (
            trained.test_rows.numpy()[indices[np.argsort(distance[indices], kind="stable")]]
            for indices in map(np.flatnonzero, (members & is_wrong, members & ~is_wrong))
        )
        heading = with_terms(t(f"evaluate.{kind}", count=len(wrong)), term)
        st.html(f'<h2 class="section-title">{heading}</h2>')
        if told := _by_second_test(trained, members & ~flagged, kind):
            st.caption(told)
        if not len(wrong):
            st.caption(t("evaluate.none_wrong"))
            show_digits(context, right[:NUM_MISTAKES].tolist(), f"{kind}_none")
        elif len(wrong) <= 2 * NUM_MISTAKES:
            st.caption(t("evaluate.all"))
            show_digits(context, wrong.tolist(), f"{kind}_all")
        else:
            st.caption(t("evaluate.nearest"))
            show_digits(context, wrong[:NUM_MISTAKES].tolist(), f"{kind}_nearest")
            st.caption(t("evaluate.farthest"))
            show_digits(context, wrong[: -NUM_MISTAKES - 1 : -1].tolist(), f"{kind}_farthest")


def _by_second_test(trained: TrainedDetector, passed: NDArray[np.bool_], kind: str) -> str:
    """Say how many test digits that the score lets pass the second test flags; of none, nothing."""
    if trained.test_outside is None or not session().with_limits:
        return ""
    count = int((passed & trained.test_outside.numpy()).sum())
    return t(f"evaluate.{kind}_limits", count=count) if count else ""
