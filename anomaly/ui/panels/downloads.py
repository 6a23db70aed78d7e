"""Files to take away from the Evaluate screen: scores, metrics and a report."""

import csv
import io
import json
from pathlib import Path

import streamlit as st

from anomaly.reports.evaluation_report import EvaluationReport, about, for_json
from anomaly.reports.html_page import report_page
from anomaly.storage import store
from anomaly.text import t
from anomaly.ui.panels.corruption_panel import counts_limits, measured_corruptions
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.threshold import ThresholdState


def show_downloads(
    context: PageContext, threshold: ThresholdState, report: EvaluationReport
) -> None:
    """Draw a button each for scores, metrics and the report, which are made when one is pressed."""
    trained, with_limits = context.trained, counts_limits(context.trained)
    name = Path(store.file_name(trained.plan, trained.key)).stem
    files = {
        "scores": (f"{name}-scores.csv", "text/csv", lambda: scores_csv(context)),
        "metrics": (
            f"{name}-metrics.json",
            "application/json",
            lambda: metrics_json(context, report),
        ),
        "report": (
            f"{name}-report.html",
            "text/html",
            lambda: report_page(
                trained,
                context.digits,
                context.anomalous,
                threshold.threshold,
                threshold.written,
                context.stored,
                measured_corruptions(trained, threshold.threshold),
                with_limits=with_limits,
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


def scores_csv(context: PageContext) -> str:
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


def metrics_json(context: PageContext, report: EvaluationReport) -> str:
    """Return an evaluation, and what was evaluated on what, as JSON."""
    trained, digits = context.trained, context.digits
    settings = {"settings": trained.plan.as_dict()["settings"]}
    tested_on = {
        "data": digits.source,
        "fingerprint": digits.fingerprint,
        "digits": len(trained.against(context.anomalous)[0]),
    }
    training = {
        "digits": trained.plan.most_digits,
        "epochs": trained.history[-1].epoch,
        "ended": trained.ended,
    }
    about_training = settings | {"training": training, "tested_on": tested_on}
    values = about(trained) | about_training | report.as_dict()
    return json.dumps(for_json(values), indent=2)
