"""Words and files of the step on a training; `assets/make_lesson.py` makes the files."""

WORDS = (
    "given", "network", "choices", "choice_nine", "choice_smear", "choice_nothing", "drawing",
    "one", "nine", "rebuilt", "score", "none", "loss", "ones", "nines", "play", "stop",
    "slider", "epoch", "said", "small",
)  # fmt: skip
CHECKPOINTS = (0, 1, 2, 3, 4, 6, 8, 12)
FILES = (
    *(f"epoch-{epoch}.safetensors" for epoch in CHECKPOINTS), "epochs.json", "digits.png",
    "digits.json",
)  # fmt: skip
