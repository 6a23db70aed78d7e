"""Reading pictures with 16 bits a colour, which mostly use a part of their range."""

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.pipeline import to_digit, trace
from tests.support.pictures import encode, png
from tests.support.strokes import draw

SEVEN = Image.fromarray(draw(7, "plain", 16))
Levels = npt.NDArray[np.uint16]
SEVEN_LEVELS = np.asarray(SEVEN.convert("L"), dtype=np.uint16)


@pytest.mark.parametrize(
    "levels",
    [
        SEVEN_LEVELS,
        SEVEN_LEVELS * 4,
        SEVEN_LEVELS * 16,
        SEVEN_LEVELS * 16 + 32768,
        65535 - SEVEN_LEVELS * 16,
        30000 - SEVEN_LEVELS * 2,
    ],
    ids=["8 bits", "10 bits", "12 bits", "signed 12 bits", "inverted 12 bits", "pale"],
)
def test_16_bit_grey_is_stretched_to_the_range_that_it_uses(levels: Levels) -> None:
    pixels = read_picture(encode(Image.fromarray(levels.astype(np.uint16))))
    assert np.ptp(pixels[:, :, 0]) == 255
    digit, expected = to_digit(pixels), to_digit(np.asarray(SEVEN))
    assert digit is not None
    assert expected is not None
    assert np.abs(digit - expected).sum() < 0.1 * expected.sum()


def _png_of_16_bits(levels: Levels) -> bytes:
    """Return a PNG of levels (H, W, C), which Pillow does not write for colours."""
    height, width, channels = levels.shape
    colour_type = {2: 4, 3: 2, 4: 6}[channels]
    rows = levels.astype(">u2").reshape(height, -1)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    return png(width, height, lines, bits=16, colour_type=colour_type)


@pytest.mark.parametrize("channels", [2, 3, 4])
@pytest.mark.parametrize("factor", [16, 257])
def test_16_bit_colours_are_stretched_too(channels: int, factor: int) -> None:
    levels = np.repeat(SEVEN_LEVELS[:, :, None] * np.uint16(factor), channels, axis=2)
    if channels != 3:
        levels[:, :, -1] = 65535
    digit = to_digit(read_picture(_png_of_16_bits(levels)))
    expected = to_digit(np.asarray(SEVEN))
    assert digit is not None
    assert expected is not None
    assert np.abs(digit - expected).sum() < 0.2 * expected.sum()


def test_white_ink_on_nothing_stays_white_in_16_bits() -> None:
    levels = np.full((280, 280, 4), 65535, dtype=np.uint16)
    levels[:, :, 3] = SEVEN_LEVELS * 257
    pixels = read_picture(_png_of_16_bits(levels))
    assert pixels[:, :, :3].min() == 255


@pytest.mark.parametrize("level", [0, 300, 30000, 65535])
@pytest.mark.parametrize("grain", [0.0, 0.4, 3.0, 300.0])
def test_an_empty_16_bit_scan_stays_empty(level: int, grain: float) -> None:
    noise = np.random.default_rng(0).normal(0, grain, (300, 300))
    levels = np.clip(np.rint(level + noise), 0, 65535).astype(np.uint16)
    for data in (
        encode(Image.fromarray(levels)),
        _png_of_16_bits(np.repeat(levels[:, :, None], 3, axis=2)),
    ):
        assert trace(read_picture(data), is_file=True).problem == "picture.blank"
