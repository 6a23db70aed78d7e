"""Check numbers by their range, words by their options, and optional packages."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TypeGuard, get_type_hints

from anomaly.errors import UserError

MAX_SAFE_INTEGER = 2**53 - 1  # up to which JavaScript counts exactly


@dataclass(frozen=True)
class Range:
    """The range of a numeric setting, as in ``Annotated[int, Range(1, 784)]``.

    In a tuple of numbers it holds for each.
    """

    low: float
    high: float


@dataclass(frozen=True)
class Choice:
    """The options of a setting, as in ``Annotated[str, Choice("absolute", "squared")]``."""

    options: tuple[str, ...]

    def __init__(self, *options: str) -> None:
        object.__setattr__(self, "options", options)


def allowed_values(settings: type) -> dict[str, Range | Choice]:
    """Return the ranges and options of a settings dataclass, by name, in its order."""
    hints = get_type_hints(settings, include_extras=True)
    return {
        name: constraint
        for name, hint in hints.items()
        for constraint in getattr(hint, "__metadata__", ())
        if isinstance(constraint, Range | Choice)
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
    """Refuse a value that is none of the options.

    Raises
    ------
    UserError
        With a sentence that names the setting and its options.
    """
    if not any(type(value) is type(option) and value == option for option in options):
        known = ", ".join(map(str, options))
        raise UserError("setting.choice", name=name, value=str(value)[:40], known=known)


def check_range(name: str, value: float, low: float, high: float) -> None:
    """Refuse a value that is no number in [low, high], or no integer where `low` is one.

    Raises
    ------
    UserError
        With a sentence that names the setting and its range.
    """
    is_whole = isinstance(value, int) or not isinstance(low, int)
    if not (is_number(value, low, high) and is_whole):
        raise UserError("setting.range", name=name, value=str(value)[:40], low=low, high=high)


def is_number(value: object, low: float, high: float) -> TypeGuard[float]:
    """Return whether a value is a number in [low, high]; a bool is not one."""
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def check_installed(*packages: str) -> None:
    """Refuse to go on without packages that are installed only where they are wanted.

    Raises
    ------
    UserError
        With the command that installs those that are missing.
    """
    missing = [name for name in packages if not _is_installed(name)]
    if missing:
        raise UserError("package.missing", names=" ".join(missing))


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # its entry among the loaded modules is empty
        return False
