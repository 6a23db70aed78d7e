"""Sentences about detectors, their training, and stored models."""

SENTENCES: dict[str, str] = {
    "detector.unknown": "There is no detector called “{name}”. Known: {known}.",
    "detector.unknown_recipe": "There is no recipe called “{name}”. Known: {known}.",
    "detector.autoencoder": "Autoencoder",
    "detector.convolutional": "Convolutional autoencoder",
    "detector.vae": "Variational autoencoder",
    "detector.gradients": "Oriented gradients",
    "detector.pca": "Principal components",
    "detector.nearest": "Nearest digits",
    "detector.anogan": "AnoGAN",
    "detector.efficientgan": "EfficientGAN",
    "detector.anovaegan": "AnoVAEGAN",
    "device.missing": "This machine has no {name} device. Use auto or cpu.",
    "training.nothing": (
        "Training was stopped before its first epoch ended, so there is nothing to keep."
    ),
    "detector.no_score": (
        "This detector's scores are no numbers that could be shown: its weights are too large. Choose "
        "another detector, or train this one again."
    ),
    "training.diverged": (
        "Training went astray in its first epoch: the loss is no number, so there is nothing to "
        "keep. Train with a lower learning rate."
    ),
    "training.diverged_late": (
        "Training went astray in epoch {epoch}: the loss is no number. Epoch {kept}, the last good "
        "one, is kept. Train with a lower learning rate."
    ),
    "training.problem_of": "{name}: {problem}",
    "training.collapsed_early": (
        "Stopped after epoch {epoch}, the network still makes nearly the same picture of every digit, "
        "so its scores say little. Train longer, or with a lower learning rate."
    ),
    "training.collapsed": (
        "With seed {seed} the training has collapsed: whatever the network is given, it makes nearly "
        "the same picture, so its scores say little. Train with another seed, a lower learning rate "
        "or a smaller network."
    ),
    "adapt.no_examples": "There is no example to learn from. Give one picture at least.",
    "adapt.no_pictures": (
        "The examples are no pictures of 28 × 28 intensities from 0 to 1. Take them as `to_digit` or "
        "`digit_from_strokes` returns them."
    ),
    "adapt.strokes": (
        "There are strokes of {strokes} drawings for {count} pictures. Give strokes for each picture, "
        "or None where it has none."
    ),
    "adapt.too_many": "There are more than {limit} examples of a kind. Choose those that differ most.",
    "adapt.again": (
        "This detector was taught examples already. Teach the one it was made from, with all examples "
        "together."
    ),
    "adapt.signs": (
        "This detector was trained on signs of your own. Add the picture to them, and train again."
    ),
    "adapt.not_storable": (
        "Detectors of the kind “{detector}” cannot be taught: what they have learned cannot be taken "
        "up again. Choose one of the program's own."
    ),
    "adapt.stopped": "Teaching was stopped before its end, and the detector is as it was.",
    "adapt.few": (
        "Learned from {count} of yours: too few to know how your hand varies. Its threshold is "
        "mostly a guess until there are {enough}."
    ),
    "jobs.dropped": "Nobody watched the training any more, so it was given up. Train again.",
    "jobs.full": "{count} trainings are under way or waiting. Try again in a minute.",
    "jobs.yours": (
        "{count} trainings of yours are under way or waiting. Wait until one has ended, or stop one."
    ),
    "jobs.gave_way": (
        "Many people wait, and you have the most trainings waiting, so this one was given up. Train again "
        "when another of yours has ended."
    ),
    "jobs.fitting_too_long": (
        "This training would take about {time}, and {limit} are allowed here. Choose fewer epochs, a larger "
        "batch, a smaller network or fewer digits."
    ),
    "jobs.scoring_too_long": (
        "Scoring after this training would make it take about {time}, and {limit} are allowed here. Choose "
        "fewer search steps, or a smaller network."
    ),
    "jobs.batch_too_long": (
        "A single batch of this training would take {seconds:.0f} s, in which nobody else has a turn; {limit:.0f} s "
        "are allowed. Choose a smaller batch, or a smaller network."
    ),
    "jobs.minutes": (
        "ANOMALY_MAX_TRAINING_MINUTES is “{given}”, which is no number of minutes. {used:.0f} are used."
    ),
    "jobs.failed": (
        "Training ended with an error ({reason}), and nothing is kept. Try other settings; the "
        "server's log tells more."
    ),
    "jobs.process_ended": (
        "The process that trains has ended unexpectedly, perhaps for want of memory, and nothing is "
        "kept. Train again, with smaller settings if it happens twice."
    ),
    "jobs.no_process": (
        "The process that trains could not be started ({reason}). Free some memory, then train again."
    ),
    "job.waiting": "Waiting: {count} ahead of this training",
    "job.starting": "Learning {normal}: about to begin",
    "job.measuring": "Learning {normal}: measuring how long it takes",
    "job.scoring": (
        "Learned {normal}; scoring the digits held out after epoch {epoch}: {share:.0%}, {left} left"
    ),
    "job.behind": "{sentence} (others’ turns before its next: {count})",
    "job.running": "Learning {normal}: epoch {epoch} of {epochs}, {left} left",
    "job.paused": "Paused in epoch {epoch} of {epochs}",
    "job.paused_after": "Paused after epoch {epoch} of {epochs}",
    "job.ended": "Your training has ended.",
    "job.see": "See it on the Train page",
    "store.foreign": "{file} is not a detector made by this program. Train it again.",
    "store.damaged": "{file} is damaged and is not used. Delete it or train it again.",
    "store.newer": "{file} was made by another version of this program. Train it again.",
    "store.not_taken": "This file is damaged, or no model of this program, so it was not taken.",
    "store.not_working": (
        "This file is a model of this program, but it does not work: what it answers are no pictures "
        "and scores. It was not taken. Train it again where it comes from."
    ),
    "store.newer_upload": "This file was made by another version of this program, so it was not taken.",
    "store.too_large": "This file is larger than {limit} MB, so it is not a detector made by this program.",
    "store.undeletable": "{file} could not be deleted ({reason}). Check the folder's permissions.",
    "store.unwritable": (
        "The trained detector could not be stored under {folder} ({reason}). It works until the "
        "program ends; free some space or make the folder writable to keep it."
    ),
    "memory.busy": "Others have large models read at this moment. Try again in a minute.",
    "model.no_room": (
        "The models in use fill the memory, so this one is not read, and this is the default recipe's. "
        "Try again once others have closed theirs."
    ),
    "model.testing": "Scoring some of the digits in use, which takes this detector a few seconds, once.",
    "model.gone": "The model asked for is not stored here, or not any more, so this is the default recipe's.",
    "plan.recipe": "Recipe",
    "plan.recipe_help": "A recipe is a set of settings with a name; choosing one fills them in. “Article” has those of the article this app grew from. None is marked once you change a setting.",
    "plan.more": "More settings",
    "plan.all": "all",
    "plan.no_layers": "none",
    "plan.told_digits": "training digits: {count:,}",
    "plan.told_contamination": "{share:.0%} anomalies mixed in",
    "plan.told_seed": "seed {seed}",
    "plan.on": "on",
    "plan.off": "off",
    "plan.complete": "{epochs}",
    "plan.collapsed": "{epochs}, collapsed",
    "plan.stopped": "{epoch} of {epochs}, stopped",
    "plan.diverged": "{epoch} of {epochs}, went astray",
    "recipe.default": "Default",
    "recipe.article": "Article",
    "recipe.squared": "Squared",
    "recipe.relative": "By ink",
}
