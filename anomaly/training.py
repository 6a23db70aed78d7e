"""Train a detector on one kind of digit and score the digits held out."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterable
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

from anomaly.data import Digits, check_normal, split_one_class
from anomaly.detectors import Detector, TrainingReport, build, check_range, recipe
from anomaly.text import Problem


@dataclass(frozen=True)
class TrainingPlan:
    """All that, with the digits, decides what a trained detector is.

    Attributes
    ----------
    detector : str
        Its name in the registry.
    settings
        The detector's settings; None for its default recipe.
    normal : tuple of int
        The digits that count as normal.
    seed : int

    Raises
    ------
    Problem
        If the detector is unknown, or the normal digits or the seed make no sense.
    """

    detector: str = "autoencoder"
    settings: Any = None
    normal: tuple[int, ...] = (1,)
    seed: int = 0

    def __post_init__(self) -> None:
        if self.settings is None:
            object.__setattr__(self, "settings", recipe(self.detector))
        object.__setattr__(self, "normal", check_normal(self.normal))
        check_range("seed", self.seed, 0, 2**63 - 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as plain values for JSON."""
        plan: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plan

    def key(self, fingerprint: str) -> str:
        """Return a short name for this plan carried out on the digits with `fingerprint`."""
        content = json.dumps([self.as_dict(), fingerprint], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class TrainedDetector:
    """A detector with what is known of it.

    Attributes
    ----------
    plan : TrainingPlan
    detector : Detector
    source, fingerprint : str
        Of the digits it was trained and tested on.
    history : tuple of TrainingReport
    calibration_scores : Tensor
        float32 (M,), of normal training digits not fitted on.
    anomalous_scores, anomalous_labels : Tensor
        float32 and int64 (L,), of training digits of the other kinds.
    test_scores, test_labels : Tensor
        float32 and int64 (N,), of the test digits in their own order.
    """

    plan: TrainingPlan
    detector: Detector
    source: str
    fingerprint: str
    history: tuple[TrainingReport, ...]
    calibration_scores: Tensor
    anomalous_scores: Tensor
    anomalous_labels: Tensor
    test_scores: Tensor
    test_labels: Tensor

    def against(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return the test scores of the normal and of the `anomalous` digits, with which is which.

        Parameters
        ----------
        anomalous : iterable of int
            Digits that count as anomalies, unless they are normal.

        Returns
        -------
        scores : Tensor
            float32 (K,).
        is_anomaly : Tensor
            bool (K,).
        """
        normal = torch.isin(self.test_labels, torch.tensor(self.plan.normal))
        chosen = normal | torch.isin(self.test_labels, torch.tensor(tuple(anomalous)))
        return self.test_scores[chosen], ~normal[chosen]

    def validation_against(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return scores of labelled training digits that were not fitted on, as `against` does.

        A rule that uses labels chooses its threshold by these, so that the test digits only ever
        report on it.
        """
        chosen = torch.isin(self.anomalous_labels, torch.tensor(tuple(anomalous)))
        parts = (self.calibration_scores, self.anomalous_scores[chosen])
        return torch.cat(parts), torch.arange(sum(map(len, parts))) >= len(parts[0])


def train_detector(
    plan: TrainingPlan, digits: Digits, device: str = "cpu"
) -> Generator[TrainingReport, None, TrainedDetector]:
    """Carry out `plan`, yielding a report an epoch and returning the trained detector.

    Raises
    ------
    Problem
        If there are too few normal digits, or training ended in scores that are no numbers.
    """
    split = split_one_class(digits, plan.normal)
    calibration = split.calibration.images
    detector = build(plan.detector, plan.settings, device)
    history = []
    for report in detector.fit(split.fit.images, calibration, plan.seed):
        history.append(report)
        yield report
    scores = {
        "calibration_scores": detector.anomaly_score(calibration),
        "anomalous_scores": detector.anomaly_score(split.anomalous.images),
        "test_scores": detector.anomaly_score(split.test.images),
    }
    if not all(bool(each.isfinite().all()) for each in scores.values()):
        raise Problem("training.diverged")
    return TrainedDetector(
        plan=plan,
        detector=detector,
        source=digits.source,
        fingerprint=digits.fingerprint,
        history=tuple(history),
        anomalous_labels=split.anomalous.labels,
        test_labels=split.test.labels,
        **scores,
    )


def finish(
    training: Generator[TrainingReport, None, TrainedDetector],
    on_report: Callable[[TrainingReport], object] = lambda report: None,
) -> TrainedDetector:
    """Run `training` to its end, handing each report to `on_report`, and return its result."""
    while True:
        try:
            report = next(training)
        except StopIteration as end:
            result: TrainedDetector = end.value
            return result
        on_report(report)
