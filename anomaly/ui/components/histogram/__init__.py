"""The histogram of scores with its threshold, live in the browser."""

import base64
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
import torch
from numpy.typing import NDArray

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.data.digits import all_others
from anomaly.errors import UserError
from anomaly.evaluation import auroc, average_precision, precision_recall, roc
from anomaly.text import format_digits, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.loader import load_component
from anomaly.ui.session import widget_keys
from anomaly.ui.session.session import session
from anomaly.ui.session.threshold import content_key, take_move
from anomaly.validation import is_number

_component = load_component(
    Path(__file__).parent, '<div class="scores"></div>', isolate_styles=False
)
CURVE_STEPS = 400  # of a curve along each axis
WORDS = (
    "threshold", "digit", "log", "plot", "passes", "flagged", "normal_side", "anomaly_side",
    "value", "not_number", "held", "range", "none", "precision", "precision_at", "highest",
    "precision_unknown", "nothing_flagged", "without_labels", "with_labels", "settings",
    "base_rate", "miss_cost", "false_alarm_cost", "passed", "false_alarms", "missed", "caught",
)  # fmt: skip


def threshold_histogram(
    trained: TrainedDetector,
    anomalous: tuple[int, ...],
    with_precision: bool = False,
) -> None:
    """Draw the histogram with the threshold to drag, and all that the threshold decides.

    The browser is given the scores once; what changes with each digit comes with the verdict.
    A bar that was clicked is at ``gallery.bar`` in the session.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies.
    with_precision : bool
        Show the precision-recall curve beside the ROC curve.
    """

    def moved() -> None:
        take_move(st.session_state[widget_keys.THRESHOLD].get("moved"))

    def clicked() -> None:
        bar = st.session_state[widget_keys.THRESHOLD].get("bar")
        if isinstance(bar, int) and is_number(bar, 0, figures.BINS - 1):
            session().gallery.bar = int(bar)

    with st.container(key="histogram"):
        _component(
            key=widget_keys.THRESHOLD,
            data=_content(trained, anomalous, with_precision),
            on_moved_change=moved,
            on_bar_change=clicked,
        )


def label_kinds(normal: tuple[int, ...], anomalous: tuple[int, ...]) -> tuple[str, str]:
    """Return what a person calls the normal and the anomalous digits."""
    rest = anomalous == all_others(normal)
    return format_digits(normal), t("digits.rest") if rest else format_digits(anomalous)


@cached_per_instance(4)
def _content(
    trained: TrainedDetector, anomalous: tuple[int, ...], with_precision: bool
) -> dict[str, Any]:
    axis = figures.axis_of(trained.test_scores)
    normal, strange = label_kinds(trained.plan.normal, anomalous)
    names = {"normal": normal, "anomalous": strange}
    return {
        "of": content_key(trained, anomalous),
        "low": axis.low,
        "top": axis.top,
        "step": axis.step,
        "decimals": axis.decimals,
        "bins": figures.BINS,
        **_scores(trained, anomalous),
        "curves": _curves(trained, anomalous, with_precision),
        "names": names,
        "words": {word: t(f"threshold.{word}", **names) for word in WORDS},
    }


def _scores(trained: TrainedDetector, anomalous: tuple[int, ...]) -> dict[str, Any]:
    """Return the scores, float32 and sorted within each label, as the browser reads them."""
    labels = [
        {"label": label, "count": int((trained.test_labels == label).sum()), "anomalous": strange}
        for group, strange in ((trained.plan.normal, False), (anomalous, True))
        for label in group
    ]
    parts = [trained.test_scores[trained.test_labels == one["label"]] for one in labels]
    ordered = torch.cat([part.sort().values for part in parts]).numpy().astype("<f4")
    return {"scores": base64.b64encode(ordered.tobytes()).decode(), "labels": labels}


def _curves(
    trained: TrainedDetector, anomalous: tuple[int, ...], with_precision: bool
) -> list[dict[str, Any]]:
    """Return the curves for the browser to draw; none where there is only one kind of digit."""
    scores, is_anomaly = (np.asarray(part) for part in trained.against(anomalous))
    measures = {"roc": (roc, auroc), "pr": (precision_recall, average_precision)}
    try:
        return [
            {
                "kind": kind,
                "title": t(f"curve.{kind}", area=area(scores, is_anomaly)),
                "x_title": t(f"curve.{kind}_x"),
                "y_title": t(f"curve.{kind}_y"),
                **_as_drawn(*curve(scores, is_anomaly)),
            }
            for kind, (curve, area) in measures.items()
            if kind == "roc" or with_precision
        ]
    except UserError:
        return []


def _as_drawn(x: NDArray[np.float64], y: NDArray[np.float64]) -> dict[str, list[float]]:
    """Return a curve's points as finely as a screen shows them, each once."""
    points = np.round(np.stack([x, y], axis=1) * CURVE_STEPS) / CURVE_STEPS  # (K, 2)
    new = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))
    return {"x": points[new, 0].tolist(), "y": points[new, 1].tolist()}
