"""A detector's search for the nearest digit it can make, shown as it goes."""

import time

import streamlit as st
import torch
from streamlit.delta_generator import DeltaGenerator
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import SearchingDetector
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sample_grid
from anomaly.ui.session.search_history import NUM_FRAMES, SearchHistory, describe_step
from anomaly.ui.session.session import session

UPDATE_INTERVAL = 0.1  # seconds between two updates of the progress bar
MAX_SECONDS = 3.0  # of a search


def follow_search(trained: TrainedDetector, digit: Tensor, slot: DeltaGenerator) -> SearchHistory:
    """Search for a digit and show progress, with a button to stop.

    The last search is kept, and not repeated for the same digit.

    Parameters
    ----------
    trained : TrainedDetector
        Trained `SearchingDetector`.
    digit : Tensor
        float32 (28, 28) in [0, 1].
    slot : DeltaGenerator
        Empty container; it is empty again when the search has ended.
    """
    detector, search = trained.detector, session().search
    assert isinstance(detector, SearchingDetector)
    stopped, search.stop_requested = search.stop_requested, False
    history = search.history
    if history is not None and history.is_of(trained, digit):
        history.ended = history.ended or (stopped and history.last is not None)
        if history.ended:
            return history
    history = search.history = SearchHistory(trained.key, digit)
    _run(detector, history, slot)
    return history


def _run(detector: SearchingDetector, history: SearchHistory, slot: DeltaGenerator) -> None:
    with slot.container(key="search", horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        st.button(t("search.stop"), icon=":material/stop:", on_click=_stop, key="stop_search")
    start = updated = time.monotonic()
    for step in detector.search(history.digit.view(1, 1, IMAGE_SIDE, IMAGE_SIDE)):
        history.add(step)
        now = time.monotonic()
        if now - updated >= UPDATE_INTERVAL:
            updated = now
            bar.progress(step.step / max(1, step.steps), describe_step(step, "going"))
        history.seconds = now - start
        if history.seconds >= MAX_SECONDS:
            break
    history.ended = True
    slot.empty()


def _stop() -> None:
    session().search.stop_requested = True


def show_frames() -> None:
    """Show some steps of the last search, side by side."""
    history = session().search.history
    if history is None or history.last is None:
        return
    frames = [*history.frames[: NUM_FRAMES - 1], history.last]
    captions = [t("search.frame", step=frame.step) for frame in frames]
    reconstructions = torch.cat([frame.reconstruction for frame in frames])  # (K, 1, 28, 28)
    pictures = reconstructions.squeeze(1).mul(255).round().byte().numpy()
    with st.container(key="film"):
        sample_grid(
            pictures,
            range(len(frames)),
            captions,
            "film_pictures",
            captions=captions,
            columns=NUM_FRAMES,
        )
    st.caption(history.describe())
