"""Held-out digits by their scores, each with its reconstruction and difference, to click."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
import torch
from numpy.typing import NDArray

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.data.digits import Digits
from anomaly.text import format_score, t
from anomaly.training.subset import scoring_subset
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.session import address
from anomaly.ui.session.page_context import PageContext, show_source, view_of
from anomaly.ui.session.threshold import current_line

MOST = 24  # of a bar's digits


@cached_per_instance(2)
def scores_in_use(
    trained: TrainedDetector, digits: Digits
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return which of the test digits in use are scored, int64 (N,), ascending, and their scores.

    A detector carries the scores of the digits it was trained with, which a machine need not have.
    Scores are float64 (N,).
    """
    rows, scores = trained.test_rows, trained.test_scores
    there = bool((rows < len(digits.test)).all())
    # An uploaded file may say anything of where its scores are from.
    if trained.fingerprint != digits.fingerprint or trained.uploaded_as or not there:
        rows = scoring_subset(type(trained.detector), digits.test.labels, waited_for=True)
        scores = trained.detector.anomaly_score(digits.test[rows].images)
    return np.asarray(rows, np.int64), np.asarray(scores, np.float64)


def show_digits(scene: PageContext, rows: Sequence[int], key: str) -> None:
    """Show test digits with reconstruction and difference; a click opens one in the playground.

    Parameters
    ----------
    scene : PageContext
    rows : sequence of int
        Of test digits in use that are scored.
    key : str
    """
    state = st.session_state
    rows = [int(row) for row in rows]

    def choose() -> None:
        clicked = state[key].get("chosen")
        if clicked in rows:
            state.sample, state.source = (scene.digits.source, int(clicked)), "sample"
            state.opened = True

    labels = scene.digits.test.labels[rows].tolist()
    decimals = figures.axis_of(scene.trained.test_scores).decimals
    scored, scores = scores_in_use(scene.trained, scene.digits)
    scores = scores[np.searchsorted(scored, rows)]
    captions = [
        t("gallery.caption", label=label, score=format_score(score, decimals))
        for label, score in zip(labels, scores, strict=True)
    ]
    names = [t("gallery.name", caption=caption) for caption in captions]
    sample_grid(
        _strips(scene.trained, scene.digits, tuple(rows)), rows, names, key, choose, captions
    )
    if state.pop("opened", False):
        line = current_line(scene.trained, scene.anomalous)
        link = address.write(view_of(scene, line, state.sample))
        st.switch_page(state.pages["playground"], query_params=link)


def choose_bar(bar: int) -> None:
    """Show the digits of a bar in the next run."""
    st.session_state.bar = bar


def show_bar(scene: PageContext) -> None:
    """Show the digits of the bar that was clicked, if one was."""
    if "bar" in st.session_state:
        _bar_dialog(scene, st.session_state.pop("bar"))


@st.dialog(t("gallery.bar_title"), width="large")
def _bar_dialog(scene: PageContext, bar: int) -> None:
    """Show the digits in play that a bar holds, some where they are many."""
    axis = figures.axis_of(scene.trained.test_scores)
    low, high = axis.edge(bar), axis.edge(bar + 1)
    last = bar == figures.BINS - 1  # which holds the axis's end as well
    scored, scores = scores_in_use(scene.trained, scene.digits)
    kinds = (*scene.trained.plan.normal, *scene.anomalous)
    in_play = np.isin(scene.digits.test.labels.numpy()[scored], kinds)
    places = np.flatnonzero(in_play & (scores >= low) & ((scores < high) | last))
    rows = scored[places[np.argsort(scores[places], kind="stable")]]
    shown = (
        rows[np.linspace(0, len(rows) - 1, MOST).round().astype(int)] if len(rows) > MOST else rows
    )
    ends = {"low": format_score(low, axis.decimals), "high": format_score(high, axis.decimals)}
    key = "gallery.bar" if len(rows) == len(shown) else "gallery.bar_some"
    st.write(t(key, count=len(rows), shown=len(shown), **ends))
    show_source(scene)
    if len(shown):
        show_digits(scene, shown.tolist(), "bar_digits")


@cached_per_instance(8)
def _strips(trained: TrainedDetector, digits: Digits, rows: tuple[int, ...]) -> NDArray[np.uint8]:
    """Return input, reconstruction and difference of each row, uint8 (K, 28, 84, 3)."""
    images = digits.test[torch.tensor(rows)].images
    return np.stack([figures.strip(each) for each in trained.detector.detect_all(images)])
