"""Fill the blanks of sentences, with numbers as a language writes them."""

import math
import re
import string
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from anomaly.text.language import language
from anomaly.text.outside import shown

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

# What the specifications of `format` have that languages write differently.
SPEC = re.compile(r"(?P<grouped>,)?(?:\.(?P<decimals>\d))?(?P<kind>[f%])?")
FRACTION = re.compile(r"(?<=0)(\.[0#]+)?(?=[^0#.]*$)")


class Plural:
    """A sentence that depends on how many there are.

    Parameters
    ----------
    blank : str
        The blank with the number.
    **forms
        The sentence by plural category of the Unicode CLDR: ``one``, ``other`` and so on, as far as
        the language has them.
    """

    def __init__(self, blank: str, **forms: str) -> None:
        self.blank = blank
        self.forms = forms

    def form_for(self, values: dict[str, Any]) -> str:
        """Return the sentence for these values."""
        category = find_locale(language()).plural_form(values[self.blank])
        return self.forms.get(category, self.forms["other"])


@lru_cache
def find_locale(name: str) -> "Locale":
    """Return what Babel knows of a language."""
    from babel import Locale  # only where a number is written

    return Locale.parse(name)


def fill(sentence: str, values: dict[str, object]) -> str:
    """Return a sentence with its blanks filled; text from outside is shown as text.

    Raises
    ------
    KeyError
        If a blank has no value.
    """
    values = {name: shown(value) for name, value in values.items()}
    return (
        _FORMATTER.vformat(sentence, (), values) if ":" in sentence else sentence.format(**values)
    )


def format_number(value: float, spec: str) -> str:
    """Return a number as the language in force writes it.

    Parameters
    ----------
    value : float
    spec : str
        As `format` takes it. Grouping, fixed decimals and percentages are the language's; other
        specifications are the same in all.
    """
    found = SPEC.fullmatch(spec)
    if not spec or found is None or not math.isfinite(value):
        return format(value, spec)
    grouped, decimals, kind = found.group("grouped", "decimals", "kind")
    if kind is None and decimals is not None:  # significant figures
        return format(value, spec)
    places = int(decimals or (6 if kind else 0))
    pattern = _pattern(language(), kind == "%", places)
    return pattern.apply(Decimal(value), find_locale(language()), group_separator=bool(grouped))


@lru_cache
def _pattern(name: str, is_percent: bool, places: int) -> "NumberPattern":
    from babel.numbers import parse_pattern

    locale = find_locale(name)
    formats = locale.percent_formats if is_percent else locale.decimal_formats
    fraction = f".{'0' * places}" if places else ""
    return parse_pattern(FRACTION.sub(fraction, formats[None].pattern, count=1))


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return format_number(value, format_spec)
        return format(value, format_spec)


_FORMATTER = _Formatter()
