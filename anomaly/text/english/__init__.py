"""The sentences in English, by topic."""

from types import ModuleType

from anomaly.text.english import (
    benchmark,
    cli,
    corruptions,
    data,
    evaluation,
    glossary,
    interchange,
    limits,
    own_sign,
    pictures,
    playground,
    screens,
    settings,
    signs,
    teaching,
    train_page,
    training,
)

TOPICS = (
    benchmark, cli, corruptions, data, evaluation, glossary, interchange, limits, own_sign,
    pictures, playground, screens, settings, signs, teaching, train_page, training,
)  # fmt: skip


def merge(topics: tuple[ModuleType, ...]) -> dict[str, str]:
    """Return the sentences of all topics.

    Raises
    ------
    ValueError
        If two topics have a key in common.
    """
    sentences: dict[str, str] = {}
    for topic in topics:
        if repeated := sentences.keys() & topic.SENTENCES.keys():
            raise ValueError(f"more than one sentence: {sorted(repeated)}")
        sentences |= topic.SENTENCES
    return sentences


SENTENCES = merge(TOPICS)
