"""The models trained here: a table, and any two of them on the same digit."""

from collections import Counter
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from torch import Tensor

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.errors import UserError
from anomaly.evaluation import auroc, auroc_interval, default_threshold
from anomaly.reports.describe import describe_auroc, describe_ending, describe_plan
from anomaly.storage import store
from anomaly.text import display_name, format_digits, format_score, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.components.threshold.content import label_kinds
from anomaly.ui.digit_input.picker import digit_at_hand
from anomaly.ui.session import server, state
from anomaly.ui.session.page_context import PageContext, anomalies_to, scene, view_of
from anomaly.ui.session.threshold import current_line

MOST = 20  # in the table
SOURCES = ("mnist", "generated")  # of digits; an uploaded file may say anything


def page() -> None:
    """Draw the whole screen."""
    shown = scene()
    st.html(f'<p class="lead">{escape(t("runs.lead"))}</p>')
    for problem in st.session_state.pop("run_problems", ()):
        st.warning(str(problem), icon=":material/warning:")
    runs, damaged = _runs()
    rows = {key: _row(run, shown) for key, run in runs.items()}
    st.dataframe(
        list(rows.values()),
        hide_index=True,
        column_config=_columns(shown),
        key="runs",
    )
    for warning in _auroc_warnings(runs, shown):
        st.caption(warning)
    if damaged:
        st.caption(t("runs.damaged", files=", ".join(damaged)))
    digit, origin = digit_at_hand(shown.digits, shown.anomalous)
    st.subheader(t("runs.compare"), anchor=False)
    st.caption(t("runs.digit", origin=origin))
    labels = _labels(rows)
    for place, column in enumerate(st.columns(2, gap="medium")):
        with column:
            _side(runs, labels, shown, digit, place)
    st.file_uploader(
        t("runs.upload"),
        type=["safetensors"],
        key=_uploader(),
        on_change=_take_file,
        max_upload_size=store.UPLOAD_MEGABYTES,
    )
    state.write_address(view_of(shown, current_line(shown.trained, shown.anomalous)))


def _runs() -> tuple[dict[str, TrainedDetector], list[str]]:
    """Return the last trained models by key, the newest first, and the files that are none."""
    runs: dict[str, TrainedDetector] = {}
    damaged = []
    for path in store.list_files():
        key = store.key_of(path)
        if key in runs or len(runs) == MOST:
            continue
        run = server.models().named(key) if key else None
        if run is None:
            damaged.append(path.name)
        else:
            runs[key] = run
    return runs, damaged


def _columns(shown: PageContext) -> dict[str, Any]:
    """Return how the table's columns are titled and written."""
    column = st.column_config
    against = label_kinds(shown.trained.plan.normal, shown.anomalous)[1]
    words = ("model", "detector", "settings", "epochs", "interval", "data")
    numbers = {"seconds": "%.1f", "loss": "%.5f", "auroc": "%.4f"}
    return {name: column.TextColumn(t(f"runs.{name}")) for name in words} | {
        name: column.NumberColumn(t(f"runs.{name}", against=against), format=shown)
        for name, shown in numbers.items()
    }


def _row(run: TrainedDetector, shown: PageContext) -> dict[str, Any]:
    last = run.history[-1]
    area, low, high = _area(run, anomalies_to(run.plan, shown))
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
    """Return what a run is called: its digits, and whose it is."""
    name = format_digits(run.plan.normal)
    if run.uploaded_as:
        return t("runs.uploaded", name=name)
    return t("runs.bundled", name=name) if store.is_bundled(run) else name


@cached_per_instance(4)
def _area(run: TrainedDetector, anomalous: tuple[int, ...]) -> tuple[float | None, float, float]:
    """Return the AUROC with its interval; None where there is no digit of one kind."""
    labelled = run.against(anomalous)
    try:
        return auroc(*labelled), *auroc_interval(*labelled)
    except UserError:
        return None, np.nan, np.nan


