"""A training as it goes on, and its epochs to go back through."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import plotly.graph_objects as go
import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator

from anomaly import figures
from anomaly.data import Digits
from anomaly.detectors import Detector, TrainingReport
from anomaly.evaluation import auroc
from anomaly.job import Job
from anomaly.recording import Recording, revive
from anomaly.text import name_score, say
from anomaly.ui import state
from anomaly.ui.frame import Scene, anomalies_of, progress_of
from anomaly.ui.gallery import scores_in_use
from anomaly.ui.histogram import name_kinds
from anomaly.ui.picker import last_drawing
from anomaly.ui.plan_form import hold_form
from anomaly.ui.samples import sample_grid

GLANCE = 1.0  # seconds between two looks at a training
REDRAW = 2.0  # seconds between two drawings of the charts, which cost a browser the most
EACH = 3  # fixed test digits of each kind
ALIKE = 0.01  # difference below which two pictures are the same to the eye
Kinds = tuple[tuple[int, ...], tuple[int, ...]]  # the normal and the anomalous digits


def watch_job(job: Job, shown: Scene, charts: DeltaGenerator) -> None:
    """Show a training while it goes on, with the means to pause and stop it.

    Parameters
    ----------
    job : Job
    shown : Scene
    charts : DeltaGenerator
        The container for the charts; all else goes where it is called.
    """
    _watch_pictures(job, shown)
    with charts:
        _watch_charts(job, shown)


@st.fragment(run_every=GLANCE)
def _watch_pictures(job: Job, shown: Scene) -> None:
    """Show how far the training is and what it makes of a few digits, and see to its end."""
    session = st.session_state
    if session.get("job") is not job:
        st.rerun()
    if not job.active:
        del session.job
        session.train_problems = job.problems
        if job.trained is not None:
            hold_form(job.trained.plan)
            state.use_model(job.trained.key)
        st.rerun()
    st.progress(*progress_of(job))
    _controls(job)
    if job.live is None or job.step is None:
        st.caption(say("train.soon"))
        return
    _show_pictures(revive(job.plan, job.live), shown.digits, _kinds(job, shown))


@st.fragment(run_every=REDRAW)
def _watch_charts(job: Job, shown: Scene) -> None:
    """Show the losses so far, and the scores after the last epoch."""
    step, history, epochs = job.step, job.history, job.recording.epochs
    if step is None:
        return
    if not history:
        st.caption(say("train.first_epoch"))
        return
    kinds, digits = _kinds(job, shown), shown.digits
    _, strange = _among(digits.test.labels, kinds)
    first, now = (
        _scores_after(job.recording, epoch, digits, kinds) for epoch in (epochs[0], epochs[-1])
    )
    _show_charts(history, step.epochs, kinds, strange, first, now)


def _kinds(job: Job, shown: Scene) -> Kinds:
    return job.plan.normal, anomalies_of(job.plan, shown.anomalous)


@st.fragment
def show_epochs(shown: Scene, charts: DeltaGenerator) -> None:
    """Show what came of a training, and what there was after each of its epochs.

    Parameters
    ----------
    shown : Scene
    charts : DeltaGenerator
        The container for the charts; all else goes where it is called.
    """
    trained, digits = shown.trained, shown.digits
    recording = state.models().recording(trained)
    kinds = trained.plan.normal, shown.anomalous
    last = trained.history[-1].epoch
    if recording is None:
        st.caption(say("train.no_epochs"))
        _show_pictures(trained.detector, digits, kinds)
        chosen, strange = _among(trained.test_labels, kinds)
        scores = trained.test_scores[chosen]
        with charts, st.container():
            _show_charts(trained.history, last, kinds, strange, scores, scores, last)
        return
    epoch = last
    if len(recording.epochs) > 1:
        epoch = st.select_slider(
            say("train.epoch"),
            recording.epochs,
            value=last,
            format_func=lambda one: say("train.epoch_of", epoch=one, epochs=last),
            key=f"epoch_{trained.key}",
        )
    chosen, strange = _among(digits.test.labels, kinds)
    first = _scores_after(recording, recording.epochs[0], digits, kinds)
    if epoch == last:  # as it is used, not rounded to half precision
        detector = trained.detector
        now = torch.from_numpy(scores_in_use(trained, digits))[chosen]
    else:
        detector = _detector_after(recording, epoch)
        now = _scores_after(recording, epoch, digits, kinds)
    _show_pictures(detector, digits, kinds)
    with charts, st.container():
        _show_charts(trained.history, last, kinds, strange, first, now, epoch)


def leave_job() -> None:
    """Wait no longer for the training that this session asked for."""
    session = st.session_state
    job = session.pop("job", None)
    if job is not None:
        state.queue().leave(job, session.job_watcher)


def _controls(job: Job) -> None:
    queue, company = state.queue(), len(job.watchers) - 1
    paused = job.state == "paused"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("train.resume" if paused else "train.pause"),
            icon=":material/play_arrow:" if paused else ":material/pause:",
            on_click=queue.resume if paused else queue.pause,
            args=(job,),
            disabled=company > 0,
            key="pause_or_resume",
        )
        st.button(
            say("train.step"),
            icon=":material/skip_next:",
            on_click=queue.resume,
            args=(job, True),
            disabled=not paused,
        )
        st.button(
            say("train.leave" if company else "train.stop"),
            icon=":material/stop:",
            on_click=leave_job if company else queue.stop,
            args=() if company else (job,),
            key="stop_or_leave",
        )
    if company:
        st.caption(say("train.company", count=company))


def _show_pictures(detector: Detector, digits: Digits, kinds: Kinds) -> None:
    """Show the learner's drawing and a few fixed digits, as a detector rebuilds them."""
    rows = _fixed_rows(digits, kinds)
    images = digits.test[torch.tensor(rows)].images
    names = [say("train.digit", label=label) for label in digits.test.labels[rows].tolist()]
    drawing = last_drawing()
    if drawing is not None:
        images = torch.cat([drawing.view(1, 1, 28, 28), images])
        names.insert(0, say("train.own"))
    detections = [detector.detect(image[0]) for image in images]
    captions = [
        say("train.caption", name=name, score=name_score(detection.score))
        for name, detection in zip(names, detections, strict=True)
    ]
    columns = np.stack([figures.strip(detection, upright=True) for detection in detections])
    with st.container(key="learned"):
        sample_grid(
            columns,
            range(len(names)),
            captions,
            "epoch_pictures",
            captions=captions,
            columns=len(names),
        )
    st.caption(say("train.rows"))
    rebuilt = torch.stack([detection.reconstruction for detection in detections])
    if float((rebuilt - rebuilt[:1]).abs().max()) < ALIKE:
        st.caption(say("train.alike"))


