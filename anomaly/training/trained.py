"""A trained detector with its plan, history and held-out scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from anomaly.detectors import Detector, Images, TrainingReport
from anomaly.errors import UserError
from anomaly.evaluation import default_threshold
from anomaly.evaluation.limits import Limits
from anomaly.tensor_file import read_tensors, write_tensors
from anomaly.training.examples import Examples
from anomaly.training.judgement import judge
from anomaly.training.packing import pack, unpack
from anomaly.training.plan import TrainingPlan
from anomaly.training.signs import Signs
from anomaly.training.taught import Taught, taught_key

FORMAT = "anomaly-detector-6"
OLDER_FORMATS = ("anomaly-detector-5", "anomaly-detector-4")


@dataclass(frozen=True, eq=False)
class TrainedDetector:
    """A trained detector with its plan, history and held-out scores.

    Attributes
    ----------
    plan : TrainingPlan
    detector : Detector
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

    Examples
    --------
    >>> trained = train_detector(TrainingPlan(normal=4), load_digits())  # doctest: +SKIP
    >>> trained.predict(digits.test.images[:3])  # doctest: +SKIP
    tensor([True, False, True])
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
    collapsed: bool = False
    signs: Signs | None = None
    taught: Taught | None = None
    limits: Limits | None = None
    test_outside: Tensor | None = None

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
        return self.detector.nbytes + sum(scores) + sum(rest)

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

    def score(self, images: Images) -> Tensor:
        """Score pictures; higher is more anomalous.

        Parameters
        ----------
        images : Tensor or ndarray
            Floating point, (28, 28), (N, 28, 28) or (N, 1, 28, 28), intensity in [0, 1].

        Returns
        -------
        Tensor
            float32 (N,).

        Examples
        --------
        >>> trained.score(to_digit(drawing))  # doctest: +SKIP
        tensor([58.2])
        """
        return self.detector.anomaly_score(images)

    def predict(self, images: Images) -> Tensor:
        """Return which pictures are anomalies, as `judge` says with the default threshold.

        Parameters
        ----------
        images : Tensor or ndarray
            As `score` takes them.

        Returns
        -------
        Tensor
            bool (N,).

        Examples
        --------
        >>> trained.predict(to_digit(drawing))  # doctest: +SKIP
        tensor([True])
        """
        return torch.tensor(
            [verdict.is_anomaly for verdict in judge(self, images)], dtype=torch.bool
        )

    def save(self, path: str | PathLike[str]) -> None:
        """Write the detector with its plan and scores to a safetensors file, atomically.

        Raises
        ------
        UserError
            If the file cannot be written.

        Examples
        --------
        >>> trained.save("ones.safetensors")  # doctest: +SKIP
        """
        record, tensors = pack(self)
        write_tensors(Path(path), FORMAT, tensors, record)

    @classmethod
    def load(cls, path: str | PathLike[str], device: str = "cpu") -> "TrainedDetector":
        """Read a file that `save` wrote, as untrusted input.

        A file that does not record whether the detector has collapsed is checked now, on a few
        generated digits.

        Raises
        ------
        UserError
            If the file is damaged, too large, of another version or not a detector of ours.

        Examples
        --------
        >>> TrainedDetector.load("ones.safetensors").threshold  # doctest: +SKIP
        31.4
        """
        path = Path(path)
        record, tensors = read_tensors(path, FORMAT, *OLDER_FORMATS)
        try:
            return cls.unpack(record, tensors, device)
        except Exception as error:  # its weights are any, and so is what they fail with
            raise UserError("store.damaged", file=path.name) from error

    @classmethod
    def unpack(
        cls, record: dict[str, Any], tensors: dict[str, Tensor], device: str = "cpu"
    ) -> "TrainedDetector":
        """Validate what `pack` returned and build the detector from it.

        Raises
        ------
        UserError, ValueError
            If a value is missing, of the wrong type or inconsistent with another.
        """
        return cls(**unpack(record, tensors, device))

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