def _auroc_warnings(runs: dict[str, TrainedDetector], shown: PageContext) -> list[str]:
    """Return what is wrong with models whose AUROC is no better than guessing."""
    models: dict[str, list[str]] = {}
    for run in runs.values():
        _, low, high = _area(run, anomalies_to(run.plan, shown))
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
    """Return what tells the models apart: words, and the beginning of the key where they do not."""
    labels = {key: t("runs.option", **row) for key, row in rows.items()}
    times = Counter(labels.values())
    return {
        key: t("runs.alike", label=label, mark=key[:5]) if times[label] > 1 else label
        for key, label in labels.items()
    }


def _side(
    runs: dict[str, TrainedDetector],
    labels: dict[str, str],
    shown: PageContext,
    digit: Tensor | None,
    place: int,
) -> None:
    """Show one of two models: what it makes of the digit, and what can be done with it."""
    keys = list(runs)
    session, key = st.session_state, f"side_{place}"
    if session.get(key) not in runs:
        other = session.get(f"side_{1 - place}")
        session[key] = next((one for one in keys if one != other), keys[0])
    chosen = st.selectbox(
        t("runs.left" if place == 0 else "runs.right"),
        keys,
        format_func=labels.__getitem__,
        key=key,
        persist_state="session",
    )
    run = runs[chosen]
    if digit is not None:
        _judge(run, digit, place)
    with st.container(horizontal=True):
        _offer(run, place, in_use=run.key == shown.trained.key)


def _offer(run: TrainedDetector, place: int, in_use: bool) -> None:
    """Offer what can be done with a model."""
    st.button(
        t("runs.in_use" if in_use else "runs.use"),
        icon=":material/check:",
        on_click=_use,
        args=(place,),
        disabled=in_use,
        key=f"use_{place}",
    )
    st.download_button(
        t("runs.download"),
        lambda: store.read(run),
        store.file_name(run.plan, run.key),
        "application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        key=f"model_{place}",
    )
    with st.popover(
        t("runs.delete"),
        icon=":material/delete:",
        disabled=store.is_bundled(run),
        key=f"sure_{place}_{run.key}",  # closes once another model is in its place
    ):
        st.write(t("runs.delete_sure"))
        st.button(t("runs.delete_yes"), on_click=_delete, args=(place,), key=f"delete_{place}")


def _judge(run: TrainedDetector, digit: Tensor, place: int) -> None:
    """Show what a model makes of a digit."""
    detection = run.detector.detect(digit)
    threshold, _ = default_threshold(run.calibration_scores)
    decimals = figures.axis_of(run.test_scores).decimals
    verdict = "anomaly" if detection.score >= threshold else "normal"
    sentence = t(
        f"runs.{verdict}",
        score=format_score(detection.score, decimals),
        threshold=format_score(threshold, decimals),
    )
    sample_grid(figures.strip(detection)[None], [0], [sentence], f"run_picture_{place}", columns=1)
    st.html(f'<p class="run-verdict">{escape(sentence)}</p>')


def _chosen(place: int) -> TrainedDetector | None:
    """Return the model chosen on a side now; its button may have been drawn for another."""
    return server.models().named(st.session_state[f"side_{place}"])


def _use(place: int) -> None:
    run = _chosen(place)
    if run is not None:
        state.use_model(run.key)


def _delete(place: int) -> None:
    run = _chosen(place)
    if run is None or store.is_bundled(run):
        return
    try:
        server.models().delete(run)
    except UserError as problem:
        st.session_state.run_problems = (problem,)
    if st.session_state.get("model") == run.key:
        state.use_model(None)


def _uploader() -> str:
    """Return the key of the place for a file, another one after each file."""
    return f"model_file_{st.session_state.setdefault('files_taken', 0)}"


def _take_file() -> None:
    """Store a model's file that was uploaded, and show it on the left."""
    session = st.session_state
    file = session.get(_uploader())
    if file is None:
        return
    session.files_taken += 1
    try:
        session.side_0 = server.models().import_file(file.getvalue()).key
    except UserError as problem:
        session.run_problems = (problem,)
