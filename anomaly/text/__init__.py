"""Every sentence a person reads, by language, for the screens and the command line alike."""

import math
from collections.abc import Sequence

from anomaly.text.english import SENTENCES


def say(key: str, **values: object) -> str:
    """Return the sentence called `key` with its blanks filled from `values`.

    Raises
    ------
    KeyError
        If there is no such sentence or a blank has no value.
    """
    return SENTENCES[key].format(**values)


def name_part(family: str, name: str) -> str:
    """Return what a person calls a detector, a setting, a choice or a recipe.

    Of one that no sentence is written for yet, the name in the code is shown.
    """
    return SENTENCES.get(f"{family}.{name}", name.replace("_", " ").capitalize())


def explain(setting: str) -> str | None:
    """Return what a setting does, where a sentence says so."""
    return SENTENCES.get(f"setting.{setting}_help")


def name_digits(labels: Sequence[int]) -> str:
    """Return digits as a person would name them, ascending: ``"1s"``, ``"1s, 4s and 7s"``."""
    names = [say("digits.one", label=label) for label in sorted(labels)]
    if len(names) < 2:
        return "".join(names)
    return say("digits.many", first=", ".join(names[:-1]), last=names[-1])


def name_percent(share: float | None) -> str:
    """Return a share in percent, ``"100.0%"`` only for all and ``"0.0%"`` only for none."""
    if share is None or math.isnan(share):
        return say("share.unknown")
    tenths = math.floor(1000 * share + 0.5)
    if 0 < share < 1:
        tenths = min(999, max(1, tenths))
    return f"{tenths / 10:.1f}%"


def name_share(share: float) -> str:
    """Return a share of all as a person would: ``"99.9% of"``, and ``"all"`` only for all."""
    return say("share.all") if share == 1 else say("share.part", percent=name_percent(share))


def name_score(score: float, decimals: int | None = None) -> str:
    """Return a score or a threshold as it is shown, by default with one decimal or two figures."""
    if not math.isfinite(score):
        return say("share.unknown")
    if decimals is None:
        decimals = 1 if abs(score) >= 1 or score == 0 else 1 - math.floor(math.log10(abs(score)))
    return f"{score:.{decimals}f}"


def name_seconds(seconds: float) -> str:
    """Return a time as a person would say it: ``"8 s"``, ``"3 min"``."""
    if not math.isfinite(seconds):
        return say("share.unknown")
    if seconds < 100:
        return say("time.seconds", seconds=math.ceil(seconds))
    return say("time.minutes", minutes=math.ceil(seconds / 60))
