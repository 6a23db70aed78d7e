"""The language that sentences are put into: of a call, of a session, or else English."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Each with its name in itself; a folder of `anomaly.text` has the sentences of each.
LANGUAGES = {"en": "English", "ja": "日本語"}
FOLDERS = {"en": "english", "ja": "japanese"}
DEFAULT = "en"

_chosen: ContextVar[str | None] = ContextVar("language", default=None)
_source: Callable[[], str | None] | None = None


def language() -> str:
    """Return the language in force here, a key of `LANGUAGES`.

    That is the one of the innermost `use_language`; else what the source set by
    `set_language_source` says, such as the session that a script runs for; else English.
    """
    chosen = _chosen.get()
    if chosen is None and _source is not None:
        chosen = _source()
    return chosen or DEFAULT


@contextmanager
def use_language(name: str) -> Iterator[None]:
    """Put sentences into a language while the context lasts.

    Raises
    ------
    KeyError
        If `name` is no key of `LANGUAGES`.
    """
    if name not in LANGUAGES:
        raise KeyError(name)
    token = _chosen.set(name)
    try:
        yield
    finally:
        _chosen.reset(token)


def set_language_source(source: Callable[[], str | None] | None) -> Callable[[], str | None] | None:
    """Set the function that says which language is in force, and return the former one.

    It returns None where it does not know.
    """
    global _source
    former, _source = _source, source
    return former


def find_language(*wanted: str | None) -> str | None:
    """Return the first language that locales ask for, as browsers and systems write them.

    Parameters
    ----------
    *wanted : str or None
        As in ``"ja-JP"`` or ``"ja_JP.UTF-8"``.

    Returns
    -------
    str or None
        None where there are no sentences in any.
    """
    names = (re.split("[-_.]", str(locale or ""), maxsplit=1)[0].lower() for locale in wanted)
    return next((name for name in names if name in LANGUAGES), None)


def accept_pattern(name: str) -> str:
    """Return a pattern of an ``Accept-Language`` whose first language with sentences is this one.

    It is a regular expression of Python and of nginx, to be matched at the beginning, whatever the
    case. Weights do not count: browsers send what they prefer first.
    """
    known = "|".join(LANGUAGES)
    return f" *+(?:(?!(?:{known})(?![a-z]))[^,]*+, *+)*+{name}(?![a-z])"


def accepted_language(header: str | None) -> str:
    """Return the language in which a browser is answered, by its ``Accept-Language``."""
    patterns = {name: accept_pattern(name) for name in LANGUAGES}
    matches = (name for name in patterns if re.match(patterns[name], header or "", re.IGNORECASE))
    return next(matches, DEFAULT)
