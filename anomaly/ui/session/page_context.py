"""The detector, digits and anomalies that a page is about."""

from dataclasses import dataclass

import streamlit as st

from anomaly.data.digits import Digits, all_others
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session.address import View
from anomaly.ui.session.threshold import ThresholdState


@dataclass(frozen=True)
class PageContext:
    """What a page is about.

    Attributes
    ----------
    trained : TrainedDetector
    digits : Digits
        Those in use, which need not be those the detector was trained on.
    anomalous : tuple of int
        The digits that count as anomalies; none of them normal, at least one.
    """

    trained: TrainedDetector
    digits: Digits
    anomalous: tuple[int, ...]


def view_of(
    shown: PageContext, line: ThresholdState, sample: tuple[str, int] | None = None
) -> View:
    """Return what a link to the scene carries."""
    return View(
        normal=shown.trained.plan.normal,
        anomalous=shown.anomalous,
        detector=shown.trained.plan.detector,
        model=st.session_state.get("model"),
        sample=sample,
        **line.for_link(),
    )


def show_source(shown: PageContext) -> None:
    """Say so where the digits to look at are not those that the scores are of."""
    if shown.trained.fingerprint != shown.digits.fingerprint:
        st.caption(t("gallery.other_digits"))


def anomalies_of(plan: TrainingPlan, chosen: tuple[int, ...]) -> tuple[int, ...]:
    """Return the digits that are anomalies to a plan, of those chosen or else all others."""
    return tuple(label for label in chosen if label not in plan.normal) or all_others(plan.normal)


def anomalies_to(plan: TrainingPlan, shown: PageContext) -> tuple[int, ...]:
    """Return the digits that are anomalies to another plan than the one whose result is shown."""
    if shown.anomalous == all_others(shown.trained.plan.normal):
        return all_others(plan.normal)
    return anomalies_of(plan, shown.anomalous)


def scene() -> PageContext:
    """Return what the page is about in this run."""
    there: PageContext = st.session_state.scene
    return there
