"""The Evaluate screen: metrics and curves of a detector, and the digits it gets wrong."""

import csv
import io
import json
from html import escape

import numpy as np
import streamlit as st
import torch

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import auroc_by_label
from anomaly.reports.describe import describe_auroc, describe_aurocs
from anomaly.reports.evaluation_report import EvaluationReport, about, evaluate, for_json
from anomaly.reports.html_page import report_page
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer import send_answer
from anomaly.ui.components.threshold.content import label_kinds
from anomaly.ui.components.threshold.histogram import show_histogram
from anomaly.ui.panels.gallery import choose_bar, scores_in_use, show_bar, show_digits
from anomaly.ui.panels.notices import show_source, warn_of_problem
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context
from anomaly.ui.session.threshold import (
    ThresholdState,
    apply_message,
    current_threshold,
    message_for_browser,
)

NUM_MISTAKES = 6  # nearest to the threshold, and as many farthest from it


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    warn_of_problem(context.trained)
    normal, anomalous = label_kinds(context.normal, context.anomalous)
    labels = context.trained.test_labels
    kinds = torch.tensor((*context.normal, *context.anomalous))
    lead = t(
        "evaluate.lead",
        normal=normal,
        anomalous=anomalous,
        count=int(torch.isin(labels, kinds).sum()),
        data=t(f"data.short_{context.trained.source}"),
    )
    st.html(f'<p class="lead">{escape(lead)}</p>')
    show_source(context)
    _live(context)
    st.subheader(t("evaluate.by_digit", normal=normal), anchor=False)
    try:
        areas = _areas(context.trained, context.anomalous)
    except UserError as problem:
        st.caption(str(problem))
    else:
        bars = figures.auroc_bars(areas)
        st.plotly_chart(
            bars.update_layout(height=260), key="auroc_bars", config={"displayModeBar": False}
        )
        if start := bars.layout.yaxis.range[0]:
            st.caption(t("evaluate.axis", start=start))
        for warning in describe_aurocs(areas) if len(areas) > 1 else ():
            st.caption(warning)


@st.fragment
def _live(context: PageContext) -> None:
    """Draw all that follows the threshold."""
    trained, anomalous = context.trained, context.anomalous
    threshold = current_threshold(trained, anomalous)
    report = evaluate(trained, anomalous, threshold.threshold, threshold.written)
    _measures(report)
    send_answer(message_for_browser(trained, anomalous, threshold))
    show_histogram(trained, anomalous, apply_message, choose_bar)
    show_bar(context)
    _downloads(context, threshold, report)
    _mistakes(context, threshold)
    write_address(view_of(context, threshold))


@cached_per_instance(4)
def _areas(
    trained: TrainedDetector, anomalous: tuple[int, ...]
) -> dict[int, tuple[float, float, float]]:
    kinds = (*trained.plan.normal, *anomalous)
    chosen = torch.isin(trained.test_labels, torch.tensor(kinds))
    return auroc_by_label(
        trained.test_scores[chosen], trained.test_labels[chosen], trained.plan.normal
    )


def _measures(report: EvaluationReport) -> None:
    low, high = report.auroc_ci
    with st.container(horizontal=True, gap="large"):
        st.metric(
            t("evaluate.auroc"),
            t("evaluate.auroc_value", area=report.auroc),
            delta=t("evaluate.interval", low=low, high=high),
            delta_color="off",
            delta_arrow="off",
            help=t("evaluate.auroc_help"),
            width="content",
        )
        st.metric(
            t("evaluate.average"),
            t("evaluate.average_value", average=report.average_precision),
            help=t("evaluate.average_help"),
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


def _mistakes(context: PageContext, threshold: ThresholdState) -> None:
    """Show what the threshold gets wrong, both ways."""
    scored, scores = scores_in_use(context.trained, context.digits)
    labels = context.digits.test.labels.numpy()[scored]
    is_normal = np.isin(labels, context.normal)
    is_anomaly = np.isin(labels, context.anomalous)
    flagged = scores >= threshold.threshold
    distance = np.abs(scores - threshold.threshold)
    for kind, wrong in (
        ("false_alarms", is_normal & flagged),
        ("misses", is_anomaly & ~flagged),
    ):
        indices = np.flatnonzero(wrong)
        rows = scored[indices[np.argsort(distance[indices], kind="stable")]]
        heading = f"evaluate.{kind}" if context.scores_match_digits else f"evaluate.{kind}_shown"
        st.subheader(t(heading, count=len(rows)), anchor=False)
        if not len(rows):
            st.caption(t("evaluate.no_mistakes"))
        elif len(rows) <= 2 * NUM_MISTAKES:
            st.caption(t("evaluate.all"))
            show_digits(context, rows.tolist(), f"{kind}_all")
        else:
            st.caption(t("evaluate.nearest"))
            show_digits(context, rows[:NUM_MISTAKES].tolist(), f"{kind}_nearest")
            st.caption(t("evaluate.farthest"))
            show_digits(context, rows[: -NUM_MISTAKES - 1 : -1].tolist(), f"{kind}_farthest")


def _downloads(context: PageContext, threshold: ThresholdState, report: EvaluationReport) -> None:
    trained = context.trained
    name = f"{trained.plan.detector}-{''.join(map(str, trained.plan.normal))}"
    files = {
        "scores": (f"{name}-scores.csv", "text/csv", lambda: _scores_csv(context)),
        "metrics": (
            f"{name}-metrics.json",
            "application/json",
            lambda: _metrics_json(context, report),
        ),
        "report": (
            f"{name}-report.html",
            "text/html",
            lambda: report_page(
                trained, context.digits, context.anomalous, threshold.threshold, threshold.written
            ),
        ),
    }
    with st.container(horizontal=True):
        for kind, (file_name, mime, content) in files.items():
            st.download_button(
                t(f"evaluate.{kind}"),
                content,
                file_name,
                mime,
                key=f"download_{kind}",
                on_click="ignore",
                icon=":material/download:",
            )


def _scores_csv(context: PageContext) -> str:
    """Return the test digits' scores: their row in the test set, digit, kind and score."""
    trained = context.trained
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["row", "label", "is_anomaly", "score"])
    kinds = {**dict.fromkeys(trained.plan.normal, 0), **dict.fromkeys(context.anomalous, 1)}
    columns = (trained.test_rows, trained.test_labels, trained.test_scores)
    writer.writerows(
        [row, label, kinds[label], score]
        for row, label, score in zip(*(column.tolist() for column in columns), strict=True)
        if label in kinds
    )
    return text.getvalue()


def _metrics_json(context: PageContext, report: EvaluationReport) -> str:
    settings = {"settings": context.trained.plan.as_dict()["settings"]}
    return json.dumps(for_json(about(context.trained) | settings | report.as_dict()), indent=2)
