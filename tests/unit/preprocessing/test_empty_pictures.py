"""Files that show no digit: empty, only grain, only a dot, filled."""

import numpy as np
import numpy.typing as npt
import pytest

from anomaly.preprocessing.pipeline import trace
from tests.support.strokes import paint

ROWS = [np.array([(20.0, y), (260.0, y)]) for y in range(20, 270, 20)]


def _grain(level: float, deviation: float, *, of_colour: bool = False) -> npt.NDArray[np.uint8]:
    shape = (400, 400, 3) if of_colour else (400, 400)
    noise = np.random.default_rng(0).normal(level, deviation, shape)
    return np.clip(np.rint(noise), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        (np.zeros((40, 40), np.uint8), "picture.blank"),
        (np.full((40, 40), 255, np.uint8), "picture.blank"),
        (np.full((1, 1), 255, np.uint8), "picture.blank"),
        (np.full((40, 40, 3), (200, 30, 30), np.uint8), "picture.blank"),
        (np.full((40, 40, 4), (255, 255, 255, 0), np.uint8), "picture.blank"),
        (np.full((40, 40, 4), (255, 255, 255, 128), np.uint8), "picture.blank"),
        (_grain(235, 3), "picture.blank"),
        (_grain(128, 20), "picture.blank"),
        (_grain(128, 45, of_colour=True), "picture.blank"),
        (_grain(0, 20), "picture.blank"),
        (_grain(255, 45), "picture.blank"),
        (paint([np.array([(140.0, 140.0)])], 36), "picture.dot"),
        (paint(ROWS, 30), "picture.full"),
    ],
    ids=[
        "black", "white", "one pixel", "red", "transparent", "half transparent", "paper", "grey",
        "colours", "dark", "overexposed", "dot", "filled",
    ],
)  # fmt: skip
def test_a_file_without_a_digit_is_called_by_its_name(
    picture: npt.NDArray[np.uint8], problem: str
) -> None:
    traced = trace(picture, is_file=True)
    assert (traced.digit, traced.problem) == (None, problem)


def test_a_digit_of_dots_is_no_grain() -> None:
    picture = np.full((400, 400), 255, dtype=np.uint8)
    for x, y in [
        *((x, 80) for x in range(100, 300, 20)),
        *((300 - y, 80 + 2 * y) for y in range(0, 130, 10)),
    ]:
        picture[y - 5 : y + 5, x - 5 : x + 5] = 0
    assert trace(picture, is_file=True).digit is not None