def _show_charts(
    history: Sequence[TrainingReport],
    epochs: int,
    kinds: Kinds,
    strange: torch.Tensor,
    first: torch.Tensor,
    now: torch.Tensor,
    epoch: int | None = None,
) -> None:
    """Show the loss by epoch beside the scores, on an axis that the first ones fit on too."""
    left, right = st.columns(2)
    with left:
        st.html(f'<p class="chart-title">{say("train.loss")}</p>')
        _chart(figures.loss_curve(history, epochs, epoch), "loss")
    names = name_kinds(*kinds)
    with right:
        area = auroc(now, strange)
        title = say("train.auroc", area=area, normal=names[0], anomalous=names[1])
        st.html(f'<p class="chart-title" data-auroc="{area:.6f}">{title}</p>')
        axis = figures.axis_of(torch.cat([first, now]))
        bins = figures.bin_scores(now, strange, axis)
        _chart(figures.histogram(bins, None, names), "epoch_scores")


def _chart(figure: go.Figure, key: str) -> None:
    figure.update_layout(
        height=230,
        dragmode=False,
        margin={"l": 0, "r": 0, "t": 8, "b": 0},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom"},
    )
    st.plotly_chart(figure, key=key, config={"displayModeBar": False})


def _fixed_rows(digits: Digits, kinds: Kinds) -> list[int]:
    """Return rows of the test digits, as many normal as anomalous, of as many kinds as can be."""
    rows = []
    for labels in kinds:
        for place in range(EACH):
            label = labels[place * len(labels) // EACH]
            there = (digits.test.labels == label).nonzero()[:, 0]
            rows.append(int(there[place]))
    return rows


@lru_cache(maxsize=4)
def _detector_after(recording: Recording, epoch: int) -> Detector:
    return recording.detector(epoch)


@lru_cache(maxsize=128)
def _scores_after(recording: Recording, epoch: int, digits: Digits, kinds: Kinds) -> torch.Tensor:
    """Return the scores of the test digits of these kinds after an epoch, float32 (N,)."""
    chosen, _ = _among(digits.test.labels, kinds)
    return _detector_after(recording, epoch).anomaly_score(digits.test[chosen].images)


def _among(labels: torch.Tensor, kinds: Kinds) -> tuple[torch.Tensor, torch.Tensor]:
    """Return which digits are of these kinds, bool (N,), and which of those are anomalies."""
    chosen = torch.isin(labels, torch.tensor(kinds[0] + kinds[1]))
    return chosen, torch.isin(labels[chosen], torch.tensor(kinds[1]))
