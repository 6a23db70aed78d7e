"""Serialise a trained detector as plain values and tensors; validate on the way back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from anomaly.detectors import Detector, FitSettings, TrainingReport, build
from anomaly.errors import UserError
from anomaly.training.collapse import rebuilds_all_alike
from anomaly.training.limit_records import limits_at_hand, pack_limits, unpack_limits
from anomaly.training.model_schema import LABELS, LEARNED_PREFIX, RECORD, ROWS, SCORES, TENSORS
from anomaly.training.plan import TrainingPlan
from anomaly.training.plausible import check_answers
from anomaly.training.signs import SIGN, Signs, pack_signs, unpack_signs
from anomaly.training.taught import pack_taught, unpack_taught

if TYPE_CHECKING:
    from anomaly.training.trained import TrainedDetector


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
    tensors = {f"{LEARNED_PREFIX}{name}": _exact_half(value) for name, value in state.items()}
    tensors |= {name: getattr(trained, name) for name in SCORES}
    for name in SCORES:
        if not name.endswith("scores"):
            narrow = LABELS[0] if name.endswith("labels") else ROWS[0]
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
    UserError, ValueError
        If a value is missing, is not what `anomaly.training.model_schema` says, or inconsistent
        with another.
    """
    values = unpack_record(record, tensors)
    detector = _unpack_detector(tensors, values["plan"], device)
    if "collapsed" not in record and not values["collapsed"]:
        values["collapsed"] = rebuilds_all_alike(detector, values["plan"].normal)
        if values["collapsed"] and values["ended"] == "complete":
            values["ended"] = "collapsed"
    return values | {"detector": detector}


def unpack_record(record: Mapping[str, Any], tensors: dict[str, Tensor]) -> dict[str, Any]:
    """Validate all but what was learned, whose tensors remain: the fields of a `TrainedRecord`.

    Raises
    ------
    UserError, ValueError
        As `unpack` does.
    """
    RECORD.check(record, "the record")
    TENSORS.check(tensors)
    for name, value in tensors.items():
        if not name.startswith(LEARNED_PREFIX):
            tensors[name] = value.clone()  # else it would keep the whole file in memory
    plan = TrainingPlan.from_dict(record["plan"])
    history = tuple(TrainingReport(**report) for report in record["history"])
    ended = record["ended"]
    _check_history(history, plan, ended)
    signs = unpack_signs(tensors, record)
    taught = unpack_taught(record, tensors)
    scores = _unpack_scores(tensors, plan, signs)
    limits, outside = unpack_limits(record, tensors, plan.normal, len(scores["test_scores"]))
    return {
        "plan": plan,
        "source": record["source"],
        "fingerprint": record["fingerprint"],
        "history": history,
        "ended": ended,
        "uploaded_as": record["uploaded_as"],
        "collapsed": record.get("collapsed", ended == "collapsed"),
        "signs": signs,
        "taught": taught,
        "limits": limits or limits_at_hand(plan.normal, signs),
        "test_outside": outside,
        **scores,
    }


def _check_history(history: tuple[TrainingReport, ...], plan: TrainingPlan, ended: str) -> None:
    """Check that the epochs are counted from 1, and are as many as the plan has them."""
    epochs, settings = history[-1].epochs, plan.settings
    least = most = 1
    if isinstance(settings, FitSettings):  # an epoch has one update at least
        least, most = settings.epochs, max(settings.epochs, settings.least_updates)
    if not least <= epochs <= most or len(history) > epochs:
        raise ValueError("there are more or fewer epochs than the plan has")
    if any((report.epoch, report.epochs) != (at, epochs) for at, report in enumerate(history, 1)):
        raise ValueError("the epochs are not counted from 1")
    if ended in ("complete", "collapsed") and len(history) < epochs:
        raise ValueError("the training is not complete")


def _unpack_detector(tensors: Mapping[str, Tensor], plan: TrainingPlan, device: str) -> Detector:
    """Build a plan's detector with these weights, whose names and shapes may be any."""
    detector = build(plan.detector, plan.settings, device)
    detector.load_state_dict(
        {name.removeprefix(LEARNED_PREFIX): value for name, value in tensors.items()}
    )
    check_answers(detector)
    return detector


def _unpack_scores(
    tensors: dict[str, Tensor], plan: TrainingPlan, signs: Signs | None
) -> dict[str, Tensor]:
    """Take scores, labels and rows out of `tensors`, and check that they are of these digits."""
    scores = {name: tensors.pop(name) for name in SCORES}
    whole = {name: value.long() for name, value in scores.items() if not value.is_floating_point()}
    scores |= whole
    normal = torch.tensor(plan.normal)
    is_normal = torch.isin(scores["test_labels"], normal)
    if bool(is_normal.all()) or not bool(is_normal.any()):
        raise ValueError("the test digits are all of one kind")
    if bool(torch.isin(scores["anomalous_labels"], normal).any()):
        raise ValueError("there are normal digits among the anomalous ones")
    if signs is not None:
        _check_scores_of_signs(scores, signs)
    return scores


def _check_scores_of_signs(scores: Mapping[str, Tensor], signs: Signs) -> None:
    """Check that the scores are those of the signs in the file, whose pictures screens show."""
    labels, rows = signs.as_digits().test.labels, scores["test_rows"]
    if len(scores["calibration_scores"]) != int((signs.labels == SIGN).sum()):
        raise ValueError("the scores are not those of the signs")
    if bool((rows >= len(labels)).any()) or not torch.equal(labels[rows], scores["test_labels"]):
        raise ValueError("the scores are not those of the signs")


def _exact_half(value: Tensor) -> Tensor:
    """Return a float32 tensor in half precision where that keeps its values, else as it is."""
    if value.dtype != torch.float32:
        return value
    half = value.half()
    return half if torch.equal(half.float(), value) else value
