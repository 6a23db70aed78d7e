"""Message to the browser with all that the histogram shows of a detector."""

import numpy as np
import torch
from numpy.typing import NDArray

from anomaly import figures
from anomaly.caching import cached_per_instance
from anomaly.data.digits import all_others
from anomaly.errors import UserError
from anomaly.evaluation import auroc, average_precision, precision_recall, roc
from anomaly.reports.describe import name_kinds
from anomaly.text import SIGN_LABELS, format_label, spell_digits, t
from anomaly.text.language import language
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer.messages import content_key
from anomaly.ui.components.arrays import encode_array
from anomaly.ui.components.terms import term_message
from anomaly.ui.components.threshold.messages import CurveMessage, HistogramMessage, LabelGroup

OwnScores = tuple[tuple[float, bool], ...]
CURVE_STEPS = 400  # of a curve along each axis
WORDS = (
    "threshold", "digit", "log", "plot", "passes", "flagged", "normal_side", "anomaly_side",
    "value", "not_number", "held", "range", "none", "precision", "precision_at", "highest",
    "precision_unknown", "nothing_flagged", "without_labels", "with_labels", "settings",
    "base_rate", "miss_cost", "false_alarm_cost", "passed", "false_alarms", "missed", "caught",
    "more", "less", "line_by_rule", "line_by_hand", "own_normal", "own_anomalous",
    "spelt_both", "spelt_one",
)  # fmt: skip


# That speak of digits elsewhere, or say nothing.
SIGN_WORDS = ("digit", "highest", "held", "none", "told_by_hand")
SPELT = tuple(
    f"{kind}_{number}" for kind in ("false_alarms", "missed") for number in ("none", "one", "many")
)


def spelt_kinds(trained: TrainedDetector, anomalous: tuple[int, ...]) -> dict[str, str]:
    """Return the normal and the anomalous digits in words, by their names in sentences."""
    normal, of_signs = trained.plan.normal, trained.is_of_signs
    rest = anomalous == all_others(normal)
    word_rest = t("sign.word_rest") if of_signs else t("digits.word_rest")
    others = word_rest if rest else spell_digits(anomalous, of_signs)
    return {"normal": spell_digits(normal, of_signs), "anomalous": others}


@cached_per_instance(4, also_by=language)
def histogram_message(
    trained: TrainedDetector, anomalous: tuple[int, ...], is_whole: bool, own: OwnScores = ()
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
    own : tuple of (float, bool)
        Scores of examples that a person gave, each with whether it is one of an anomaly.
    """
    axis = figures.axis_of(trained.test_scores)
    normal_name, anomalous_name = name_kinds(trained.plan.normal, anomalous, trained.is_of_signs)
    names = {"normal": normal_name, "anomalous": anomalous_name}
    spelt = spelt_kinds(trained, anomalous)
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
        "own": [{"score": score, "is_anomaly": is_anomaly} for score, is_anomaly in own],
        "curves": _curves(trained, anomalous, is_whole),
        "line": term_message("line"),
        "folds": not is_whole,
        "names": names,
        "words": {
            **{word: t(f"threshold.{word}", **names) for word in WORDS},
            **{word: t(f"threshold.{word}", **spelt) for word in SPELT},
            "told_by_hand": "",
            **({word: t(f"sign.{word}") for word in SIGN_WORDS} if trained.is_of_signs else {}),
        },
    }


def _label_groups(trained: TrainedDetector, anomalous: tuple[int, ...]) -> list[LabelGroup]:
    return [
        {
            "label": label,
            "name": format_label(label, trained.is_of_signs),
            "count": int((trained.test_labels == label).sum()),
            "is_anomaly": is_anomaly,
        }
        for group, is_anomaly in ((trained.plan.normal, False), (anomalous, True))
        for label in group
        if not trained.is_of_signs or label in SIGN_LABELS
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
