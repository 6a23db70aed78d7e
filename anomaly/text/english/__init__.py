"""The sentences in English, by topic."""

from anomaly.text.english import (
    benchmark,
    cli,
    corruptions,
    data,
    evaluation,
    glossary,
    interchange,
    latent_map,
    lesson,
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
from anomaly.text.topics import merge

TOPICS = (
    benchmark, cli, corruptions, data, evaluation, glossary, interchange, latent_map, lesson,
    limits, own_sign, pictures, playground, screens, settings, signs, teaching, train_page,
    training,
)  # fmt: skip

SENTENCES = merge(TOPICS)
