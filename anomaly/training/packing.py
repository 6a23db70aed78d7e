"""Serialise a trained detector as plain values and tensors; validate on the way back."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import Detector, TrainingReport, build
from anomaly.errors import UserError
from anomaly.training.collapse import rebuilds_all_alike
from anomaly.training.limit_records import limits_at_hand, pack_limits, unpack_limits
from anomaly.training.plan import TrainingPlan
from anomaly.training.signs import SIGN, Signs, pack_signs, unpack_signs
from anomaly.training.taught import pack_taught, unpack_taught
from anomaly.validation import check_range

if TYPE_CHECKING:
    from anomaly.training.trained import TrainedDetector

UPLOADED_AS = re.compile("(u[0-9a-f]{15})?")
END_STATUSES = ("complete", "collapsed", "stopped", "diverged")
SCORES = (
    "calibration_scores", "anomalous_scores", "anomalous_labels", "test_scores", "test_labels",
    "test_rows",
)  # fmt: skip
LABEL_TYPES = (torch.uint8, torch.int64)  # int64 in files of format 4
ROW_TYPES = (torch.int32, torch.int64)
MAX_EPOCHS = 20_000
MAX_VALUE = 1e30  # of a plausible loss or time


def pack(trained: "TrainedDetector") -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Return a trained detector as plain values for JSON and tensors; `unpack` is the inverse.

    Weights that half precision holds exactly, labels and rows are stored in as few bytes.

    Raises
    ------
    UserError
        If the detector is one that cannot be stored.
    """
    if not trained.detector.is_storable:
        raise UserError("store.not_storable", detector=trained.plan.detector)
    state = trained.detector.state_dict()
    tensors = {f"state.{name}": _exact_half(value) for name, value in state.items()}
    tensors |= {name: getattr(trained, name) for name in SCORES}
    for name in SCORES:
        if not name.endswith("scores"):
            narrow = LABEL_TYPES[0] if name.endswith("labels") else ROW_TYPES[0]
            tensors[name] = tensors[name].to(narrow)
    taught, kept = pack_taught(trained.taught)
    limits, outside = pack_limits(trained)
    tensors |= pack_signs(trained.signs) | kept | outside
    record = {
        "plan": trained.plan.as_dict(),
        "source": trained.source,
        "fingerprint": trained.fingerprint,
        "history": [asdict(report) for report in trained.history],
        "ended": trained.ended,
        "collapsed": trained.collapsed,
        "uploaded_as": trained.uploaded_as,
        **taught,
        **limits,
    }
    return record, tensors


def unpack(
    record: Mapping[str, Any], tensors: dict[str, Tensor], device: str = "cpu"
) -> dict[str, Any]:
    """Validate what `pack` returned and build the fields of a `TrainedDetector` from it.

    Where the record does not say whether the detector has collapsed, that is checked now.

    Raises
    ------
    UserError, LookupError, TypeError, ValueError, OverflowError, RecursionError
        If a value is missing, of the wrong type or inconsistent with another.
    """
    plan = TrainingPlan.from_dict(record["plan"])
    signs = unpack_signs(tensors, record)
    taught = unpack_taught(record, tensors)
    scores = _unpack_scores(tensors, signs)
    limits, outside = unpack_limits(record, tensors, plan.normal, len(scores["test_scores"]))
    history = tuple(_report(report) for report in record["history"])
    ended, uploaded_as = record["ended"], record["uploaded_as"]
    if not history or ended not in END_STATUSES or not UPLOADED_AS.fullmatch(uploaded_as):
        raise ValueError("the record makes no sense")
    detector = _unpack_detector(tensors, plan, device)
    if "collapsed" in record:
        collapsed = _flag(record["collapsed"])
    else:
        collapsed = ended == "collapsed" or rebuilds_all_alike(detector, plan.normal)
        ended = "collapsed" if collapsed and ended == "complete" else ended
    return {
        "plan": plan,
        "detector": detector,
        "source": str(record["source"]),
        "fingerprint": str(record["fingerprint"]),
        "history": history,
        "ended": ended,
        "uploaded_as": uploaded_as,
        "collapsed": collapsed,
        "signs": signs,
        "taught": taught,
        "limits": limits or limits_at_hand(plan.normal, signs),
        "test_outside": outside,
        **scores,
    }


def _unpack_detector(tensors: Mapping[str, Tensor], plan: TrainingPlan, device: str) -> Detector:
    """Build a plan's detector with these weights, which may be any."""
    if not all(bool(value.isfinite().all()) for value in tensors.values()):
        raise ValueError("the weights are not finite")
    detector = build(plan.detector, plan.settings, device)
    detector.load_state_dict(
        {name.removeprefix("state."): value for name, value in tensors.items()}
    )
    if not bool(detector.anomaly_score(torch.eye(IMAGE_SIDE)).isfinite().all()):
        raise ValueError("its scores are not finite")
    return detector


def _unpack_scores(tensors: dict[str, Tensor], signs: Signs | None) -> dict[str, Tensor]:
    """Take scores, labels and rows out of `tensors`, and validate them."""
    scores = {name: tensors.pop(name) for name in SCORES}
    _check_scores(scores)
    _check_scores_of_signs(scores, signs)
    whole = {name: value.long() for name, value in scores.items() if not value.is_floating_point()}
    return scores | whole


def _check_scores(scores: Mapping[str, Tensor]) -> None:
    for name, value in scores.items():
        if value.dim() != 1 or value.dtype not in _types(name) or not _are_plausible(name, value):
            raise ValueError(f"{name} are not what they should be")
    lengths = {name: len(value) for name, value in scores.items()}
    if (
        not lengths["calibration_scores"]
        or lengths["anomalous_scores"] != lengths["anomalous_labels"]
        or not lengths["test_scores"] == lengths["test_labels"] == lengths["test_rows"]
    ):
        raise ValueError("the scores do not fit together")


def _check_scores_of_signs(scores: Mapping[str, Tensor], signs: Signs | None) -> None:
    """Check that the scores are those of the signs in the file, whose pictures screens show."""
    if signs is None:
        return
    labels, rows = signs.as_digits().test.labels, scores["test_rows"].long()
    if len(scores["calibration_scores"]) != int((signs.labels == SIGN).sum()):
        raise ValueError("the scores are not those of the signs")
    if bool((rows >= len(labels)).any()) or not torch.equal(
        labels[rows], scores["test_labels"].long()
    ):
        raise ValueError("the scores are not those of the signs")


def _types(name: str) -> tuple[torch.dtype, ...]:
    if name.endswith("scores"):
        return (torch.float32,)
    return LABEL_TYPES if name.endswith("labels") else ROW_TYPES


def _exact_half(value: Tensor) -> Tensor:
    """Return a float32 tensor in half precision where that keeps its values, else as it is."""
    if value.dtype != torch.float32:
        return value
    half = value.half()
    return half if torch.equal(half.float(), value) else value


def _are_plausible(name: str, value: Tensor) -> bool:
    if name.endswith("rows"):
        return bool((value[:1] >= 0).all() and (value[1:] > value[:-1]).all())
    if name.endswith("labels"):
        return bool(((value >= 0) & (value <= 9)).all())
    return bool(value.isfinite().all())


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("a flag is neither true nor false")
    return value


def _report(record: Mapping[str, Any]) -> TrainingReport:
    report = TrainingReport(**record)
    check_range("epochs", report.epochs, 1, MAX_EPOCHS)
    check_range("epoch", report.epoch, 1, report.epochs)
    for name in ("fit_loss", "calibration_loss", "seconds"):
        check_range(name, getattr(report, name), -MAX_VALUE, MAX_VALUE)
    return report
