"""Terms of the field that explain themselves: half a sentence on hover, tap and focus.

A term is a button with its half-sentence in ``data-means`` and its key in ``data-term``: in HTML of
ours, by `with_terms`, or in another component, by ``shared/terms.js``. One script on the page shows
them all.
"""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TypedDict

from anomaly.text import t
from anomaly.ui.components.loader import last_told, load_component

FOLDER = Path(__file__).parent
KEY = "terms"
CLOSING = ".,;:!?)。、）」"  # what begins no line

_component = load_component(
    FOLDER / "terms.js",
    '<i class="terms" hidden></i>',
    [FOLDER / "terms.css"],
    isolate_styles=False,
)


class TermsMessage(TypedDict):
    """Message to the browser: the label of the link to all terms; empty for no link."""

    all: str


class TermMessage(TypedDict):
    """A term as a component's script takes it: its key, its name, and half a sentence."""

    key: str
    name: str
    means: str


def explain_terms(on_all: Callable[[object], None] | None) -> None:
    """Show the half-sentence of any term on the page that is pointed at, tapped or focused.

    Parameters
    ----------
    on_all : callable or None
        Called with what should be a term's key, where a person asks for all terms beside it; None
        to offer no link to them.
    """

    def asked() -> None:
        if on_all is not None:
            on_all(last_told(KEY, "all"))

    message: TermsMessage = {"all": "" if on_all is None else t("words.all")}
    _component(key=KEY, data=message, height="content", on_all_change=asked)


def term_message(key: str) -> TermMessage:
    """Return a term of the glossary for a component's script."""
    return {"key": key, "name": t(f"term.{key}"), "means": t(f"means.{key}")}


def with_terms(sentence: str, *keys: str) -> str:
    """Return a sentence as HTML in which the first mention of each term explains itself.

    Parameters
    ----------
    sentence : str
        Plain text.
    *keys : str
        Terms of the glossary. Of two that overlap, the one named first counts.
    """
    mentions: dict[int, tuple[int, str]] = {}
    for key in keys:
        found = re.search(_mention_of(t(f"term.{key}")), sentence, re.IGNORECASE)
        if found and not any(
            found.start() < end and start < found.end() for start, (end, _) in mentions.items()
        ):
            mentions[found.start()] = found.end(), key
    parts, done = [], 0
    for start, (end, key) in sorted(mentions.items()):
        rest = sentence[end:]
        sign = rest[: len(rest) - len(rest.lstrip(CLOSING))]
        button = _button(sentence[start:end], key)
        # After a button, a line may break even before a full stop.
        kept = f'<span class="term-end">{button}{escape(sign)}</span>' if sign else button
        parts += [escape(sentence[done:start]), kept]
        done = end + len(sign)
    return "".join([*parts, escape(sentence[done:])])


def _mention_of(term: str) -> str:
    """Return a pattern that finds a term, in the plural as well.

    A term in Latin letters is a whole word. Japanese does not mark where its words end.
    """
    pattern = re.escape(term)
    return rf"(?<![a-z0-9]){pattern}(?:e?s)?(?![a-z0-9])" if term.isascii() else pattern


def _button(text: str, key: str) -> str:
    means = escape(t(f"means.{key}"))
    # Screen readers read the description; the script shows the other.
    return (
        f'<button type="button" class="term" data-term="{key}" data-means="{means}" '
        f'aria-description="{means}">{escape(text)}</button>'
    )
