"""Words, files and data of the step on the network's layers."""

from typing import Any

from anomaly.ui.components.latent_map import latent_map_words
from anomaly.ui.lesson.context import LessonContext

WORDS = (
    "tabs", "flow", "map", "sizes", "size", "play", "stop", "slider", "rebuilt", "score", "none",
    "squares", *(f"stage_{stage}" for stage in range(7)),
)  # fmt: skip
NARROWER = (1, 2, 8)  # sizes of a code beside the bundled detector's 64
FILES = (
    *(f"bottleneck-{size}.safetensors" for size in NARROWER), "detector:autoencoder-1",
    "digits.png", "digits.json",
)  # fmt: skip


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return what the map says; networks and digits are bundled files."""
    return {"map": latent_map_words(lesson.trained.plan.normal)}
