"""Twelve pictures of digits, one of which is no 1."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.samples import sheet_address
from anomaly.ui.lesson.context import LessonContext

COUNT = 12
ODD_LABEL = 4  # of the one that does not belong: close enough to a 1 to be looked for
SEED = 5
INK = 100  # of 255; fainter pixels are the edge of a stroke


def data(lesson: LessonContext) -> dict[str, Any]:
    """Return the pictures, of test digits in use.

    Parameters
    ----------
    lesson : LessonContext

    Returns
    -------
    dict
        ``sheet``, the pictures side by side as the data address of a PNG; ``count``; ``odd``, the
        index of the one that is no 1; ``label``, its digit; ``strokes``, how many lines each
        picture has side by side at most, for those who hear the page.
    """
    generator = np.random.default_rng(SEED)
    odd = int(generator.integers(COUNT // 4, COUNT))
    rows = generator.choice(_usual_ones(lesson.trained), COUNT, replace=False)
    rows[odd] = generator.choice((lesson.digits.test.labels == ODD_LABEL).nonzero()[:, 0])
    pictures = lesson.digits.test.pixels[rows].numpy()  # (12, 28, 28)
    return {
        "sheet": sheet_address(pictures),
        "count": COUNT,
        "odd": odd,
        "label": ODD_LABEL,
        "strokes": [_strokes_side_by_side(picture) for picture in pictures],
    }


def _strokes_side_by_side(picture: NDArray[np.uint8]) -> int:
    """Return the largest number of separate runs of ink in a row of a picture, (28, 28)."""
    is_ink = np.pad(picture >= INK, ((0, 0), (1, 0)))  # (28, 29)
    begins = is_ink[:, 1:] & ~is_ink[:, :-1]
    return int(begins.sum(1).max())


def _usual_ones(trained: TrainedDetector) -> NDArray[np.int64]:
    """Return the rows of that half of the test 1s whose scores are lower."""
    is_one = trained.test_labels == 1
    scores = trained.test_scores[is_one]
    rows: NDArray[np.int64] = trained.test_rows[is_one][scores <= scores.median()].numpy()
    return rows
