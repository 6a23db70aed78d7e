"""Terms of the field that explain themselves: half a sentence on hover, tap and focus.

A term is a button with its half-sentence in ``data-means``: in HTML of ours, by `with_terms`, or in
another component, by ``shared/terms.js``. One script on the page shows them all.
"""

import re
from html import escape
from pathlib import Path
from typing import TypedDict

from anomaly.text import t
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent
KEY = "terms"

_component = load_component(
    FOLDER / "terms.js",
    '<i class="terms" hidden></i>',
    [FOLDER / "terms.css"],
    isolate_styles=False,
)


class TermMessage(TypedDict):
    """A term as a component's script takes it: its name, and half a sentence."""

    name: str
    means: str


def explain_terms() -> None:
    """Show the half-sentence of any term on the page that is pointed at, tapped or focused."""
    _component(key=KEY, data={}, height="content")


def term_message(key: str) -> TermMessage:
    """Return a term of the glossary for a component's script."""
    return {"name": t(f"term.{key}"), "means": t(f"means.{key}")}


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
        parts += [escape(sentence[done:start]), _button(sentence[start:end], key)]
        done = end
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
        f'<button type="button" class="term" data-means="{means}" aria-description="{means}">'
        f"{escape(text)}</button>"
    )
