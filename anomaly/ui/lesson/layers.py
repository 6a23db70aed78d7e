"""What the step on the network's layers shows."""

from typing import Any

from anomaly.ui.components.latent_map import latent_map_words
from anomaly.ui.lesson.context import LessonContext

WORDS = (
    "flow", "map", "sizes", "size", "play", "stop", "slider", "rebuilt", "score", "none",
    "lost", "squares", *(f"stage_{stage}" for stage in range(7)),
)  # fmt: skip
FILES = (
    *(f"bottleneck-{size}.safetensors" for size in (1, 2, 8)), "detector:autoencoder-1",
    "digits.png", "digits.json",
)  # fmt: skip


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return what the map says; networks and digits are bundled files."""
    return {"map": latent_map_words(lesson.trained.plan.normal)}
