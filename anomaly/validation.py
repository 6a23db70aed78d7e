"""Check that a number is in its range and a word is one of its options."""

from dataclasses import dataclass
from typing import Any, TypeGuard, get_type_hints

from anomaly.errors import UserError


@dataclass(frozen=True)
class Range:
    """What a number may be, written beside a setting's type: ``Annotated[int, Range(1, 784)]``.

    For a tuple it holds for each of the numbers.
    """

    low: float
    high: float


@dataclass(frozen=True)
class Choice:
    """What a word may be: ``Annotated[str, Choice("absolute", "squared")]``."""

    options: tuple[str, ...]

    def __init__(self, *options: str) -> None:
        object.__setattr__(self, "options", options)


def allowed_values(settings: type) -> dict[str, Range | Choice]:
    """Return what a dataclass's settings may be, by name, in their order."""
    hints = get_type_hints(settings, include_extras=True)
    return {
        name: part
        for name, hint in hints.items()
        for part in getattr(hint, "__metadata__", ())
        if isinstance(part, Range | Choice)
    }


def check_settings(settings: Any) -> None:
    """Refuse settings with a value that is not allowed.

    Raises
    ------
    UserError
        With a sentence that names the setting and what it may be.
    """
    for name, hint in get_type_hints(type(settings)).items():
        if hint is bool:
            check_choice(name, getattr(settings, name), (True, False))
    for name, allowed in allowed_values(type(settings)).items():
        value = getattr(settings, name)
        if isinstance(allowed, Choice):
            check_choice(name, value, allowed.options)
            continue
        for number in value if isinstance(value, tuple) else (value,):
            check_range(name, number, allowed.low, allowed.high)


def check_choice(name: str, value: object, options: tuple[object, ...]) -> None:
    """Refuse a setting that is none of its options.

    Raises
    ------
    UserError
        With a sentence that names the setting and its options.
    """
    if not any(type(value) is type(option) and value == option for option in options):
        known = ", ".join(map(str, options))
        raise UserError("setting.choice", name=name, value=str(value)[:40], known=known)


def check_range(name: str, value: float, low: float, high: float) -> None:
    """Refuse a setting that is no number from `low` to `high`, whole where `low` is.

    Raises
    ------
    UserError
        With a sentence that names the setting and its range.
    """
    kinds = (int,) if isinstance(low, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        raise UserError("setting.range", name=name, value=str(value)[:40], low=low, high=high)


def is_number(value: object, low: float, high: float) -> TypeGuard[float]:
    """Whether a value from a browser is a number from `low` to `high`."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
