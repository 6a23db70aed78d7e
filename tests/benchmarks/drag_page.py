"""The page that threshold_drag.py drags on: ?way=live or ?way=slider, and ?scores=10000."""

import streamlit as st
import torch

from anomaly import figures
from anomaly.detectors import build
from anomaly.evaluation import confusion
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer import send_answer
from anomaly.ui.components.threshold.histogram import show_histogram
from anomaly.ui.components.threshold.verdict import show_verdict
from anomaly.ui.panels.gallery import choose_bar
from anomaly.ui.session.answer_message import message_for_browser
from anomaly.ui.session.threshold import apply_message, current_threshold

ANOMALOUS = (9,)


@st.cache_resource
def detector(count: int) -> TrainedDetector:
    """Return a detector whose scores are drawn at random, half of them normal."""
    draw = torch.Generator().manual_seed(0)
    labels = torch.arange(count) % 2 * 8 + 1  # 1s and 9s

    def scores(spread: torch.Tensor) -> torch.Tensor:
        return (20 + 60 * (spread == 9) + 15 * torch.randn(len(spread), generator=draw)).abs()

    plan = TrainingPlan()
    few = torch.tensor([1, 9]).repeat(500)
    return TrainedDetector(
        plan=plan,
        detector=build(plan.detector, plan.settings),
        source="mnist",
        fingerprint=f"drawn-{count}",
        history=(),
        calibration_scores=scores(few[few == 1]),
        anomalous_scores=scores(few[few == 9]),
        anomalous_labels=few[few == 9],
        test_scores=scores(labels),
        test_labels=labels,
        test_rows=torch.arange(count),
    )


@st.fragment
def live(trained: TrainedDetector) -> None:
    """The component."""
    line = current_threshold(trained, ANOMALOUS)
    show_verdict(trained, ANOMALOUS)
    show_histogram(trained, ANOMALOUS, apply_message, choose_bar, lambda _: None)
    send_answer(message_for_browser(trained, ANOMALOUS, line, score=60.0))


@st.fragment
def slider(trained: TrainedDetector) -> None:
    """Streamlit's slider over a Plotly figure."""
    scores, is_anomaly = (part.numpy() for part in trained.against(ANOMALOUS))
    axis = figures.axis_of(scores)
    threshold = st.slider("Threshold", axis.low, axis.top, 50.0, axis.step, key="threshold")
    bins = figures.bin_scores(scores, is_anomaly, axis)
    st.plotly_chart(figures.histogram(bins, threshold, ("1s", "9s")), key="scores")
    st.caption(str(confusion(scores, is_anomaly, threshold)))


shown = detector(int(st.query_params["scores"]))
{"live": live, "slider": slider}[st.query_params["way"]](shown)
