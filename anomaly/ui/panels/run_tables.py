"""Tables of trained models."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import streamlit as st

from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import auroc, auroc_interval
from anomaly.reports.describe import describe_auroc, describe_ending, describe_model
from anomaly.storage import store
from anomaly.text import display_name, explain_term, format_digits, join_text, t
from anomaly.training.record import TrainedRecord
from anomaly.ui.session import server
from anomaly.ui.session.page_context import PageContext

TERMS = {"epochs": "epoch", "interval": "interval", "auroc": "auroc"}


def show_runs(runs: Iterable[TrainedRecord], context: PageContext, key: str) -> None:
    """Show a row for each model, all measured on the test digits in use.

    Parameters
    ----------
    runs : iterable of TrainedRecord
    context : PageContext
    key : str
        Distinguishes the tables of a page.
    """
    rows = list(runs)
    for source in dict.fromkeys(_measured_on(run) for run in rows):
        st.caption(t(f"runs.measured_{source}"))
    st.dataframe(
        [_row(run, context) for run in rows],
        hide_index=True,
        column_config=_columns(context),
        placeholder=t("share.unknown"),
        key=key,
    )


def _measured_on(run: TrainedRecord) -> str:
    """Return the source of the test digits that a model's scores are of, on this page."""
    return run.source if run.is_of_signs else server.library().digits.source


def _columns(context: PageContext) -> dict[str, Any]:
    """Return titles and formats of a table's columns."""
    column = st.column_config
    against = context.kind_names[1]
    words = ("model", "detector", "settings", "epochs", "interval", "data")
    numbers = {"seconds": "%.1f", "loss": "%.5f", "auroc": "%.4f"}
    helps = {name: explain_term(term) for name, term in TERMS.items()}
    return {name: column.TextColumn(t(f"runs.{name}"), help=helps.get(name)) for name in words} | {
        name: column.NumberColumn(
            t(f"runs.{name}", against=against),
            format=number,
            help=helps.get(name) or t(f"runs.{name}_help"),
        )
        for name, number in numbers.items()
    }


def _row(run: TrainedRecord, context: PageContext) -> dict[str, Any]:
    last = run.history[-1]
    area, low, high = _area(run, context.anomalies_for(run))
    return {
        "model": _name(run),
        "detector": display_name("detector", run.plan.detector),
        "settings": describe_model(run),
        "auroc": area,
        "interval": None if area is None else t("evaluate.interval", low=low, high=high),
        "data": t(f"runs.data_{run.source}"),
        "epochs": describe_ending(run),
        "seconds": None if run.uploaded_as else last.seconds,
        "loss": last.calibration_loss,
    }


def describe_run(run: TrainedRecord) -> str:
    """Return what tells a model from others: its digits, detector, settings and training."""
    return t(
        "runs.option",
        model=_name(run),
        detector=display_name("detector", run.plan.detector),
        settings=describe_model(run),
        epochs=describe_ending(run),
        data=t(f"runs.data_{run.source}"),
    )


def _name(run: TrainedRecord) -> str:
    """Return a model's digits, and where it comes from."""
    name = t("runs.of_signs") if run.is_of_signs else format_digits(run.plan.normal)
    if run.uploaded_as:
        return t("runs.uploaded", name=name)
    return t("runs.bundled", name=name) if store.is_bundled(run) else name


@cached_per_instance(4)
def _area(run: TrainedRecord, anomalous: tuple[int, ...]) -> tuple[float | None, float, float]:
    """Return the AUROC with its interval; None where one kind of digit is missing."""
    labelled = run.against(anomalous)
    try:
        return auroc(*labelled), *auroc_interval(*labelled)
    except UserError:
        return None, np.nan, np.nan


def warn_of_poor_auroc(runs: Sequence[TrainedRecord], context: PageContext) -> None:
    """Note on the page which models have an AUROC that is no better than guessing."""
    models: dict[str, list[str]] = {}
    for run in runs:
        _, low, high = _area(run, context.anomalies_for(run))
        if warning := describe_auroc((low, high)):
            detector = display_name("detector", run.plan.detector)
            name = t("runs.named", model=_name(run), detector=detector)
            models.setdefault(warning, []).append(name)
    for warning, names in models.items():
        st.caption(t("auroc.of_models", models=join_text("parts", names), warning=warning))
