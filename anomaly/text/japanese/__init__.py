"""The sentences in Japanese, by topic."""

from anomaly.text.japanese import (
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
