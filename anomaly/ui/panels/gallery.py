"""Held-out digits by their scores, each with its reconstruction and difference, to click."""

from collections.abc import Sequence

import numpy as np
import streamlit as st
import torch
from numpy.typing import NDArray

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.data.digits import Digits
from anomaly.text import format_label, format_score, name_sample, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.loader import last_told
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.session.links import link_parameters, view_of
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import session
from anomaly.ui.session.threshold import current_threshold

MAX_SHOWN = 24  # of a bar's digits


def show_digits(context: PageContext, rows: Sequence[int], key: str) -> None:
    """Show test digits with reconstruction and difference; a click opens one in the playground.

    Parameters
    ----------
    context : PageContext
    rows : sequence of int
        Rows of test digits in use that are scored.
    key : str
    """
    digit, gallery, trained = session().digit, session().gallery, context.trained
    rows = [int(row) for row in rows]

    def choose() -> None:
        clicked = last_told(key, "chosen")
        if clicked in rows:
            digit.sample, digit.source = (context.digits.source, int(clicked)), "sample"
            gallery.sample_opened = True

    labels = context.digits.test.labels[rows].tolist()
    decimals = figures.axis_of(trained.test_scores).decimals
    scores = trained.test_scores[torch.searchsorted(trained.test_rows, torch.tensor(rows))]
    written = [format_score(score, decimals) for score in scores.tolist()]
    captions = [
        t("gallery.caption", label=format_label(label, trained.is_of_signs), score=score)
        for label, score in zip(labels, written, strict=True)
    ]
    names = [
        t("gallery.name", name=name_sample(label, trained.is_of_signs), score=score)
        for label, score in zip(labels, written, strict=True)
    ]
    sample_grid(_strips(trained, context.digits, tuple(rows)), rows, names, key, choose, captions)
    is_opened, gallery.sample_opened = gallery.sample_opened, False
    if is_opened and (playground := session().navigation.pages.get("playground")):
        threshold = current_threshold(trained, context.anomalous)
        link = link_parameters(view_of(context, threshold))
        st.switch_page(playground, query_params=link)


def choose_bar(bar: int) -> None:
    """Show the digits of a bar in the next run."""
    session().gallery.bar = bar


def show_bar(context: PageContext) -> None:
    """Show the digits of the bar that was clicked, if one was."""
    gallery = session().gallery
    bar, gallery.bar = gallery.bar, None
    if bar is not None:
        # Decorated here, where the session's language is known.
        st.dialog(t("gallery.bar_title"), width="large")(_bar_dialog)(context, bar)


def _bar_dialog(context: PageContext, bar: int) -> None:
    """Show the digits in play that a bar holds, some where they are many."""
    trained = context.trained
    axis = figures.axis_of(trained.test_scores)
    low, high = axis.edge(bar), axis.edge(bar + 1)
    is_last = bar == figures.BINS - 1  # it holds the axis's end as well
    scores = np.asarray(trained.test_scores, np.float64)
    in_play = np.isin(trained.test_labels, (*context.normal, *context.anomalous))
    indices = np.flatnonzero(in_play & (scores >= low) & ((scores < high) | is_last))
    rows = trained.test_rows.numpy()[indices[np.argsort(scores[indices], kind="stable")]]
    shown_rows = rows
    if len(rows) > MAX_SHOWN:
        shown_rows = rows[np.linspace(0, len(rows) - 1, MAX_SHOWN).round().astype(int)]
    ends = {"low": format_score(low, axis.decimals), "high": format_score(high, axis.decimals)}
    key = "gallery.bar" if len(rows) == len(shown_rows) else "gallery.bar_some"
    st.write(t(key, count=len(rows), shown=len(shown_rows), **ends))
    if len(shown_rows):
        show_digits(context, shown_rows.tolist(), "bar_digits")


@cached_per_instance(8)
def _strips(trained: TrainedDetector, digits: Digits, rows: tuple[int, ...]) -> NDArray[np.uint8]:
    """Return input, reconstruction and difference of each row, uint8 (K, 28, 84, 3)."""
    images = digits.test[torch.tensor(rows)].images
    return np.stack([figures.strip(detection) for detection in trained.detector.detect_all(images)])
