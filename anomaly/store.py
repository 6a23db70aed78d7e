"""Trained detectors on disk: one safetensors file each, with its plan and scores inside.

The weights and scores are the file's tensors; everything else is JSON in the file's header, with
a digest over the tensors. Nothing is unpickled.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from anomaly.detectors import TrainingReport, build, recipe
from anomaly.paths import ASSETS, model_folder, replacing
from anomaly.text import Problem
from anomaly.training import TrainedDetector, TrainingPlan

FORMAT = "anomaly-detector-2"
MAX_BYTES = 100_000_000
SCORES = (
    "calibration_scores", "anomalous_scores", "anomalous_labels", "test_scores", "test_labels",
)  # fmt: skip
BUNDLED = ASSETS / "models"


def file_name(plan: TrainingPlan, fingerprint: str) -> str:
    """Return the name of the file that holds `plan` carried out on these digits."""
    normal = "".join(map(str, plan.normal))
    return f"{plan.detector}-{normal}-{plan.key(fingerprint)}.safetensors"


def save(trained: TrainedDetector, folder: Path | None = None) -> Path:
    """Write a trained detector atomically and return its path.

    Parameters
    ----------
    trained : TrainedDetector
    folder : Path, optional
        Where; by default `anomaly.paths.model_folder`.

    Raises
    ------
    Problem
        If the folder cannot be written.
    """
    folder = folder or model_folder()
    tensors = {f"state.{name}": value for name, value in trained.detector.state().items()}
    tensors |= {name: getattr(trained, name) for name in SCORES}
    tensors = {name: value.detach().contiguous() for name, value in tensors.items()}
    record = {
        "plan": trained.plan.as_dict(),
        "source": trained.source,
        "fingerprint": trained.fingerprint,
        "history": [asdict(report) for report in trained.history],
        "digest": _digest(tensors),
    }
    path = folder / file_name(trained.plan, trained.fingerprint)
    try:
        with replacing(path) as temporary:
            save_file(tensors, temporary, {"format": FORMAT, "record": json.dumps(record)})
    except (OSError, SafetensorError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem("store.unwritable", folder=folder, reason=reason) from error
    return path


def load(path: Path, device: str = "cpu") -> TrainedDetector:
    """Read a trained detector, trusting nothing in the file.

    Raises
    ------
    Problem
        If the file is damaged, too large, of another version or not a detector of ours.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Problem("store.foreign", file=path.name)
        with safe_open(path, framework="pt") as file:
            header = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise Problem("store.damaged", file=path.name) from error
    if not header.get("format", "").startswith("anomaly-detector"):
        raise Problem("store.foreign", file=path.name)
    if header["format"] != FORMAT:
        raise Problem("store.newer", file=path.name)
    try:
        return _assemble(json.loads(header["record"]), tensors, device)
    except (Problem, LookupError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise Problem("store.damaged", file=path.name) from error


def find(
    plan: TrainingPlan, fingerprints: Iterable[str], device: str = "cpu"
) -> tuple[TrainedDetector | None, list[Problem]]:
    """Look for a stored detector, among those bundled and those trained here.

    Parameters
    ----------
    plan : TrainingPlan
    fingerprints : iterable of str
        Of the digits it may have been trained on, the best first.
    device : str

    Returns
    -------
    trained : TrainedDetector or None
    problems : list of Problem
        One for each file passed over because it is damaged.
    """
    problems = []
    for fingerprint in dict.fromkeys(fingerprints):
        for folder in (BUNDLED, model_folder()):
            path = folder / file_name(plan, fingerprint)
            try:
                path.stat()
            except OSError:  # not there, or not for us
                continue
            try:
                trained = load(path, device)
            except Problem as problem:
                problems.append(problem)
                continue
            if trained.plan == plan and trained.fingerprint == fingerprint:
                return trained, problems
            problems.append(Problem("store.foreign", file=path.name))
    return None, problems


def _assemble(
    record: Mapping[str, Any], tensors: dict[str, Tensor], device: str
) -> TrainedDetector:
    """Check a file's parts against each other and put them together."""
    if record["digest"] != _digest(tensors):
        raise ValueError("the tensors are not those that were written")
    plan = _plan(record["plan"])
    scores = {name: tensors.pop(name) for name in SCORES}
    _check_scores(scores)
    detector = build(plan.detector, plan.settings, device)
    detector.load_state({name.removeprefix("state."): value for name, value in tensors.items()})
    return TrainedDetector(
        plan=plan,
        detector=detector,
        source=str(record["source"]),
        fingerprint=str(record["fingerprint"]),
        history=tuple(_report(report) for report in record["history"]),
        **scores,
    )


def _check_scores(scores: Mapping[str, Tensor]) -> None:
    for name, value in scores.items():
        labels = name.endswith("labels")
        if (
            value.dim() != 1
            or value.dtype != (torch.int64 if labels else torch.float32)
            or not bool(((value >= 0) & (value <= 9) if labels else value.isfinite()).all())
        ):
            raise ValueError(f"{name} are not what they should be")
    lengths = {name: len(value) for name, value in scores.items()}
    if (
        not lengths["calibration_scores"]
        or lengths["anomalous_scores"] != lengths["anomalous_labels"]
        or lengths["test_scores"] != lengths["test_labels"]
    ):
        raise ValueError("the scores do not fit together")


def _plan(record: Mapping[str, Any]) -> TrainingPlan:
    settings = type(recipe(record["detector"]))(**record["settings"])
    return TrainingPlan(record["detector"], settings, tuple(record["normal"]), int(record["seed"]))


def _report(record: Mapping[str, Any]) -> TrainingReport:
    report = TrainingReport(**record)
    if not all(isinstance(value, int | float) for value in asdict(report).values()):
        raise ValueError("the history is not numbers")
    return report


def _digest(tensors: Mapping[str, Tensor]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tensors):
        value = tensors[name]
        digest.update(f"{name}{value.dtype}{tuple(value.shape)}".encode())
        digest.update(value.numpy().tobytes())
    return digest.hexdigest()
