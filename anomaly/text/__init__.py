"""Sentences of the screens and the command line, by language, and how values are written."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module

from anomaly.text.formatting import Plural, fill, format_number
from anomaly.text.language import DEFAULT, FOLDERS, language
from anomaly.text.outside import as_markdown as as_markdown
from anomaly.text.outside import escape_markdown as escape_markdown
from anomaly.text.outside import printable as printable

MAX_DECIMALS = 9  # of a score that is written
SIGN_LABELS = (0, 1, 2)  # those that a person's own pictures have


def t(key: str, **values: object) -> str:
    """Return the sentence called `key` in the language in force, its blanks filled from `values`.

    Raises
    ------
    KeyError
        If there is no such sentence or a blank has no value.
    """
    sentence = _sentences()[key]
    return fill(sentence.form_for(values) if isinstance(sentence, Plural) else sentence, values)


class Message:
    """A sentence that is put into words where it is shown, in the language in force there.

    Parameters
    ----------
    key : str
    **values
        Of its blanks; they may be messages themselves.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return t(self.key, **self.values)


def _sentences() -> Mapping[str, str | Plural]:
    return sentences_in(language())


@lru_cache
def sentences_in(name: str) -> Mapping[str, str | Plural]:
    """Return all sentences of a language by their keys; the English one where it lacks one."""
    sentences: dict[str, str | Plural] = import_module(f"anomaly.text.{FOLDERS[name]}").SENTENCES
    return sentences if name == DEFAULT else {**sentences_in(DEFAULT), **sentences}


def display_name(family: str, name: str) -> str:
    """Return the display name of a detector, a setting, a choice or a recipe.

    Without a sentence for it, the name in the code is shown.
    """
    sentence = _sentences().get(f"{family}.{name}")
    return name.replace("_", " ").capitalize() if sentence is None else str(sentence)


def help_text(setting: str) -> str | None:
    """Return the explanation of a setting, or None if there is none."""
    sentence = _sentences().get(f"setting.{setting}_help")
    return None if sentence is None else str(sentence)


def explain_term(term: str) -> str:
    """Return a term of the glossary with its half-sentence, as a widget's help."""
    name, means = t(f"term.{term}"), t(f"means.{term}")
    return t("glossary.entry", name=name[0].upper() + name[1:], means=means)


def format_digits(labels: Sequence[int], of_signs: bool = False) -> str:
    """Return the names of digits, ascending: ``"1s"``, ``"1s, 4s and 7s"``.

    Parameters
    ----------
    labels : sequence of int
    of_signs : bool
        Whether they are those of a person's own pictures: ``"signs"``.
    """
    if of_signs:
        return _join([t(f"sign.many_{label}") for label in sorted(labels) if label in SIGN_LABELS])
    return _join([t("digits.one", label=label) for label in sorted(labels)])


def spell_digits(labels: Sequence[int], of_signs: bool = False) -> str:
    """Return the names of digits in words, ascending: ``"ones"``, ``"ones, fours and sevens"``."""
    if of_signs:
        return format_digits(labels, of_signs)
    return _join([t(f"digits.word_{label}") for label in sorted(labels)])


def format_label(label: int, of_signs: bool = False) -> str:
    """Return the name of one digit, ``"4"``, or of one of a person's own pictures."""
    return t(f"sign.one_{label}") if of_signs else str(label)


def name_sample(label: int, of_signs: bool = False) -> str:
    """Return the name of one sample in a sentence: ``"digit 4"``, ``"your sign"``."""
    name = format_label(label, of_signs)
    return name if of_signs else t("samples.name", label=name)


def join_text(kind: str, texts: Iterable[str]) -> str:
    """Return texts one after the other, as the language in force separates them.

    Parameters
    ----------
    kind : {"words", "parts", "sentences", "clauses"}
        What they are: words of an enumeration, parts with commas of their own, whole sentences, or
        sentences without a full stop.
    texts : iterable of str
    """
    return t(f"list.{kind}").join(texts)


def _join(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return t("digits.many", first=join_text("words", names[:-1]), last=names[-1])


def format_percent(share: float | None) -> str:
    """Return a share in percent, ``"100.0%"`` only for all and ``"0.0%"`` only for none."""
    if share is None or math.isnan(share):
        return t("share.unknown")
    tenths = math.floor(1000 * share + 0.5)
    if 0 < share < 1:
        tenths = min(999, max(1, tenths))
    return format_number(tenths / 1000, ".1%")


def format_share(share: float) -> str:
    """Return a share in words: ``"99.9% of"``, and ``"all"`` only for all."""
    return t("share.all") if share == 1 else t("share.part", percent=format_percent(share))


def format_score(score: float, decimals: int | None = None) -> str:
    """Return a score or a threshold, by default with one decimal or two significant figures."""
    if not math.isfinite(score):
        return t("share.unknown")
    if decimals is None:
        decimals = 1 if abs(score) >= 1 or score == 0 else 1 - math.floor(math.log10(abs(score)))
    return format_number(score, f".{decimals}f")


def format_score_beside(score: float, threshold: float, decimals: int) -> tuple[str, str]:
    """Return a score and a threshold, with more decimals where they would look equal."""
    shown = decimals_to_tell_apart(score, threshold, decimals, MAX_DECIMALS)
    if format_score(score, shown) == format_score(threshold, shown):
        shown = decimals
    return format_score(score, shown), format_score(threshold, shown)


def decimals_to_tell_apart(score: float, threshold: float, decimals: int, most: int) -> int:
    """Return the decimals with which a score does not look equal to a threshold.

    They are at least `decimals`, and `most` where not even these are enough.
    """
    enough = (
        shown
        for shown in range(decimals, most)
        if format_score(score, shown) != format_score(threshold, shown)
    )
    return next(enough, most)


def format_seconds(seconds: float) -> str:
    """Return a duration in words: ``"8 s"``, ``"3 min"``."""
    if not math.isfinite(seconds):
        return t("share.unknown")
    if seconds < 100:
        return t("time.seconds", seconds=math.ceil(seconds))
    return t("time.minutes", minutes=math.ceil(seconds / 60))
