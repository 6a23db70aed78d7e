"""Limits of properties in which normal digits are found: what lies beyond is no normal digit.

A score that sums differences is bounded by the ink: of a dash there is little to get wrong. So
beside the score a second test asks whether a picture is one that a normal digit could be at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import torch
from torch import Tensor

from anomaly.evaluation.properties import NUM_AMOUNTS, PROPERTIES, properties_of

# A limit lies as far beyond the most extreme digit as that lies beyond the 20th after it. Chosen on
# training digits: of those left out in ten folds at most 0.08% of any digit lie outside (on average
# 0.04%), and 15% of other digits; without a distance 0.42% and 30%.
NEIGHBOUR = 20
# Share of the width of the limits that is added around examples, of which there may be one.
LEEWAY = 0.05


class Finding(NamedTuple):
    """Result of the limits for a picture.

    Attributes
    ----------
    label : int
        The normal digit of which it breaks the fewest limits.
    reasons : tuple of str
        Those that it breaks, such as ``"ink_low"`` or ``"width_high"``, in the order of
        `PROPERTIES`, the plainest first; empty within limits.
    """

    label: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Limits:
    """Limits of each property for each normal digit; a picture has to be within those of one.

    Attributes
    ----------
    labels : tuple of int
        The normal digits, ascending.
    low, high : Tensor
        float64 (K, 12), a row for each label, in the order of `PROPERTIES`.

    Examples
    --------
    >>> limits = Limits.of(digits.train.images, digits.train.labels, (1,))  # doctest: +SKIP
    >>> limits.check(dash)  # doctest: +SKIP
    [Finding(label=1, reasons=('height_low', 'length_low'))]
    """

    labels: tuple[int, ...]
    low: Tensor
    high: Tensor

    @classmethod
    def of(cls, images: Tensor, labels: Tensor, normal: Sequence[int]) -> "Limits":
        """Return the limits that normal training digits set.

        Parameters
        ----------
        images : Tensor
            float32 (N, 1, 28, 28), those that a detector takes for normal.
        labels : Tensor
            int64 (N,). Digits of other labels, as contamination has them, widen all limits.
        normal : sequence of int
            The normal digits; at least one picture of each, or of another label.
        """
        values = properties_of(images)
        strays = ~torch.isin(labels, torch.tensor(tuple(normal)))
        kinds = [_limits_of(values[(labels == label) | strays]) for label in normal]
        low, high = (torch.stack(ends) for ends in zip(*kinds, strict=True))
        return cls(tuple(normal), low, high)

    @property
    def nbytes(self) -> int:
        """Memory in bytes."""
        return self.low.nbytes + self.high.nbytes

    def outside(self, images: Tensor) -> Tensor:
        """Return which pictures lie within the limits of no normal digit, bool (N,)."""
        return self._are_outside(properties_of(images))

    def outside_without_each(self, images: Tensor) -> Tensor:
        """Return which pictures lie outside these limits once the others widen them, bool (N,)."""
        values, rows = properties_of(images), torch.arange(len(images))
        found = torch.zeros(len(images), dtype=torch.bool)
        for row in rows:
            others = self._widened(values[rows != row])
            found[row] = others._are_outside(values[row : row + 1])[0]
        return found

    def check(self, images: Tensor) -> list["Finding"]:
        """Return by which limits each picture (N, 1, 28, 28) is no normal digit."""
        values = properties_of(images)
        distances = self._distances(values)  # (N, K, 12)
        found = []
        for row, kind in enumerate(_nearest(distances).tolist()):
            ends = ["low" if is_low else "high" for is_low in values[row] < self.low[kind]]
            named = zip(PROPERTIES, ends, distances[row, kind].tolist(), strict=True)
            reasons = tuple(f"{name}_{end}" for name, end, beyond in named if beyond > 0)
            found.append(Finding(self.labels[kind], reasons))
        return found

    def widened(self, images: Tensor, labels: Tensor | None = None) -> "Limits":
        """Return limits that hold for further normal examples and others of their hand as well.

        Parameters
        ----------
        images : Tensor
            Floating point (M, 1, 28, 28), such as a person's own digits and their variants.
        labels : Tensor, optional
            int64 (M,); left out, they widen the limits of each normal digit.
        """
        return self._widened(properties_of(images), labels) if len(images) else self

    def _widened(self, values: Tensor, labels: Tensor | None = None) -> "Limits":
        """Return limits that hold for further properties (M, 12) as well, as `widened` does."""
        low, high = self.low.clone(), self.high.clone()
        for kind, label in enumerate(self.labels):
            own = values if labels is None else values[labels == label]
            if len(own):
                room = LEEWAY * (high[kind] - low[kind])
                least, most = _limits_of(own)
                low[kind] = torch.minimum(low[kind], least - room)
                high[kind] = torch.maximum(high[kind], most + room)
        return replace(self, low=low, high=high)

    def _are_outside(self, values: Tensor) -> Tensor:
        """Return which properties (N, 12) lie within the limits of no normal digit, bool (N,)."""
        values = values[:, None]
        return ((values < self.low) | (values > self.high)).any(2).all(1)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; `from_dict` is the inverse."""
        return {
            "properties": list(PROPERTIES),
            "labels": list(self.labels),
            "low": self.low.tolist(),
            "high": self.high.tolist(),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], normal: Sequence[int]) -> "Limits":
        """Read what `as_dict` returned, as untrusted input.

        Raises
        ------
        LookupError, TypeError, ValueError
            If a value is missing or makes no sense, or they are not of the `normal` digits.
        """
        low, high = (torch.tensor(record[end], dtype=torch.float64) for end in ("low", "high"))
        is_ours = record["properties"] == list(PROPERTIES) and record["labels"] == list(normal)
        shape = (len(normal), len(PROPERTIES))
        if not is_ours or low.shape != shape or high.shape != shape:
            raise ValueError("the limits are of other properties or digits")
        if not bool(((low <= high) & low.isfinite() & high.isfinite()).all()):
            raise ValueError("the limits make no sense")
        return cls(tuple(normal), low, high)

    def _distances(self, values: Tensor) -> Tensor:
        """Return how far properties (N, 12) lie beyond limits, (N, K, 12), in their widths."""
        width = (self.high - self.low).clamp_min(1e-9)
        beyond = torch.maximum(self.low - values[:, None], values[:, None] - self.high)
        return (beyond / width).clamp_min(0)


def _limits_of(values: Tensor) -> tuple[Tensor, Tensor]:
    """Return the limits (12,) that properties (N, 12) set."""
    ordered = values.sort(0).values
    step = min(NEIGHBOUR, len(values) - 1)
    low, high = ordered[0], ordered[-1]
    lowest = torch.full_like(low, -torch.inf)
    lowest[:NUM_AMOUNTS] = low[:NUM_AMOUNTS] / 2  # so that few examples do not let nothing pass
    return torch.maximum(low - (ordered[step] - low), lowest), 2 * high - ordered[-1 - step]


def _nearest(distances: Tensor) -> Tensor:
    """Return the kind of which each picture breaks the fewest limits, then the least."""
    broken = (distances > 0).sum(2)
    farthest = distances.amax(2)  # a tie is broken by a share of one limit
    return (broken + farthest / (1 + farthest)).argmin(1)
