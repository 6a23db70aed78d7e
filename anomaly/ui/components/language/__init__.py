"""The choice of a language, and the page's own mark of it."""

from pathlib import Path
from typing import TypedDict

from anomaly.text import sentences_in
from anomaly.text.language import DEFAULT, LANGUAGES, language
from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "language.js",
    '<nav class="languages"></nav>',
    [FOLDER / "language.css"],
    isolate_styles=False,
)


class LanguageMessage(TypedDict):
    """Message to the browser.

    Attributes
    ----------
    language : str
        The one in force.
    languages : list of (str, str)
        All there are, each with its name in itself.
    phrases : list of (str, str)
        Phrases of Streamlit's own, each with what takes its place; none for English.
    """

    language: str
    languages: list[tuple[str, str]]
    phrases: list[tuple[str, str]]


def choose_language() -> None:
    """Draw a link to the page in each other language, and mark the page as being in this one."""
    message: LanguageMessage = {
        "language": language(),
        "languages": list(LANGUAGES.items()),
        "phrases": [] if language() == DEFAULT else _phrases(),
    }
    _component(key="language", data=message, height="content")


def _phrases() -> list[tuple[str, str]]:
    here, english = sentences_in(language()), sentences_in(DEFAULT)
    return [(str(english[key]), str(here[key])) for key in english if key.startswith("widget.")]
