"""Text from outside, as names of files and words of links are: shown as text, and as nothing else."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath

# Controls of terminals, line breaks, marks that turn the direction of writing, and halves of
# characters, which stand for bytes of a file name that are no UTF-8.
UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# What Markdown, GitHub's links without marks, and Streamlit's colours, icons and formulas begin with.
MARKS = re.compile(r"([\\`*_\[\]()<>#!|~:$&{}.+@-])")

_escape: ContextVar[Callable[[str], str] | None] = ContextVar("escape", default=None)


def printable(text: str) -> str:
    """Return a text on one line, in which what has no look of its own is written as an escape.

    Examples
    --------
    >>> printable("a\\nb")
    'a\\\\nb'
    """
    return UNSHOWN.sub(lambda found: ascii(found[0])[1:-1], text)


def escape_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return MARKS.sub(r"\\\1", text)


def as_markdown(said: object) -> str:
    """Return a sentence in Markdown, in which what fills its blanks is shown as it is.

    Parameters
    ----------
    said : Message or UserError
        It is put into words here; a text is too late, as its blanks are filled.
    """
    with _escaping(escape_markdown):
        return str(said)


def shown(value: object) -> object:
    """Return a value as it may fill a blank: texts and paths so that they are shown as text."""
    if not isinstance(value, str | PurePath):
        return value
    text, escape = printable(str(value)), _escape.get()
    return text if escape is None else escape(text)


@contextmanager
def _escaping(escape: Callable[[str], str]) -> Iterator[None]:
    token = _escape.set(escape)
    try:
        yield
    finally:
        _escape.reset(token)
