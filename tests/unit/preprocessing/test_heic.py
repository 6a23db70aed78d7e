"""Reading HEIC pictures, in a process of its own."""

import io
import struct
import subprocess
import sys

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from anomaly.errors import UserError
from anomaly.preprocessing.image_file import MAX_SIDE, read_picture
from anomaly.preprocessing.pipeline import to_digit
from tests.support.pictures import encode
from tests.support.strokes import draw

SEVEN = Image.fromarray(draw(7, "plain", 16))
HEIC = encode(SEVEN, "HEIF")


def _claim(heic: bytes, side: int) -> bytes:
    """Have a picture state another size than it has."""
    size = heic.index(b"ispe") + 8
    return heic[:size] + struct.pack(">II", side, side) + heic[size + 8 :]


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_every_kind_of_heic_is_read(mode: str) -> None:
    pixels = read_picture(encode(SEVEN.convert(mode), "HEIF", quality=90))
    assert pixels.shape == (280, 280, 4)
    digit, expected = to_digit(pixels), to_digit(np.asarray(SEVEN))
    assert digit is not None
    assert expected is not None
    assert np.abs(digit - expected).sum() < 0.3 * expected.sum()


def test_a_heic_of_tiles_with_more_than_8_bits_is_read() -> None:
    grey = np.asarray(SEVEN.convert("RGB"), dtype="<u2") * 257
    deep = pillow_heif.from_bytes("RGB;16", SEVEN.size, grey.tobytes())
    file = io.BytesIO()
    deep.save(file, quality=90, tile_size=128)
    assert to_digit(read_picture(file.getvalue())) is not None


def test_a_heic_taken_sideways_is_turned_upright() -> None:
    image = Image.new("RGB", (80, 40), "white")
    image.paste("black", (0, 0, 20, 40))
    image.getexif()[0x0112] = 6
    pixels = read_picture(encode(image, "HEIF"))
    assert pixels.shape == (80, 40, 4)
    assert pixels[:16, :, 0].max() < 60
    assert pixels[24:, :, 0].min() > 200


def test_a_large_heic_is_made_smaller() -> None:
    pixels = read_picture(encode(Image.new("L", (3600, 900), 200), "HEIF"))
    assert pixels.shape == (MAX_SIDE // 4, MAX_SIDE, 4)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (HEIC[:40], "picture.unreadable"),
        (HEIC[:12] + bytes(400), "picture.unreadable"),
        (HEIC[:-200], "picture.damaged"),
        (_claim(HEIC, 10_000), "picture.too_many_pixels"),
        (_claim(HEIC, 70_000), "picture.too_many_pixels"),
        (_claim(HEIC, 20), "picture.damaged"),
        (_claim(HEIC, 0), "picture.unreadable"),
    ],
    ids=[
        "a name", "nothing", "cut", "100 megapixels", "4900 megapixels", "fewer pixels", "none",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, key: str) -> None:
    with pytest.raises(UserError) as raised:
        read_picture(data)
    assert raised.value.key == key


def test_the_decoder_of_heic_is_loaded_by_no_other_picture() -> None:
    code = "import anomaly, sys; anomaly.read_picture(sys.stdin.buffer.read()); "
    code += "assert 'pillow_heif' not in sys.modules"
    for data in (encode(SEVEN), HEIC):
        subprocess.run([sys.executable, "-c", code], input=data, check=True)


def test_a_decoder_that_dies_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UserError, match="damaged"):
        read_picture(HEIC)
