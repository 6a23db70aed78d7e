"""Wrapping of text by the columns that it takes in one width of type, where Japanese takes two."""

import re
from collections.abc import Iterator

from wcwidth import width as columns

WIDE = r"\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"  # scripts written without spaces
HIRAGANA = "ぁ-ゖ"
OPENING = "（「『"
CLOSING = "、。）」』！？…"
# A word or a value between spaces. In Japanese what is commonly read as a unit: a word with the
# particle or the ending that follows it in hiragana, and the marks around both.
PHRASE = re.compile(
    rf"(\s*)([{OPENING}]*[^\s{HIRAGANA}{OPENING}{CLOSING}]*[{HIRAGANA}]*[{CLOSING}]*)"
)
# What is never broken: a word or a value, or one Japanese character, with its marks.
PIECE = re.compile(
    rf"[{OPENING}]*(?:[^\s{WIDE}]+|.)[{CLOSING}：〜ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]*"
)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns.

    Japanese is broken between phrases, and within a phrase only where it is longer than a line.
    Words and values of other scripts stay whole even then.

    Parameters
    ----------
    text : str
        Its line ends and repeated blanks count as one blank each.
    width : int

    Returns
    -------
    list of str
    """
    lines: list[str] = []
    for space, part in _parts(text.strip(), width):
        if lines and columns(lines[-1] + space + part) <= width:
            lines[-1] += space + part
        else:
            lines.append(part)
    return lines


def _parts(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what is not to be broken, each with the blank before it."""
    for space, phrase in PHRASE.findall(text):
        before = " " if space else ""
        for piece in PIECE.findall(phrase) if columns(phrase) > width else filter(None, [phrase]):
            yield before, piece
            before = ""
