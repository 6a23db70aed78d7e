"""The language of a session: of its link, else as it was chosen before, else the browser's."""

from dataclasses import dataclass

import streamlit as st

from anomaly.text.language import accepted_language, find_language, set_language_source
from anomaly.ui.session import _compat

KEY = "anomaly_language"  # in Streamlit's dictionary; apart from `Session`, which loads PyTorch
PARAMETER = "lang"  # of a link
COOKIE = "anomaly_lang"  # written by `anomaly/ui/components/language/language.js`


@dataclass(frozen=True)
class SessionLanguage:
    """The language of a session, the same from its first run to its last.

    Attributes
    ----------
    name : str
        A key of `anomaly.text.language.LANGUAGES`.
    is_linked : bool
        Whether the link asked for it; further links from the session do so as well.
    """

    name: str
    is_linked: bool


def speak_language_of_sessions() -> None:
    """Put sentences into the language of the session that a script runs for."""
    set_language_source(_language_here)


def session_language() -> SessionLanguage:
    """Return the language of the session that the running script belongs to."""
    found = st.session_state.get(KEY)
    if not isinstance(found, SessionLanguage):
        found = st.session_state[KEY] = _choose()
    return found


def _language_here() -> str | None:
    return session_language().name if _compat.is_script() else None


def _choose() -> SessionLanguage:
    linked = find_language(st.query_params.get(PARAMETER))
    if linked is not None:
        return SessionLanguage(linked, is_linked=True)
    own = find_language(st.context.cookies.get(COOKIE), st.context.locale)
    accepted = accepted_language(st.context.headers.get("Accept-Language"))
    return SessionLanguage(own or accepted, is_linked=False)
