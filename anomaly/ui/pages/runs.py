"""The Compare runs screen: a table of trained models, and two of them on the same digit."""

from collections import Counter
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from torch import Tensor

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.evaluation import auroc, auroc_interval, default_threshold
from anomaly.reports.describe import describe_auroc, describe_ending, describe_plan
from anomaly.storage import store
from anomaly.text import display_name, explain_term, format_digits, format_score, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.components.threshold.content import label_kinds
from anomaly.ui.digit_input.digit_at_hand import digit_at_hand
from anomaly.ui.obtain import tested_on
from anomaly.ui.panels.notices import show_weakness, warn_of_problem
from anomaly.ui.session import server, widget_keys
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, session, use_model
from anomaly.ui.session.threshold import current_threshold

MAX_RUNS = 20  # in the table
TERMS = {"epochs": "epoch", "loss": "loss", "auroc": "auroc", "interval": "interval"}
SOURCES = ("mnist", "generated")  # of digits; an uploaded file may name any other


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    st.html(f'<p class="lead">{escape(t("runs.lead"))}</p>')
    problems, session().runs.problems = session().runs.problems, ()
    for problem in problems:
        st.warning(str(problem), icon=":material/warning:")
    runs, damaged = _runs(context.digits)
    rows = {key: _row(run, context) for key, run in runs.items()}
    st.dataframe(
        list(rows.values()),
        hide_index=True,
        column_config=_columns(context),
        key="runs",
    )
    for warning in _auroc_warnings(runs, context):
        st.caption(warning)
    if damaged:
        st.caption(t("runs.damaged", files=", ".join(damaged)))
    selected = digit_at_hand(context.digits, context.anomalous)
    st.subheader(t("runs.compare"), anchor=False)
    st.caption(t("runs.digit", origin=selected.origin))
    labels = _labels(rows)
    for index, column in enumerate(st.columns(2, gap="medium")):
        with column:
            _side(index, runs, labels, context, selected.digit)
    st.file_uploader(
        t("runs.upload"),
        type=["safetensors"],
        key=widget_keys.model_file(session().runs.files_taken),
        on_change=_take_file,
        max_upload_size=store.UPLOAD_MEGABYTES,
    )
    write_address(view_of(context, current_threshold(context.trained, context.anomalous)))


def _runs(digits: Digits) -> tuple[dict[str, TrainedDetector], list[str]]:
    """Return the last trained models by key, the newest first, and the names of damaged files.

    All are tested on the digits in use, so that their AUROCs compare.
    """
    runs: dict[str, TrainedDetector] = {}
    damaged = []
    for path in store.list_files():
        key = store.key_of(path)
        if key in runs or len(runs) == MAX_RUNS:
            continue
        run = server.models().named(key) if key else None
        if run is None:
            damaged.append(path.name)
        else:
            runs[key] = tested_on(run, digits)
    return runs, damaged


def _columns(context: PageContext) -> dict[str, Any]:
    """Return titles and formats of the table's columns."""
    column = st.column_config
    against = label_kinds(context.normal, context.anomalous)[1]
    words = ("model", "detector", "settings", "epochs", "interval", "data")
    numbers = {"seconds": "%.1f", "loss": "%.5f", "auroc": "%.4f"}
    helps = {name: explain_term(term) for name, term in TERMS.items()}
    return {name: column.TextColumn(t(f"runs.{name}"), help=helps.get(name)) for name in words} | {
        name: column.NumberColumn(
            t(f"runs.{name}", against=against), format=number, help=helps.get(name)
        )
        for name, number in numbers.items()
    }


def _row(run: TrainedDetector, context: PageContext) -> dict[str, Any]:
    last = run.history[-1]
    area, low, high = _area(run, context.anomalies_of(run.plan))
    return {
        "model": label_of_run(run),
        "detector": display_name("detector", run.plan.detector),
        "settings": describe_plan(run.plan),
        "auroc": area,
        "interval": "" if area is None else t("evaluate.interval", low=low, high=high),
        "data": t(f"runs.data_{run.source if run.source in SOURCES else 'other'}"),
        "epochs": describe_ending(run),
        "seconds": last.seconds,
        "loss": last.calibration_loss,
    }


def label_of_run(run: TrainedDetector) -> str:
    """Return a run's name: its digits, and where it comes from."""
    name = format_digits(run.plan.normal)
    if run.uploaded_as:
        return t("runs.uploaded", name=name)
    return t("runs.bundled", name=name) if store.is_bundled(run) else name


