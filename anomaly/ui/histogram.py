"""The histogram of scores with its threshold; screens know only the two functions below."""

import math
from functools import lru_cache

import streamlit as st

from anomaly import figures
from anomaly.data import all_others
from anomaly.evaluation import Confusion, confusion, quantile_threshold
from anomaly.text import name_digits, say
from anomaly.training import TrainedDetector

STEPS = 500  # of the slider, at least


def current_threshold(trained: TrainedDetector) -> float:
    """Return the threshold in force, which falls back to the default with each new detector.

    The default is the 99% quantile of the calibration digits' scores, on the slider's grid.
    """
    state = st.session_state
    key = trained.plan.key(trained.fingerprint)
    top = _top(trained)
    if state.get("threshold_of") != key:
        asked = state.pop("asked_threshold", None)
        state.threshold = quantile_threshold(trained.calibration_scores) if asked is None else asked
        state.threshold_of = key
    step = _step(top)
    state.threshold = round(min(max(round(state.threshold / step) * step, 0.0), top), 6)
    threshold: float = state.threshold
    return threshold


def threshold_histogram(
    trained: TrainedDetector, anomalous: tuple[int, ...], score: float | None
) -> None:
    """Draw the histogram, the slider under its axis, and what the threshold decides.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies.
    score : float or None
        Of the digit at hand.
    """
    threshold, top = st.session_state.threshold, _top(trained)
    normal = name_digits(trained.plan.normal)
    rest = anomalous == all_others(trained.plan.normal)
    strange = say("digits.rest") if rest else name_digits(anomalous)
    bins = _bins(trained, anomalous)
    figure = figures.histogram(bins, threshold, score, (normal, strange))
    figure.update_layout(height=170)
    with st.container(key="histogram", gap=None):
        st.plotly_chart(
            figure,
            key="score_histogram",
            config={"displayModeBar": False},
            alt=say("histogram.alt", normal=normal, anomalous=strange),
        )
        st.slider(
            say("threshold.label"),
            0.0,
            top,
            step=_step(top),
            key="threshold",
            label_visibility="collapsed",
            format="%.1f",
        )
        counts = _counts(trained, anomalous, threshold)
        sentence = say(
            "threshold.rates",
            threshold=threshold,
            caught=counts.caught_share,
            false=counts.false_alarm_share,
            normal=normal,
            anomalous=strange,
            data=say(f"data.short_{trained.source}"),
        )
        st.caption(sentence)


@lru_cache(maxsize=32)
def _top(trained: TrainedDetector) -> float:
    """Where the axis ends; the same whichever digits are shown, so that it does not jump."""
    return figures.axis_top(trained.test_scores.numpy())


def _step(top: float) -> float:
    return 10.0 ** math.floor(math.log10(top / STEPS))


@lru_cache(maxsize=32)
def _bins(trained: TrainedDetector, anomalous: tuple[int, ...]) -> figures.Bins:
    scores, is_anomaly = trained.against(anomalous)
    return figures.bin_scores(scores.numpy(), is_anomaly.numpy(), _top(trained))


def _counts(trained: TrainedDetector, anomalous: tuple[int, ...], threshold: float) -> Confusion:
    scores, is_anomaly = trained.against(anomalous)
    return confusion(scores.numpy(), is_anomaly.numpy(), threshold)
