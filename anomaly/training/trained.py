"""A trained detector with its plan, history and held-out scores."""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.detectors import Detector, TrainingReport
from anomaly.errors import UserError
from anomaly.training.plan import TrainingPlan

ENDINGS = ("complete", "collapsed", "stopped", "diverged")


@dataclass(frozen=True, eq=False)
class TrainedDetector:
    """A detector with what is known of it.

    Attributes
    ----------
    plan : TrainingPlan
    detector : Detector
    source, fingerprint : str
        Of the digits it was trained and tested on.
    history : tuple of TrainingReport
    ended : {"complete", "collapsed", "stopped", "diverged"}
        How training ended; where it was stopped or diverged, the detector is as it was after the
        history's last epoch. A detector that collapsed rebuilds everything alike.
    calibration_scores : Tensor
        float32 (M,), of normal training digits not fitted on.
    anomalous_scores, anomalous_labels : Tensor
        float32 and int64 (L,), of training digits of the other kinds.
    test_scores, test_labels : Tensor
        float32 and int64 (N,), of test digits in their own order.
    test_rows : Tensor
        int64 (N,), ascending: which of the test digits these are.
    uploaded_as : str
        The name of a detector from elsewhere, whose plan is only what its file says; else empty.
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
    test_rows: Tensor
    ended: str = "complete"
    uploaded_as: str = ""

    @property
    def key(self) -> str:
        """A short name, the same for the same plan, digits and ending."""
        if self.uploaded_as:
            return self.uploaded_as
        whole = self.plan.key(self.fingerprint)
        return whole if self.carried_out else f"{whole}-{len(self.history)}"

    @property
    def nbytes(self) -> int:
        """How many bytes of memory it takes."""
        scores = (part.nbytes for part in vars(self).values() if isinstance(part, Tensor))
        return self.detector.nbytes + sum(scores)

    @property
    def carried_out(self) -> bool:
        """Whether its training went on to the end of its plan."""
        return self.ended in ("complete", "collapsed")

    @property
    def problem(self) -> UserError | None:
        """What to tell about a training that did not go well."""
        if self.ended == "collapsed":
            return UserError("training.collapsed", seed=self.plan.seed)
        if self.ended != "diverged":
            return None
        kept = len(self.history)
        return UserError("training.diverged_late", epoch=kept + 1, kept=kept)

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
