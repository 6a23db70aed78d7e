"""The configuration that determines a trained detector."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from numbers import Integral
from typing import Any

from anomaly.data.digits import check_normal
from anomaly.detectors import override, recipe
from anomaly.errors import UserError
from anomaly.validation import check_range

MAX_CONTAMINATION = 0.3
MAX_DIGITS = 60_000
PICTURES = "pictures-"  # begins the fingerprint of a person's own pictures


@dataclass(frozen=True)
class TrainingPlan:
    """Configuration that, with the digits, determines a trained detector.

    Attributes
    ----------
    detector : str
        Its name in the registry.
    settings
        The detector's settings, or a mapping of those that differ from its default recipe; None for
        the recipe itself.
    normal : tuple of int
        The digits that count as normal; a single one may be given as int.
    seed : int
        Seed of what `fit` draws at random: initial weights, order of batches. The split does not
        depend on it.
    most_digits : int or None
        Upper bound on the normal digits to fit on.
    contamination : float
        Share of anomalies among the digits to fit on, in [0, 0.3]; the digits held out have none.

    Raises
    ------
    UserError
        If the detector is unknown, or a value is out of its range.

    Examples
    --------
    >>> plan = TrainingPlan(normal=4, settings={"latent": 8})
    >>> plan.normal, plan.settings.latent
    ((4,), 8)
    """

    detector: str = "autoencoder"
    settings: Any = None
    normal: tuple[int, ...] = (1,)
    seed: int = 0
    most_digits: int | None = None
    contamination: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", self._complete(self.settings))
        normal = (self.normal,) if isinstance(self.normal, Integral) else self.normal
        object.__setattr__(self, "normal", check_normal(normal))
        check_range("seed", self.seed, 0, 2**63 - 1)
        if self.most_digits is not None:
            check_range("most_digits", self.most_digits, 1, MAX_DIGITS)
        check_range("contamination", self.contamination, 0.0, MAX_CONTAMINATION)

    def _complete(self, settings: Any) -> Any:
        default = recipe(self.detector)
        if settings is None:
            return default
        if isinstance(settings, Mapping):
            return override(default, settings)
        if not isinstance(settings, type(default)):
            wanted, given = type(default).__name__, type(settings).__name__
            raise UserError("plan.settings", detector=self.detector, wanted=wanted, given=given)
        return settings

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as plain values for JSON."""
        plan: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plan

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "TrainingPlan":
        """Return the plan that `as_dict` returned as plain values.

        Raises
        ------
        UserError, LookupError, TypeError, ValueError
            If a value is missing, of the wrong type or out of its range.
        """
        settings = type(recipe(record["detector"]))(**record["settings"])
        return cls(**{**record, "settings": settings})

    def key(self, fingerprint: str) -> str:
        """Return a hash of this plan and of the digits with `fingerprint`.

        It begins with an "s" for a person's own signs.
        """
        content = json.dumps([self.as_dict(), fingerprint], sort_keys=True)
        key = hashlib.sha256(content.encode()).hexdigest()
        return f"s{key[:15]}" if fingerprint.startswith(PICTURES) else key[:16]
