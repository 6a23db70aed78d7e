"""A search on the page: it is remembered, can be stopped, and does not keep people waiting."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from math import inf

import pytest
import torch
from streamlit.testing.v1 import AppTest
from torch import Tensor

from anomaly.detectors.anogan import AnoGan
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.panels import search
from anomaly.ui.session.search_history import SearchHistory
from tests.support.app_test import session_of


def page() -> None:
    import streamlit as st

    from anomaly.ui.panels.search import follow_search

    follow_search(st.session_state.trained, st.session_state.digit, st.empty())


@pytest.fixture
def trained(small: TrainedDetector) -> TrainedDetector:
    """AnoGAN as it is before it has learned anything."""
    return replace(small, plan=TrainingPlan("anogan", normal=(1,)), detector=AnoGan())


@pytest.fixture
def app(trained: TrainedDetector, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setattr(search, "MAX_SECONDS", inf)  # however busy the machine is
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state.trained = trained
    app.session_state.digit = torch.rand(28, 28, generator=torch.Generator().manual_seed(0))
    yield app
    assert not app.exception


def history_of(app: AppTest) -> SearchHistory:
    history = session_of(app).search.history
    assert history is not None
    assert history.last is not None
    return history


def unfinished(app: AppTest, steps: int) -> SearchHistory:
    """Put a search into the session that a click interrupted."""
    trained, digit = app.session_state.trained, app.session_state.digit
    history = SearchHistory(trained.key, digit)
    for step in islice(trained.detector.search(digit.view(1, 1, 28, 28)), steps):
        history.add(step)
    session_of(app).search.history = history
    return history


def test_it_goes_to_its_end_and_is_remembered(app: AppTest) -> None:
    history = history_of(app.run())
    assert history.ended
    assert history.last is not None
    assert history.last.step == 60
    assert history_of(app.run()) is history
    app.session_state.digit = torch.zeros(28, 28)
    assert history_of(app.run()) is not history


def test_what_was_found_by_the_time_it_is_stopped_is_kept(app: AppTest) -> None:
    history = unfinished(app, 5)
    session_of(app).search.stop_requested = True
    assert history_of(app.run()) is history
    assert history.ended
    assert history_of(app.run()) is history


def test_one_that_was_interrupted_by_something_else_begins_again(app: AppTest) -> None:
    history = unfinished(app, 5)
    assert history_of(app.run()) is not history
    assert history_of(app).ended


def test_it_ends_by_itself_before_people_lose_patience(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MAX_SECONDS", 0.0)
    history = history_of(app.run())
    assert history.ended
    assert history.last is not None
    assert history.last.step < 60


def test_the_history_keeps_few_frames_the_first_of_them_close_together(app: AppTest) -> None:
    steps = [frame.step for frame in history_of(app.run()).frames]
    assert steps == [0, 2, 7, 15, 27, 42, 60]


def test_the_detection_is_what_the_last_step_says(app: AppTest) -> None:
    history = history_of(app.run())
    detection = history.detection
    digit: Tensor = app.session_state.digit
    assert torch.equal(detection.difference, (digit - detection.reconstruction).abs())
    assert history.last is not None
    assert detection.score == float(history.last.score)
