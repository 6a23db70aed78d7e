"""Networks that fail, with the digits that they fail on."""

import json
from functools import lru_cache
from typing import Any

import numpy as np

from anomaly.figures.colours import HEAT
from anomaly.preprocessing.drawing import PLACE
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.ui.components.arrays import encode_array
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.files import FILES
from anomaly.ui.lesson.samples import SampleMessage, typical_samples

WORDS = (
    "tabs", "tab_eights", "tab_mixed", "tab_taught", "eights_text", "mixed_text", "taught_text",
    "sample_input", "own_input", "rebuilt", "difference", "histogram", "line", "waiting",
    "passes", "anomaly",
    "eights_score", "eights_absolute", "eights_relative", "eights_legend", "eights_rank",
    "eights_why", "eights_mended", "mixed_share", "mixed_legend", "mixed_caught", "taught_sample",
    "taught_teach", "taught_forget", "taught_legend", "taught_caught",
    "taught_unflagged", "closed_legend",
)  # fmt: skip
NETWORKS = (
    "detector:autoencoder-8", "mixed-0.safetensors", "mixed-10.safetensors",
    "mixed-30.safetensors", "taught.safetensors",
)  # fmt: skip
WIDTH = 18  # of the pen in pixels of the canvas
# A 1 with a flag and a foot: x, y, x, y, ... in places of the grid.
FLAGGED = ((68, 128, 104, 86, 142, 44, 140, 96, 137, 152, 134, 206), (66, 208, 134, 207, 206, 205))


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return what the experiments show.

    Parameters
    ----------
    lesson : LessonContext

    Returns
    -------
    dict
        ``table``, histograms as ``assets/lesson_failures.py`` makes them; ``samples``, a digit by
        the name of its experiment; ``flagged``, the strokes of a 1 with a flag and a foot;
        ``heat``, the colours of a difference.
    """
    one, nine = typical_samples(lesson, 1, 9)
    return {
        "table": _table(),
        "samples": {"eights": one, "mixed": nine, "taught": _flagged_one()},
        "flagged": [{"points": list(points), "width": WIDTH} for points in FLAGGED],
        "heat": list(HEAT),
    }


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads((FILES / "failures.json").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=1)
def _flagged_one() -> SampleMessage:
    strokes = [np.reshape(points, (-1, 2)) * PLACE for points in FLAGGED]
    digit = digit_from_strokes(strokes, WIDTH)
    assert digit is not None
    return {"label": 1, "pixels": encode_array((digit * 255).round(), "u1")}
