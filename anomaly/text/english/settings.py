"""Names and explanations of the settings of detectors and their training."""

SENTENCES: dict[str, str] = {
    "setting.unknown": "There is no setting called “{name}”. Known: {known}.",
    "setting.unreadable": "“{value}” is no value for {name}. Write for example latent=8, hidden=256,128 or one_cycle=false.",
    "setting.choice": "{name} is {value}; it must be one of {known}.",
    "plan.settings": "The detector {detector} takes settings of type {wanted}, not {given}.",
    "setting.range": "{name} is {value}; it must be from {low} to {high}.",
    "setting.told": "{name} {value}",
    "setting.latent": "Latent size",
    "setting.latent_help": (
        "How many numbers a digit is squeezed through. With few, even normal digits are rebuilt badly; "
        "with 784 there is no squeeze, and strange digits can pass."
    ),
    "setting.hidden": "Layers",
    "setting.hidden_help": (
        "Widths of the layers between picture and latent numbers; mirrored on the way back. Wider "
        "layers learn more and take longer."
    ),
    "setting.epochs": "Epochs",
    "setting.epochs_help": (
        "How often all training digits are gone through. More takes longer and gains less and less. With "
        "few digits an epoch is short, so the slider begins where “Least updates” (under “More "
        "settings”) is reached."
    ),
    "setting.learning_rate": "Learning rate",
    "setting.learning_rate_help": (
        "How far each batch moves the weights. Too small learns slowly; from about 0.03 the network "
        "breaks and rebuilds every digit the same."
    ),
    "setting.batch_size": "Batch size",
    "setting.batch_size_help": "Digits looked at between two changes of the weights. Larger is faster an epoch and needs more epochs.",
    "setting.least_updates": "Least updates",
    "setting.least_updates_help": (
        "With few digits an epoch is short; there are as many more epochs as these updates take."
    ),
    "setting.one_cycle": "Warm up, then anneal",
    "setting.one_cycle_help": "The learning rate rises and falls once (one-cycle), which allows larger steps.",
    "setting.weight_decay": "Weight decay",
    "setting.weight_decay_help": "Pulls weights towards zero; the article's is 0.00001.",
    "setting.channels": "Filters",
    "setting.channels_help": "Of the first layer; the second has twice as many. More see finer differences and take longer.",
    "setting.width": "Width of the layers",
    "setting.width_help": "Of the two layers between picture and code, on either side.",
    "setting.beta": "Price of the code",
    "setting.beta_help": "How much it costs to tell digits apart in the code. At 0 it is a plain autoencoder, at 1 the ELBO; much more, and all digits are rebuilt alike.",
    "setting.noise": "Noise in the picture",
    "setting.noise_help": "How far a pixel may be off before it counts, as a standard deviation. More noise makes the code dearer by comparison.",
    "setting.components": "Components",
    "setting.components_help": (
        "Directions in which normal digits vary most, which are kept. With few, even normal digits are "
        "rebuilt badly; with very many, strange digits can pass."
    ),
    "setting.directions": "Directions",
    "setting.directions_help": "Into how many directions the edges of strokes are sorted, all around the circle.",
    "setting.evenness": "Evenness",
    "setting.evenness_help": (
        "How evenly differences count. With 0, one counts the more the less normal digits vary in it, "
        "and noise comes to the fore; with 1,000 all count alike."
    ),
    "setting.neighbours": "Neighbours",
    "setting.neighbours_help": "How many of the normal digits most like it a digit is compared with.",
    "setting.restraint": "Restraint",
    "setting.restraint_help": (
        "Keeps a digit from being put together too freely out of its neighbours. With little, strange "
        "digits are met too well; with much, each is compared with its neighbours' mean."
    ),
    "setting.score": "Score",
    "setting.score_help": "What makes a digit strange. It changes the score alone, not what is learned.",
    "setting.cycle": "Weight of rebuilding",
    "setting.cycle_help": (
        "How much it counts in training that a digit comes back as itself. With 0, as in the paper, "
        "it often comes back as another of its kind."
    ),
    "setting.alpha": "Weight of the difference",
    "setting.alpha_help": (
        "How much of the score is the difference in the pixels; the rest is what the critic sees. "
        "The paper's is 0.9."
    ),
    "setting.discriminator": "What the critic adds",
    "setting.discriminator_help": (
        "How differently the critic reads the digit and what was made of it, or how far it takes the "
        "digit for one that was made up."
    ),
    "setting.divergence": "Price of the code",
    "setting.divergence_help": (
        "How much it costs to tell digits apart in the code. More, and all digits are rebuilt more "
        "alike."
    ),
    "setting.adversarial": "Weight of the critic",
    "setting.adversarial_help": "How much it counts whether what is rebuilt passes for a real digit.",
    "setting.search_steps": "Steps of the search",
    "setting.search_steps_help": (
        "How often the digit that is made is changed to be more like the one to judge. The paper's "
        "search takes 500."
    ),
    "setting.search_rate": "Step size of the search",
    "setting.search_rate_help": "How far each step goes.",
    "setting.discrimination": "What the critic adds",
    "setting.discrimination_help": (
        "How much of the score is the difference in what the critic sees; the rest is that in the "
        "pixels. The paper's is 0.1."
    ),
    "setting.prior": "Keeping to usual digits",
    "setting.prior_help": (
        "What it costs the search to turn to digits that are seldom made. With 0, as in the paper, "
        "it often finds strange digits too."
    ),
    "setting.most_digits": "Normal training digits",
    "setting.most_digits_help": "How many normal digits it learns from. With one it learns that one by heart.",
    "setting.contamination": "Anomalies among them",
    "setting.contamination_help": (
        "Strange digits mixed in unnoticed, as happens with real data. What is learned is no longer strange. "
        "The digits held out stay clean."
    ),
    "setting.seed": "Seed",
    "setting.seed_help": "Where chance begins: first weights and the order of digits. The same seed gives the same detector.",
    "choice.elbo": "Negative ELBO",
    "choice.features": "Difference in its features",
    "choice.cross_entropy": "Its doubt (cross-entropy)",
    "choice.absolute": "Sum of differences",
    "choice.squared": "Sum of squared differences",
    "choice.relative": "Squared differences as a share of the ink",
}
