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


def current_threshold(trained: TrainedDetector) -> tuple[float, bool]:
    """Return the threshold in force, and whether a person chose it.

    It falls back to the default, the 99% quantile of the calibration digits' scores, with each new
    detector.
    """
    state = st.session_state
    key = trained.plan.key(trained.fingerprint)
    default = quantile_threshold(trained.calibration_scores)
    if state.get("threshold_of") != key:
        asked = state.pop("asked_threshold", None)
        state.chosen_threshold = default if asked is None else asked
        state.threshold_of = key
    threshold: float = state.chosen_threshold
    return threshold, threshold != default


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
    threshold, _ = current_threshold(trained)
    top = _top(trained, score or 0.0, threshold)
    normal = name_digits(trained.plan.normal)
    rest = anomalous == all_others(trained.plan.normal)
    strange = say("digits.rest") if rest else name_digits(anomalous)
    figure = figures.histogram(_bins(trained, anomalous, top), threshold, score, (normal, strange))
    with st.container(key="histogram", gap=None):
        st.plotly_chart(
            figure.update_layout(height=170),
            key="score_histogram",
            config={"displayModeBar": False},
            alt=say("histogram.alt", normal=normal, anomalous=strange),
        )
        _slider(threshold, top)
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


def _slider(threshold: float, top: float) -> None:
    state = st.session_state

    def keep() -> None:
        state.chosen_threshold = state.threshold

    # Assigning again what the slider shows would undo a move made meanwhile.
    if state.get("threshold") != threshold:
        state.threshold = threshold
    st.slider(
        say("threshold.label"),
        0.0,
        top,
        step=10.0 ** math.floor(math.log10(top / STEPS)),
        key="threshold",
        label_visibility="collapsed",
        format="%.1f",
        on_change=keep,
    )


def _top(trained: TrainedDetector, score: float, threshold: float) -> float:
    """Where the axis ends: at one place for all digits, but for those far stranger than any."""
    return figures.axis_top([_highest(trained), score, threshold])


@lru_cache(maxsize=32)
def _highest(trained: TrainedDetector) -> float:
    return float(trained.test_scores.max())


@lru_cache(maxsize=32)
def _bins(trained: TrainedDetector, anomalous: tuple[int, ...], top: float) -> figures.Bins:
    scores, is_anomaly = trained.against(anomalous)
    return figures.bin_scores(scores.numpy(), is_anomaly.numpy(), top)


def _counts(trained: TrainedDetector, anomalous: tuple[int, ...], threshold: float) -> Confusion:
    scores, is_anomaly = trained.against(anomalous)
    return confusion(scores.numpy(), is_anomaly.numpy(), threshold)
