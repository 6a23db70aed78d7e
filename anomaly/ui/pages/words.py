"""The Words screen: every term of the glossary, to search and to print."""

from html import escape

import streamlit as st

from anomaly.text import t
from anomaly.text.language import LANGUAGES, language, use_language
from anomaly.text.terms import TOPICS
from anomaly.ui.components.words import show_words
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.session import current_context, session
from anomaly.ui.session.threshold import current_threshold


def page() -> None:
    """Draw the whole screen."""
    navigation, context = session().navigation, current_context()
    st.html(f'<p class="lead">{t("words.lead")}</p><p class="words-how">{t("words.how")}</p>')
    st.html(all_terms())
    show_words(navigation.term)
    navigation.term = ""
    write_address(view_of(context, current_threshold(context.trained, context.anomalous)))


def all_terms() -> str:
    """Return the glossary as HTML in which each term is an element with its key as id."""
    return "".join(_topic(name, terms) for name, terms in TOPICS.items())


def _topic(name: str, terms: tuple[str, ...]) -> str:
    entries = "".join(map(_entry, terms))
    return f'<section class="words"><h2>{t(f"words.{name}")}</h2><dl>{entries}</dl></section>'


def _entry(term: str) -> str:
    """Return a term as HTML: its name, the same in the other languages, and what it means."""
    name, means = (escape(_begin(t(f"{part}.{term}"))) for part in ("term", "means"))
    others = "".join(f" {_in_language(term, other)}" for other in LANGUAGES if other != language())
    means = t("words.means", means=means)
    return f'<div id="{term}"><dt>{name}{others}</dt><dd>{means}</dd></div>'


def _in_language(term: str, name: str) -> str:
    here = t(f"term.{term}")
    with use_language(name):
        there = t(f"term.{term}")
    return "" if there == here else f'<small lang="{name}">{escape(there)}</small>'


def _begin(text: str) -> str:
    return text[0].upper() + text[1:]
