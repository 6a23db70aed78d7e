"""What a trained detector is decided by."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from anomaly.data.digits import check_normal
from anomaly.detectors import check_range, recipe

MAX_CONTAMINATION = 0.2
MAX_DIGITS = 60_000


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
    most_digits : int or None
        How many normal digits to fit on at most.
    contamination : float
        Share of anomalies among the digits to fit on, in [0, 0.2]; the digits held out have none.

    Raises
    ------
    UserError
        If the detector is unknown, or a value makes no sense.
    """

    detector: str = "autoencoder"
    settings: Any = None
    normal: tuple[int, ...] = (1,)
    seed: int = 0
    most_digits: int | None = None
    contamination: float = 0.0

    def __post_init__(self) -> None:
        if self.settings is None:
            object.__setattr__(self, "settings", recipe(self.detector))
        object.__setattr__(self, "normal", check_normal(self.normal))
        check_range("seed", self.seed, 0, 2**63 - 1)
        if self.most_digits is not None:
            check_range("most_digits", self.most_digits, 1, MAX_DIGITS)
        check_range("contamination", self.contamination, 0.0, MAX_CONTAMINATION)

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as plain values for JSON."""
        plan: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plan

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "TrainingPlan":
        """Return the plan that `as_dict` made plain.

        Raises
        ------
        UserError, LookupError, TypeError, ValueError
            If the values make no sense.
        """
        settings = type(recipe(record["detector"]))(**record["settings"])
        return cls(**{**record, "settings": settings})

    def key(self, fingerprint: str) -> str:
        """Return a short name for this plan carried out on the digits with `fingerprint`."""
        content = json.dumps([self.as_dict(), fingerprint], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]
