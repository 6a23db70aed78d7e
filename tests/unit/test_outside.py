"""Names from outside are shown as text, in every medium."""

from pathlib import Path

import pytest

from anomaly.errors import UserError
from anomaly.text import Message, as_markdown, escape_markdown, printable, t
from anomaly.text.language import LANGUAGES, use_language

NAMES = {
    "a\nb": r"a\nb",
    "\x1b[31mred": r"\x1b[31mred",
    "a\u202eb": r"a\u202eb",
    "\udcff.safetensors": r"\udcff.safetensors",
    "a\u2028b\x7f": r"a\u2028b\x7f",
    "数字 é–": "数字 é–",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_what_has_no_look_of_its_own_is_written_as_an_escape(name: str, shown: str) -> None:
    assert printable(name) == shown
    assert shown in str(UserError("store.damaged", file=name))
    assert shown in t("store.unwritable", folder=Path(name), reason="?")
    str(UserError("store.damaged", file=name)).encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_of_markdown_are_shown_as_they_are(language: str) -> None:
    name = "![x](http://a.example/b) **c** <i>"
    with use_language(language):
        plain = str(UserError("store.damaged", file=name))
        marked = as_markdown(UserError("store.damaged", file=name))
    assert name in plain
    assert r"\!\[x\]\(http\:" in marked
    assert marked.replace("\\", "") == plain


def test_signs_that_markdown_leaves_as_they_are_get_no_backslash() -> None:
    assert escape_markdown("（é） “x” = 5%, n’est") == "（é） “x” = 5%, n’est"
    assert escape_markdown("__x__ www.a.example") == r"\_\_x\_\_ www\.a\.example"


def test_a_sentence_within_a_sentence_is_escaped_once() -> None:
    inner = UserError("store.damaged", file="a_b*c")
    said = Message("cli.picture_skipped", name="x", reason=inner)
    assert r"a\_b\*c" in as_markdown(said)
    assert r"\\" not in as_markdown(said)
