"""Sentences on the map of codes."""

SENTENCES: dict[str, str] = {
    "latent.title": "Map",
    "latent.lost": "The network did not arrive, so there is no map. Open this again when the connection is back.",
    "latent.train": "Codes of unseen digits: the plane in which {normal} vary most has {share} of their variance.",
    "latent.x": "first axis",
    "latent.y": "second axis",
    "latent.map": "Map of the codes of unseen digits",
    "latent.explore": "Look around",
    "latent.walk": "Walk A to B",
    "latent.point": "Place of the picture",
    "latent.from": "A, where the walk begins",
    "latent.to": "B, where the walk ends",
    "latent.decoded": "Made from this place",
    "latent.nearest": "Nearest: an unseen {{label}}",
    "latent.digit": "Unseen {{label}}",
    "latent.score": "score {{score}}",
    "latent.inhabited": "Unseen {normal} are near here.",
    "latent.empty": "None of the unseen {normal} is near here: the decoder makes this picture up.",
    "latent.code": "Through the code",
    "latent.pixels": "Pixels mixed",
    "latent.along": "A to B",
    "latent.along_text": "{{percent}}% of the way: score {{code}} through the code, {{pixels}} with pixels mixed",
    "latent.what": (
        "Each mark is a digit that was not trained on. Digits with like codes are near each other and look "
        "alike. Walk from A to B: through the code each picture on the way is a digit, mixing pixels shows "
        "two faint ones."
    ),
    "latent.line": (
        "A code of one number is a line: only left and right mean something. The dots are spread in height so that "
        "they can be seen."
    ),
    "latent.whole": "A code of two numbers: the map shows all of it.",
    "latent.part": (
        "The map shows {{share}} of the variance of these codes of {{count}} numbers. What is decoded has the other "
        "{{rest}} directions at their mean."
    ),
    "latent.legend_normal": "unseen {normal}",
    "latent.legend_other": "other digits",
    "latent.legend_drawing": "your drawing",
    "latent.legend_empty": "no {normal} here",
    "latent.tiles": "show all as made",
}
