"""Put the topics of a language together: each module of its folder holds some of the sentences."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from anomaly.text.formatting import Plural


def find_topics(language: ModuleType) -> list[ModuleType]:
    """Return the modules in a language's folder."""
    names = sorted(module.name for module in iter_modules(language.__path__))
    return [import_module(f"{language.__name__}.{name}") for name in names]


def merge(topics: list[ModuleType]) -> dict[str, str | Plural]:
    """Return the sentences of all topics.

    Raises
    ------
    ValueError
        If two topics have a key in common.
    """
    sentences: dict[str, str | Plural] = {}
    for topic in topics:
        if repeated := sentences.keys() & topic.SENTENCES.keys():
            raise ValueError(f"more than one sentence: {sorted(repeated)}")
        sentences |= topic.SENTENCES
    return sentences
