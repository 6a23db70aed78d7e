"""Sentences of the Train page."""

SENTENCES: dict[str, str] = {
    "train.title": "Train",
    "train.lead": "Watch a detector learn to rebuild one kind of digit, and fail at all others.",
    "train.train": "Train",
    "train.again": "Train again",
    "train.instead": "Stop, and train this",
    "train.other": "This training goes on with the settings it began with. If you train these, it is stopped and kept as it was after its last epoch.",
    "train.told_whole": "The detector for {normal}: {seconds}, epochs: {ending}.",
    "train.told_bundled": "The detector for {normal} came ready trained, epochs: {ending}.",
    "train.told_part": "The detector for {normal}, as it was after epoch {ending}: {seconds}.",
    "train.try": "Try it in the playground",
    "train.changed": "The settings changed: what is shown was trained with others. Train again.",
    "train.draw": "Your drawing",
    "train.slow": "Slow motion",
    "train.slow_help": "The whole training takes about {seconds} seconds, so that you can watch it learn.",
    "train.soon": "The first pictures come with the first batch.",
    "train.rows": "From top to bottom: the digit, what the detector makes of it, and where the two differ. Below, the score.",
    "train.first_epoch": "Loss and scores come with the first epoch.",
    "train.pause": "Pause",
    "train.resume": "Go on",
    "train.step": "One epoch",
    "train.stop": "Stop and keep",
    "train.leave": "Leave",
    "train.company": (
        "{count} more watching this training, so it cannot be paused or slowed down; it goes on if you "
        "leave."
    ),
    "train.epoch": "Go back through the epochs",
    "train.epoch_of": "{epoch} of {epochs}",
    "train.no_epochs": "Only the result of this training was kept. Train again to watch its epochs.",
    "train.bundled": "This detector came ready trained. Press Train to watch one learn, and to go back through its epochs.",
    "train.own": "yours",
    "train.digit": "a {label}",
    "train.caption": "{name}: {score}",
    "train.loss": "Loss by epoch",
    "train.auroc": "AUROC {area:.4f}: {normal} against {anomalous}",
}
