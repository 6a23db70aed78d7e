"""The map of codes, for other components: what it says, and its style sheets.

It has no message of its own. A component that shows it imports `map.js`, gives it a network and
digits in the page, and sends these words.
"""

from collections.abc import Iterable
from pathlib import Path

from anomaly.text import format_digits, t

FOLDER = Path(__file__).parent
STYLES = (FOLDER / "latent_map.css", FOLDER / "latent_walk.css")
WORDS = (
    "map", "explore", "walk", "point", "from", "to", "decoded", "nearest", "digit", "score",
    "inhabited", "empty", "code", "pixels", "along", "along_text", "what", "line", "whole", "part",
    "legend_normal", "legend_other", "legend_drawing", "legend_empty", "tiles",
)  # fmt: skip


def latent_map_words(normal: Iterable[int]) -> dict[str, str]:
    """Return what a map of a detector's codes says, with blanks that the page fills.

    Parameters
    ----------
    normal : iterable of int
        The detector's normal digits.
    """
    names = format_digits(tuple(normal))
    return {word: t(f"latent.{word}", normal=names) for word in WORDS}
