"""The Compare runs screen: tables of trained models, and two of them on the same digit."""

from collections import Counter
from html import escape

import streamlit as st
from torch import Tensor

from anomaly import figures
from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.text import Message, as_markdown, join_text, t
from anomaly.training.record import TrainedRecord
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.digit_input.digit_at_hand import digit_at_hand
from anomaly.ui.digit_input.notices import show_notices
from anomaly.ui.panels.judgements import SIGNS, verdict_of
from anomaly.ui.panels.notices import show_weakness, warn_of_problem
from anomaly.ui.panels.run_list import find_runs
from anomaly.ui.panels.run_tables import describe_run, show_runs, warn_of_poor_auroc
from anomaly.ui.session import _compat, server, widget_keys
from anomaly.ui.session.links import link_parameters, view_of, write_address
from anomaly.ui.session.owner import current_owner
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.rights import check_unrestricted, is_restricted
from anomaly.ui.session.said import run_again
from anomaly.ui.session.session import current_context, session, use_model
from anomaly.ui.session.threshold import current_threshold

MAX_UPLOADED, MAX_UPLOADED_MEGABYTES = 10, 200  # models of a session
POLL_INTERVAL = 2.0  # seconds between two looks at what is being tested
Runs = dict[str, TrainedRecord]  # by key, the newest first


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    view = view_of(context, current_threshold(context.trained, context.anomalous))
    pages = session().navigation.pages
    is_used, session().runs.used = session().runs.used, False
    if is_used and (playground := pages.get("playground")):
        st.switch_page(playground, query_params=link_parameters(view))
    st.html(f'<p class="lead">{escape(t("runs.lead"))}</p>')
    problems, session().runs.problems = session().runs.problems, ()
    for problem in problems:
        st.warning(as_markdown(problem), icon=":material/warning:")
    with st.spinner(t("runs.measuring")):
        found = find_runs(context)
        own, bundled, damaged = found.own, found.bundled, found.damaged
    if own:
        show_runs(own.values(), context, "runs")
    else:
        st.caption(t("runs.none"))
        if train := pages.get("train"):
            st.page_link(train, icon=":material/model_training:")
    if bundled:
        with st.expander(t("runs.ready_trained", normal=context.kind_names[0])):
            show_runs(bundled.values(), context, "bundled")
            st.caption(t("runs.bundled_time"))
    if found.untested:
        _wait_for_tests(context, found.untested)
    warn_of_poor_auroc([*own.values(), *bundled.values()], context)
    if damaged:
        st.caption(as_markdown(Message("runs.damaged", files=join_text("words", damaged))))
    if runs := own | bundled:
        _compare(runs, found.untested, context)
    _upload()
    write_address(view)


def _upload() -> None:
    """Draw what takes a model's file, or say who may give one."""
    is_refused = is_restricted()
    if is_refused:
        st.caption(t("class_desk.teachers_alone"))
    st.file_uploader(
        t("runs.upload", limit=store.UPLOAD_MEGABYTES),
        type=["safetensors"],
        key=widget_keys.model_file(session().runs.files_taken),
        on_change=_take_file,
        max_upload_size=store.UPLOAD_MEGABYTES + 1,  # so that one cut in the page arrives
        disabled=is_refused,
    )


@st.fragment(run_every=POLL_INTERVAL)
def _wait_for_tests(context: PageContext, untested: list[str]) -> None:
    """Say that models are still to be tested, and draw the page anew once one of them is."""
    if find_runs(context, patience=0.0).untested != untested:
        run_again()
    st.caption(t("runs.untested", count=len(untested)))


def _compare(runs: Runs, untested: list[str], context: PageContext) -> None:
    """Show two models side by side, on the digit at hand."""
    selected = digit_at_hand(context.digits, context.anomalous)
    st.html(f'<h2 class="section-title">{escape(t("runs.compare"))}</h2>')
    if selected.digit is None:
        st.caption(t("runs.no_digit", problem=selected.problem))
    else:
        st.caption(t("runs.digit", origin=selected.origin))
    show_notices(selected)
    labels = _labels(runs)
    for index, column in enumerate(st.columns(2, gap="medium")):
        with column:
            chosen = _choose_side(index, runs, labels)
            if chosen in untested:
                st.caption(t("runs.untested_one"))
            else:
                _show_side(chosen, index, selected.digit)
            with st.container(horizontal=True):
                _offer(runs[chosen], index, in_use=chosen == context.trained.key)


def _labels(runs: Runs) -> dict[str, str]:
    """Return a label for each model, with the beginning of its key where words are the same."""
    labels = {key: describe_run(run) for key, run in runs.items()}
    times = Counter(labels.values())
    return {
        key: t("runs.alike", label=label, mark=key[:5]) if times[label] > 1 else label
        for key, label in labels.items()
    }


