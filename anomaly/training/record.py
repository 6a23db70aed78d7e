"""The record of a trained detector: its file without the weights."""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import torch
from torch import Tensor

from anomaly.detectors import TrainingReport
from anomaly.errors import UserError
from anomaly.evaluation import default_threshold
from anomaly.evaluation.limits import Limits
from anomaly.tensor_file import read_tensors
from anomaly.training.examples import Examples
from anomaly.training.model_schema import LEARNED_PREFIX
from anomaly.training.packing import unpack_record
from anomaly.training.plan import TrainingPlan
from anomaly.training.signs import Signs
from anomaly.training.taught import Taught, taught_key

FORMAT = "anomaly-detector-6"
OLDER_FORMATS = ("anomaly-detector-5", "anomaly-detector-4")
REPORT_BYTES = 200  # of an epoch's report in memory


@dataclass(frozen=True, eq=False, kw_only=True)
class TrainedRecord:
    """The plan, history and held-out scores of a trained detector.

    Attributes
    ----------
    plan : TrainingPlan
    source, fingerprint : str
        Source and fingerprint of the digits it was trained and tested on.
    history : tuple of TrainingReport
    ended : {"complete", "collapsed", "stopped", "diverged"}
        How training ended. A stopped or diverged one leaves the detector as of the history's last
        epoch; "collapsed" is complete, with a detector that has collapsed.
    calibration_scores : Tensor
        float32 (M,), of normal training digits not fitted on.
    anomalous_scores, anomalous_labels : Tensor
        float32 and int64 (L,), of training digits of the other kinds.
    test_scores, test_labels : Tensor
        float32 and int64 (N,), of test digits in their own order.
    test_rows : Tensor
        int64 (N,), ascending: which of the test digits these are.
    uploaded_as : str
        Key of a detector from elsewhere, whose plan is only claimed by its file; else empty.
    collapsed : bool
        Whether the detector rebuilds all normal digits alike, however its training ended.
    signs : Signs or None
        The pictures of one that was trained on a person's own, not on digits. Their calibration and
        test scores come from detectors fitted without them.
    taught : Taught or None
        What an adapted detector was taught. The plan is that of the one adapted; scores,
        source and fingerprint are the adapted one's own.
    limits : Limits or None
        Of properties in which normal training digits are found; None judges by the score alone.
    test_outside : Tensor or None
        bool (N,): which of the test digits lie outside `limits`; None where nobody looked.
    """

    plan: TrainingPlan
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
    collapsed: bool = False
    signs: Signs | None = None
    taught: Taught | None = None
    limits: Limits | None = None
    test_outside: Tensor | None = None

    @classmethod
    def load(cls, path: str | PathLike[str]) -> "TrainedRecord":
        """Read what a file says of a detector, as untrusted input.

        The weights are checked by their digest alone, and do not stay in memory. Whether a detector
        has collapsed is what the file says, which those of format 4 do not.

        Raises
        ------
        UserError
            If the file is damaged, too large, of another version or not a detector of ours.
        """
        path = Path(path)
        record, tensors = read_tensors(
            path, FORMAT, *OLDER_FORMATS, keep=lambda name: not name.startswith(LEARNED_PREFIX)
        )
        try:
            return TrainedRecord(**unpack_record(record, tensors))
        except (UserError, ValueError) as error:
            raise UserError("store.damaged", file=path.name) from error

    @property
    def is_of_signs(self) -> bool:
        """Whether it was trained on a person's own pictures."""
        return self.signs is not None

    @property
    def key(self) -> str:
        """A short name, the same for the same plan, digits, number of epochs and examples."""
        if self.uploaded_as:
            return self.uploaded_as
        if self.taught is not None:
            taught = self.taught
            return taught_key(taught.base, self.fingerprint, taught.examples, taught.seed)
        key = self.plan.key(self.fingerprint)
        return key if self.carried_out else f"{key}-{len(self.history)}"

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        scores = (value.nbytes for value in vars(self).values() if isinstance(value, Tensor))
        parts = (self.signs, self.taught, self.limits)
        rest = (part.nbytes for part in parts if part is not None)
        return sum(scores) + sum(rest) + REPORT_BYTES * len(self.history)

    @property
    def is_adapted(self) -> bool:
        """Whether it was taught examples."""
        return self.taught is not None

    @property
    def examples(self) -> Examples:
        """The examples it was taught, if any."""
        return Examples() if self.taught is None else self.taught.examples

    @property
    def independent_scores(self) -> Tensor:
        """Scores of independent normal pictures that were not fitted on, float32 (K,).

        Of an adapted detector, the held-out digits' and the examples' by detectors that were fitted
        without them; the calibration scores also hold those predicted of further pictures.
        """
        if self.taught is None:
            return self.calibration_scores
        digits = len(self.calibration_scores) - self.taught.predicted
        return torch.cat([self.calibration_scores[:digits], self.taught.scores])

    @property
    def carried_out(self) -> bool:
        """Whether training completed its plan."""
        return self.ended in ("complete", "collapsed")

    @property
    def problem(self) -> UserError | None:
        """The warning about a training that diverged or collapsed, or few examples, else None."""
        epoch = self.history[-1].epoch
        if self.ended == "diverged":
            return UserError("training.diverged_late", epoch=epoch + 1, kept=epoch)
        if self.collapsed and self.ended == "stopped":
            return UserError("training.collapsed_early", epoch=epoch)
        if self.collapsed or self.ended == "collapsed":
            return UserError("training.collapsed", seed=self.plan.seed)
        return None if self.taught is None else self.taught.problem

    @property
    def threshold(self) -> float:
        """The default rule's threshold, from the held-out normal scores.

        Examples
        --------
        >>> trained.threshold  # doctest: +SKIP
        31.4
        """
        return default_threshold(self.calibration_scores)[0]

    def against(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return the labelled test scores of the normal and of the `anomalous` digits.

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
        chosen, is_anomaly = self.in_play(anomalous)
        return self.test_scores[chosen], is_anomaly

    def in_play(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return which test digits `against` takes, bool (N,), and of these which are anomalies."""
        normal = torch.isin(self.test_labels, torch.tensor(self.plan.normal))
        chosen = normal | torch.isin(self.test_labels, torch.tensor(tuple(anomalous)))
        return chosen, ~normal[chosen]

    def validation_against(self, anomalous: Iterable[int]) -> tuple[Tensor, Tensor]:
        """Return the labelled scores of training digits that were not fitted on, as `against` does.

        Rules that use labels choose their threshold by these; test digits are only reported on.
        The anomalies that the detector was given as examples are always among them.
        """
        chosen = torch.isin(self.anomalous_labels, torch.tensor(tuple(anomalous)))
        normal, anomalies = self.calibration_scores, self.anomalous_scores[chosen]
        if self.taught is not None:
            anomalies = torch.cat([anomalies, self.taught.anomaly_scores])
        is_anomaly = torch.arange(len(normal) + len(anomalies)) >= len(normal)
        return torch.cat([normal, anomalies]), is_anomaly