@cached_per_instance(4)
def _area(run: TrainedDetector, anomalous: tuple[int, ...]) -> tuple[float | None, float, float]:
    """Return the AUROC with its interval; None where one kind of digit is missing."""
    labelled = run.against(anomalous)
    try:
        return auroc(*labelled), *auroc_interval(*labelled)
    except UserError:
        return None, np.nan, np.nan


def _auroc_warnings(runs: dict[str, TrainedDetector], context: PageContext) -> list[str]:
    """Return what is wrong with models whose AUROC is no better than guessing."""
    models: dict[str, list[str]] = {}
    for run in runs.values():
        _, low, high = _area(run, context.anomalies_of(run.plan))
        if warning := describe_auroc((low, high)):
            name = t(
                "runs.named",
                model=label_of_run(run),
                detector=display_name("detector", run.plan.detector),
            )
            models.setdefault(warning, []).append(name)
    return [
        t("auroc.of_models", models="; ".join(names), warning=warning)
        for warning, names in models.items()
    ]


def _labels(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return a label for each model, with the beginning of its key where words are the same."""
    labels = {key: t("runs.option", **row) for key, row in rows.items()}
    times = Counter(labels.values())
    return {
        key: t("runs.alike", label=label, mark=key[:5]) if times[label] > 1 else label
        for key, label in labels.items()
    }


def _side(
    index: int,
    runs: dict[str, TrainedDetector],
    labels: dict[str, str],
    context: PageContext,
    digit: Tensor | None,
) -> None:
    """Show one of two models: its verdict on the digit, and its buttons."""
    names = list(runs)
    key, other_key = widget_keys.side(index), widget_keys.side(1 - index)
    if st.session_state.get(key) not in runs:
        other = st.session_state.get(other_key)
        st.session_state[key] = next((name for name in names if name != other), names[0])
    chosen = st.selectbox(
        t("runs.left" if index == 0 else "runs.right"),
        names,
        format_func=labels.__getitem__,
        key=key,
        persist_state="session",
    )
    run = runs[chosen]
    warn_of_problem(run)
    show_weakness(run)
    if digit is not None:
        _judge(run, digit, index)
    with st.container(horizontal=True):
        _offer(run, index, in_use=run.key == context.trained.key)


def _offer(run: TrainedDetector, index: int, in_use: bool) -> None:
    """Draw the buttons that use, download and delete a model."""
    st.button(
        t("runs.in_use" if in_use else "runs.use"),
        icon=":material/check:",
        on_click=_use,
        args=(index,),
        disabled=in_use,
        key=f"use_{index}",
    )
    st.download_button(
        t("runs.download"),
        lambda: store.read(run),
        store.file_name(run.plan, run.key),
        "application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        key=f"model_{index}",
    )
    with st.popover(
        t("runs.delete"),
        icon=":material/delete:",
        disabled=store.is_bundled(run),
        key=f"sure_{index}_{run.key}",  # another model's popover starts closed
    ):
        st.write(t("runs.delete_sure"))
        st.button(t("runs.delete_yes"), on_click=_delete, args=(index,), key=f"delete_{index}")


def _judge(run: TrainedDetector, digit: Tensor, index: int) -> None:
    """Show a model's verdict on a digit, with its pictures."""
    detection = run.detector.detect(digit)
    threshold, _ = default_threshold(run.calibration_scores)
    decimals = figures.axis_of(run.test_scores).decimals
    verdict = "anomaly" if detection.score >= threshold else "normal"
    sentence = t(
        f"runs.{verdict}",
        score=format_score(detection.score, decimals),
        threshold=format_score(threshold, decimals),
    )
    sample_grid(figures.strip(detection)[None], [0], [sentence], f"run_picture_{index}", columns=1)
    st.html(f'<p class="run-verdict">{escape(sentence)}</p>')


def _chosen(index: int) -> TrainedDetector | None:
    """Return the model chosen on a side now; its button may have been drawn for another."""
    return server.models().named(st.session_state[widget_keys.side(index)])


def _use(index: int) -> None:
    run = _chosen(index)
    if run is not None:
        use_model(run.key)


def _delete(index: int) -> None:
    run = _chosen(index)
    if run is None or store.is_bundled(run):
        return
    try:
        server.models().delete(run)
    except UserError as problem:
        session().runs.problems = (problem,)
    if session().model.key == run.key:
        use_model(None)


def _take_file() -> None:
    """Store a model's file that was uploaded, and show it on the left."""
    runs = session().runs
    file = st.session_state.get(widget_keys.model_file(runs.files_taken))
    if file is None:
        return
    runs.files_taken += 1
    try:
        imported = server.models().import_file(file.getvalue())
    except UserError as problem:
        runs.problems = (problem,)
    else:
        st.session_state[widget_keys.side(0)] = imported.key