def _choose_side(index: int, runs: Runs, labels: dict[str, str]) -> str:
    """Draw the menu of one of two models, and return the key of the one chosen."""
    names = list(runs)
    key, other_key = widget_keys.side(index), widget_keys.side(1 - index)
    if st.session_state.get(key) not in runs:
        other = st.session_state.get(other_key)
        st.session_state[key] = next((name for name in names if name != other), names[0])
    chosen: str = st.selectbox(
        t("runs.left" if index == 0 else "runs.right"),
        names,
        format_func=labels.__getitem__,
        key=key,
        persist_state="session",
    )
    return chosen


def _show_side(key: str, index: int, digit: Tensor | None) -> None:
    """Show one of two models: what is to be said of it, and its verdict on the digit."""
    try:
        run = _whole(key)
    except UserError as problem:
        st.caption(as_markdown(problem))
        return
    warn_of_problem(run)
    show_weakness(run)
    if digit is not None:
        _judge(run, digit, index)


def _whole(key: str) -> TrainedDetector:
    """Return a stored model with its scores of the digits in use.

    Raises
    ------
    UserError
        If it is gone, or there is no memory for it.
    """
    run = server.models().named(key)
    if run is None:
        raise UserError("runs.not_read")
    return run if run.is_of_signs else server.models().tested_on(run, server.library().digits)


def _offer(run: TrainedRecord, index: int, in_use: bool) -> None:
    """Draw the buttons that open a model in the playground, download and delete it."""
    st.button(
        t("runs.in_use" if in_use else "runs.use"),
        icon=":material/check:" if in_use else ":material/draw:",
        on_click=_use,
        args=(index,),
        key=f"use_{index}",
    )
    st.download_button(
        t("runs.download"),
        lambda: server.downloads().read(run),
        store.file_name(run.plan, run.key),
        "application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        key=f"model_{index}",
    )
    with st.popover(
        t("runs.delete"),
        icon=":material/delete:",
        disabled=store.is_bundled(run) or is_restricted(),
        key=f"sure_{index}_{run.key}",  # another model's popover starts closed
    ):
        st.write(t("runs.delete_sure"))
        st.button(t("runs.delete_yes"), on_click=_delete, args=(index,), key=f"delete_{index}")


def _judge(run: TrainedDetector, digit: Tensor, index: int) -> None:
    """Show a model's verdict on a digit, with its pictures."""
    detection = run.detector.detect(digit)
    kind, score, threshold, reason = verdict_of(run, detection)
    sentence = t(f"runs.{kind}", score=score, threshold=threshold)
    if reason:
        sentence = t("runs.limits", score=score, reason=reason)
    sample_grid(figures.strip(detection)[None], [0], [sentence], f"run_picture_{index}", columns=1)
    verdict = escape(f"{SIGNS[kind]} {sentence}")
    st.html(f'<p class="run-verdict {kind}">{verdict}</p>')


def _chosen(index: int) -> TrainedRecord | None:
    """Return the model chosen on a side now; its button may have been drawn for another."""
    paths = store.paths_of(st.session_state[widget_keys.side(index)])
    found = (server.run_records().of(path) for path in paths)
    return next((run for run in found if isinstance(run, TrainedRecord)), None)


def _use(index: int) -> None:
    run = _chosen(index)
    if run is not None:
        use_model(run.key, keeps_tray=not run.is_adapted)
        # Of one that is in view as it was taught, it is the untaught one that was asked for.
        taught = current_context().trained.taught
        session().teaching.is_before = taught is not None and taught.base == run.key
        session().runs.used = True


def _delete(index: int) -> None:
    run = _chosen(index)
    if run is None or store.is_bundled(run):
        return
    try:
        check_unrestricted()
        server.models().delete(run)
    except UserError as problem:
        session().runs.problems = (problem,)
        return
    if session().model.key == run.key:
        use_model(None, keeps_tray=True)


def _take_file() -> None:
    """Store a model's file that was uploaded, and show it on the left."""
    runs = session().runs
    file = st.session_state.get(widget_keys.model_file(runs.files_taken))
    if file is None or isinstance(file, _compat.DeletedFile):
        return
    runs.files_taken += 1
    try:
        imported = _import(file.getvalue())
    except UserError as problem:
        runs.problems = (problem,)
    else:
        st.session_state[widget_keys.side(0)] = imported.key
    _compat.forget_upload(file)


def _import(content: bytes) -> TrainedDetector:
    """Store an uploaded model, if this session has room for it.

    Raises
    ------
    UserError
        If it has none, or the file is not taken.
    """
    check_unrestricted()
    uploaded = session().runs.uploaded
    for key in [key for key in uploaded if not store.paths_of(key)]:
        del uploaded[key]
    is_too_large = sum(uploaded.values()) + len(content) > MAX_UPLOADED_MEGABYTES * 10**6
    if len(uploaded) >= MAX_UPLOADED or is_too_large:
        raise UserError("runs.uploads_full", count=MAX_UPLOADED, limit=MAX_UPLOADED_MEGABYTES)
    imported = server.models().import_file(content, current_owner())
    uploaded[imported.key] = len(content)
    return imported
