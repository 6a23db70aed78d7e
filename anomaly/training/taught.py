"""The examples and scores that an adapted detector keeps, and their place in a file."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from anomaly.errors import UserError
from anomaly.training.examples import FEW, Examples, pack_examples, unpack_examples

BASE_KEY = re.compile(r"[0-9a-f]{16}(-[0-9]{1,6})?|u[0-9a-f]{15}")
SCORES, ANOMALY_SCORES = "examples.scores", "examples.anomaly_scores"
THRESHOLDS, OUTSIDE = "examples.thresholds", "examples.outside"


@dataclass(frozen=True, eq=False)
class Taught:
    """Examples that an adapted detector was taught, with their scores.

    Attributes
    ----------
    base : str
        Key of the detector that was adapted.
    seed : int
        Of the adaptation.
    examples : Examples
    scores : Tensor
        float32 (N,), of each normal example by a detector that was fitted without it; of a single
        one, what its variants score by the detector itself.
    thresholds : Tensor
        float64 (N,), the default rule's without each example's score.
    outside : Tensor
        bool (N,), whether an example lies outside the limits that the others set. All that is
        known of a single example, its threshold and limits as well, is with it.
    anomaly_scores : Tensor
        float32 (M,), of the anomalies, which no detector is fitted on.
    predicted : int
        How many of the calibration scores, the last ones, are not those of digits but predicted
        from `scores`, see `anomaly.training.prediction`.
    """

    base: str
    seed: int
    examples: Examples
    scores: Tensor
    thresholds: Tensor
    outside: Tensor
    anomaly_scores: Tensor
    predicted: int

    @property
    def problem(self) -> UserError | None:
        """The warning about too few normal examples, else None."""
        count = len(self.examples.normal)
        return UserError("adapt.few", count=count, enough=FEW) if 0 < count < FEW else None

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        known = (self.scores, self.thresholds, self.outside, self.anomaly_scores)
        return self.examples.nbytes + sum(tensor.nbytes for tensor in known)


def taught_key(base: str, fingerprint: str, examples: Examples, seed: int) -> str:
    """Return the key of a detector that is adapted: the same for the same examples."""
    content = "\n".join([base, fingerprint, examples.digest(), str(seed)])
    return f"t{hashlib.sha256(content.encode()).hexdigest()[:15]}"


def pack_taught(taught: Taught | None) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Return plain values for JSON and tensors, both empty where nothing was taught."""
    if taught is None:
        return {}, {}
    record = {"base": taught.base, "seed": taught.seed, "predicted": taught.predicted}
    known = {
        SCORES: taught.scores,
        THRESHOLDS: taught.thresholds,
        OUTSIDE: taught.outside.byte(),
        ANOMALY_SCORES: taught.anomaly_scores,
    }
    return {"taught": record}, pack_examples(taught.examples) | known


def unpack_taught(record: Mapping[str, Any], tensors: dict[str, Tensor]) -> Taught | None:
    """Check what `pack_taught` returned, and take its tensors out of `tensors`.

    Parameters
    ----------
    record, tensors
        As the schema has them.

    Raises
    ------
    UserError, ValueError
        If a value is missing, or inconsistent with another.
    """
    own = {name: tensors.pop(name) for name in list(tensors) if name.startswith("examples.")}
    if bool(own) != ("taught" in record):
        raise ValueError("the record and the tensors disagree on what was taught")
    if not own:
        return None
    about = record["taught"]
    if about["predicted"] >= len(tensors["calibration_scores"]):
        raise ValueError("all calibration scores are predicted")
    return Taught(
        base=about["base"],
        seed=about["seed"],
        examples=unpack_examples(own),
        scores=own[SCORES],
        thresholds=own[THRESHOLDS],
        outside=own[OUTSIDE].bool(),
        anomaly_scores=own[ANOMALY_SCORES],
        predicted=about["predicted"],
    )
