"""The look of the page Words, on the screen and on paper, and the way to one of its terms."""

from pathlib import Path
from typing import TypedDict

from anomaly.ui.components.loader import load_component

FOLDER = Path(__file__).parent

_component = load_component(
    FOLDER / "words.js",
    '<i class="to-word" hidden></i>',
    [FOLDER / "words.css"],
    isolate_styles=False,
)


class WordsMessage(TypedDict):
    """Message to the browser: the key of the term to go to; empty for the address' own."""

    term: str


def show_words(term: str) -> None:
    """Go to a term, each being an element of the page with its key as id."""
    message: WordsMessage = {"term": term}
    _component(key="words", data=message, height="content")
