"""Kinds of values, of which a schema declares what a file from outside may hold.

A schema is plain data: a `Fields` for the values of a JSON record, and an `Array` for each tensor.
`check` walks through it, and names the place of the first value that is not as declared.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import torch
from torch import Tensor

from anomaly.validation import is_number


class Kind(Protocol):
    """A kind of value, with its check."""

    def check(self, value: Any, place: str) -> None:
        """Raise ValueError, with the `place` of the value, if it is anything else."""


@dataclass(frozen=True)
class Number:
    """A finite number in [low, high]; a whole one if `low` is an int."""

    low: float
    high: float

    def check(self, value: Any, place: str) -> None:
        is_whole = isinstance(value, int) or not isinstance(self.low, int)
        if not (is_number(value, self.low, self.high) and is_whole):
            raise ValueError(f"{place} is no number from {self.low} to {self.high}")


@dataclass(frozen=True)
class Text:
    """A text that a pattern matches as a whole."""

    pattern: re.Pattern[str]

    def check(self, value: Any, place: str) -> None:
        if not isinstance(value, str) or not self.pattern.fullmatch(value):
            raise ValueError(f"{place} is not of the form {self.pattern.pattern}")


@dataclass(frozen=True)
class OneOf:
    """One of several words, or true or false."""

    options: Collection[str | bool]

    def check(self, value: Any, place: str) -> None:
        if type(value) not in (str, bool) or value not in self.options:
            raise ValueError(f"{place} is none of {tuple(self.options)}")


@dataclass(frozen=True)
class Maybe:
    """A value, or null."""

    kind: Kind

    def check(self, value: Any, place: str) -> None:
        if value is not None:
            self.kind.check(value, place)


@dataclass(frozen=True)
class Several:
    """A list of so many values of one kind."""

    kind: Kind
    least: int
    most: int

    def check(self, value: Any, place: str) -> None:
        if not isinstance(value, list) or not self.least <= len(value) <= self.most:
            raise ValueError(f"{place} is no list of {self.least} to {self.most}")
        for index, item in enumerate(value):
            self.kind.check(item, f"{place}[{index}]")


@dataclass(frozen=True)
class Anything:
    """A value that is checked elsewhere, by whoever knows what it may be."""

    def check(self, value: Any, place: str) -> None:
        """Accept it."""


@dataclass(frozen=True)
class Fields:
    """Named values. One that is not declared is refused: nobody would check what it is."""

    required: Mapping[str, Kind]
    optional: Mapping[str, Kind] = field(default_factory=dict)

    def check(self, value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise ValueError(f"{place} has no fields")
        if missing := self.required.keys() - value.keys():
            raise ValueError(f"{place} lacks {sorted(missing)}")
        known = {**self.required, **self.optional}
        for name, item in value.items():
            if name not in known:
                raise ValueError(f"{place} has a field that nobody knows")
            known[name].check(item, f"{place}.{name}")


def lies_within(value: Tensor, low: float, high: float) -> bool:
    """Return whether all values of a tensor are numbers in [low, high]; no copy of it is made."""
    if not value.numel():
        return True
    least, greatest = torch.aminmax(value.detach())  # nan if one value is
    return float(least) >= low and float(greatest) <= high


@dataclass(frozen=True)
class Array:
    """A tensor of given types and shape, with finite values in [low, high].

    Attributes
    ----------
    dtypes : tuple of torch.dtype
    shape : tuple of int or str, or None
        A name stands for a size that is the same wherever the name is, see `check_tensors`; None
        for any shape.
    low, high : float
    ascends : bool
        Whether each value is greater than the one before.
    """

    dtypes: tuple[torch.dtype, ...]
    shape: tuple[int | str, ...] | None
    low: float
    high: float
    ascends: bool = False

    def check(self, value: Tensor, place: str, sizes: dict[str, int]) -> None:
        """Raise ValueError if a tensor is anything else; enter the sizes that it is the first of.

        Parameters
        ----------
        value : Tensor
        place : str
        sizes : dict of str to int
            Sizes by their names, as far as they are known.
        """
        if value.dtype not in self.dtypes:
            raise ValueError(f"{place} is of the type {value.dtype}")
        if self.shape is not None:
            self._check_shape(value, place, sizes)
        if not lies_within(value, self.low, self.high) or (
            self.ascends and not bool((value[1:] > value[:-1]).all())
        ):
            raise ValueError(f"{place} has values that it cannot have")

    def _check_shape(self, value: Tensor, place: str, sizes: dict[str, int]) -> None:
        assert self.shape is not None
        if value.dim() != len(self.shape):
            raise ValueError(f"{place} has {value.dim()} dimensions")
        for size, wanted in zip(value.shape, self.shape, strict=True):
            known = sizes.setdefault(wanted, size) if isinstance(wanted, str) else wanted
            if size != known:
                raise ValueError(f"{place} has the shape {tuple(value.shape)}")


@dataclass(frozen=True)
class Tensors:
    """Named tensors, of which those of one `group` come together or not at all.

    Attributes
    ----------
    required : mapping of str to Array
    sizes : mapping of str to (int, int)
        The least and the most of each size that has a name.
    groups : tuple of mapping of str to Array
    others : tuple of str and Array, or None
        Beginning of the names of further tensors, and what each of them may be.
    """

    required: Mapping[str, Array]
    sizes: Mapping[str, tuple[int, int]]
    groups: tuple[Mapping[str, Array], ...] = ()
    others: tuple[str, Array] | None = None

    def check(self, tensors: Mapping[str, Tensor]) -> None:
        """Raise ValueError if a tensor is missing, not declared, or not as declared."""
        wanted = dict(self.required)
        for group in self.groups:
            if group.keys() & tensors.keys():
                wanted |= group
        if missing := wanted.keys() - tensors.keys():
            raise ValueError(f"there is no {sorted(missing)}")
        sizes: dict[str, int] = {}
        for name, value in tensors.items():
            declared = wanted.get(name)
            if declared is None and self.others is not None and name.startswith(self.others[0]):
                declared = self.others[1]
            if declared is None:
                raise ValueError("there is a tensor that nobody knows")
            declared.check(value, name, sizes)
        for name, size in sizes.items():
            least, most = self.sizes[name]
            if not least <= size <= most:
                raise ValueError(f"there are {size} {name}")
