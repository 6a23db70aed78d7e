"""Message to the browser with all that the histogram shows of a detector."""

import numpy as np
import torch
from numpy.typing import NDArray

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.data.digits import all_others
from anomaly.errors import UserError
from anomaly.evaluation import auroc, average_precision, precision_recall, roc
from anomaly.text import format_digits, spell_digits, t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer.messages import content_key
from anomaly.ui.components.arrays import encode_array
from anomaly.ui.components.terms import term_message
from anomaly.ui.components.threshold.messages import CurveMessage, HistogramMessage, LabelGroup

CURVE_STEPS = 400  # of a curve along each axis
WORDS = (
    "threshold", "digit", "log", "plot", "passes", "flagged", "normal_side", "anomaly_side",
    "value", "not_number", "held", "range", "none", "precision", "precision_at", "highest",
    "precision_unknown", "nothing_flagged", "without_labels", "with_labels", "settings",
    "base_rate", "miss_cost", "false_alarm_cost", "passed", "false_alarms", "missed", "caught",
    "more", "less", "line_by_rule", "line_by_hand",
)  # fmt: skip


SPELT = tuple(
    f"{kind}_{number}" for kind in ("false_alarms", "missed") for number in ("none", "one", "many")
)


def label_kinds(normal: tuple[int, ...], anomalous: tuple[int, ...]) -> tuple[str, str]:
    """Return what a person calls the normal and the anomalous digits."""
    rest = anomalous == all_others(normal)
    return format_digits(normal), t("digits.rest") if rest else format_digits(anomalous)


def spelt_kinds(normal: tuple[int, ...], anomalous: tuple[int, ...]) -> dict[str, str]:
    """Return the normal and the anomalous digits in words, by their names in sentences."""
    rest = anomalous == all_others(normal)
    others = t("digits.word_rest") if rest else spell_digits(anomalous)
    return {"normal": spell_digits(normal), "anomalous": others}


@cached_per_instance(4)
def histogram_message(
    trained: TrainedDetector, anomalous: tuple[int, ...], is_whole: bool
) -> HistogramMessage:
    """Return what the histogram shows of a detector.

    Parameters
    ----------
    trained : TrainedDetector
    anomalous : tuple of int
        The digits that count as anomalies.
    is_whole : bool
        Whether all is in view, with the precision-recall curve beside the ROC curve; else More
        opens what is beside the histogram and its two counts.
    """
    axis = figures.axis_of(trained.test_scores)
    normal_name, anomalous_name = label_kinds(trained.plan.normal, anomalous)
    names = {"normal": normal_name, "anomalous": anomalous_name}
    spelt = spelt_kinds(trained.plan.normal, anomalous)
    labels = _label_groups(trained, anomalous)
    return {
        "content_key": content_key(trained, anomalous),
        "low": axis.low,
        "top": axis.top,
        "step": axis.step,
        "decimals": axis.decimals,
        "bins": figures.BINS,
        "scores": _encode_scores(trained, labels),
        "labels": labels,
        "curves": _curves(trained, anomalous, is_whole),
        "line": term_message("line"),
        "folds": not is_whole,
        "names": names,
        "words": {
            **{word: t(f"threshold.{word}", **names) for word in WORDS},
            **{word: t(f"threshold.{word}", **spelt) for word in SPELT},
        },
    }


def _label_groups(trained: TrainedDetector, anomalous: tuple[int, ...]) -> list[LabelGroup]:
    return [
        {
            "label": label,
            "count": int((trained.test_labels == label).sum()),
            "is_anomaly": is_anomaly,
        }
        for group, is_anomaly in ((trained.plan.normal, False), (anomalous, True))
        for label in group
    ]


def _encode_scores(trained: TrainedDetector, labels: list[LabelGroup]) -> str:
    """Return the scores, float32 and sorted within each label, as the browser reads them."""
    groups = [trained.test_scores[trained.test_labels == group["label"]] for group in labels]
    return encode_array(torch.cat([group.sort().values for group in groups]), "<f4")


def _curves(
    trained: TrainedDetector, anomalous: tuple[int, ...], with_precision: bool
) -> list[CurveMessage]:
    """Return the curves for the browser to draw; none where there is only one kind of digit."""
    scores, is_anomaly = (np.asarray(array) for array in trained.against(anomalous))
    measures = {
        "roc": (roc, auroc, "auroc"),
        "pr": (precision_recall, average_precision, "average_precision"),
    }
    messages: list[CurveMessage] = []
    try:
        for kind, (curve, area, term) in measures.items():
            if kind == "pr" and not with_precision:
                continue
            x, y = _thin_out(*curve(scores, is_anomaly))
            messages.append(
                {
                    "kind": kind,
                    "title": t(f"curve.{kind}", area=area(scores, is_anomaly)),
                    "term": term_message(term),
                    "x_title": t(f"curve.{kind}_x"),
                    "y_title": t(f"curve.{kind}_y"),
                    "x": x,
                    "y": y,
                }
            )
    except UserError:
        return []
    return messages


def _thin_out(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[list[float], list[float]]:
    """Return a curve's points as finely as a screen shows them, each once."""
    points = np.round(np.stack([x, y], axis=1) * CURVE_STEPS) / CURVE_STEPS  # (K, 2)
    new = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))
    return points[new, 0].tolist(), points[new, 1].tolist()
