"""A trained detector with its plan, history and held-out scores."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from anomaly.detectors import Detector, Images
from anomaly.errors import UserError
from anomaly.tensor_file import read_tensors, write_tensors
from anomaly.training.judgement import judge
from anomaly.training.packing import pack, unpack
from anomaly.training.record import FORMAT, OLDER_FORMATS, TrainedRecord


@dataclass(frozen=True, eq=False, kw_only=True)
class TrainedDetector(TrainedRecord):
    """A trained detector with its plan, history and held-out scores.

    Attributes
    ----------
    detector : Detector
        What was learned. All other attributes are those of `TrainedRecord`.

    Examples
    --------
    >>> trained = train_detector(TrainingPlan(normal=4), load_digits())  # doctest: +SKIP
    >>> trained.predict(digits.test.images[:3])  # doctest: +SKIP
    tensor([True, False, True])
    """

    detector: Detector

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        return super().nbytes + self.detector.nbytes

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
