"""Put the topics of a language together."""

from types import ModuleType

from anomaly.text.formatting import Plural


def merge(topics: tuple[ModuleType, ...]) -> dict[str, str | Plural]:
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
