"""Reading picture files."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st
from PIL import Image

from anomaly.errors import UserError
from anomaly.paths import PROJECT
from anomaly.preprocessing.image_file import MAX_SIDE, read_picture
from anomaly.preprocessing.pipeline import to_digit
from tests.support.pictures import encode, png
from tests.support.strokes import draw

SEVEN = Image.fromarray(draw(7, "plain", 16))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.asarray(SEVEN.convert("L")).astype(np.uint16) * 257)
    else:
        image = SEVEN.convert(mode)
    pixels = read_picture(encode(image))
    assert pixels.dtype == np.uint8
    assert pixels.shape == (280, 280, 4)
    expected = np.asarray(SEVEN.convert("1" if mode == "1" else "RGB").convert("RGB"))
    assert np.abs(pixels[:, :, :3].astype(int) - expected).max() <= 8


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")])
def test_every_kind_of_jpeg_is_read(kind: str, mode: str) -> None:
    digit = to_digit(read_picture(encode(SEVEN.convert("RGB").convert(mode), kind, quality=90)))
    assert digit is not None
    expected = to_digit(np.asarray(SEVEN))
    assert expected is not None
    assert np.abs(digit - expected).sum() < 0.3 * expected.sum()


def test_webp_is_read_with_its_transparency() -> None:
    ink = SEVEN.getchannel("R")
    image = Image.merge("RGBA", (ink, ink, ink, ink))
    pixels = read_picture(encode(image, "WEBP", lossless=True))
    assert np.array_equal(pixels[:, :, 3], np.asarray(ink))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_film_the_first_frame_is_read(kind: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime", "blue")]
    film = encode(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    assert read_picture(film)[0, 0].tolist() == [255, 0, 0, 255]


def test_a_phones_double_picture_is_read() -> None:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("white", "black")]
    double = encode(frames[0], "MPO", save_all=True, append_images=frames[1:])
    assert read_picture(double).min() == 255


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_is_turned_upright(kind: str) -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.paste("black", (0, 0, 10, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: the left side belongs on top
    pixels = read_picture(encode(image, kind, exif=exif))
    assert pixels.shape == (40, 20, 4)
    assert pixels[:8, :, 0].max() < 60
    assert pixels[12:, :, 0].min() > 200


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_made_smaller(kind: str) -> None:
    pixels = read_picture(encode(Image.new("L", (5000, 2500), 255), kind))
    assert pixels.shape == (MAX_SIDE // 2, MAX_SIDE, 4)


def test_one_pixel_is_a_picture() -> None:
    assert read_picture(encode(Image.new("RGB", (1, 1)))).shape == (1, 1, 4)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("seven.png", encode(SEVEN)),
        ("seven.txt", encode(SEVEN)),
        ("seven", encode(SEVEN)),
        ("seven.jfif", encode(SEVEN.convert("RGB"), "JPEG")),
        ("seven.jpg", encode(SEVEN, "HEIF")),
        ("SEVEN.HEIC", encode(SEVEN, "HEIF")),
    ],
)
def test_a_file_is_read_from_its_path_whatever_its_name(
    name: str, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    assert np.array_equal(read_picture(tmp_path / name), read_picture(data))
    assert to_digit(read_picture(data)) is not None


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "picture.unreadable"),
        (b"This is a shopping list.", "picture.unreadable"),
        (encode(SEVEN, "GIF"), "picture.unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.unreadable"),
        (encode(SEVEN)[:20], "picture.unreadable"),
        (encode(SEVEN)[:-900], "picture.damaged"),
        (encode(SEVEN.convert("RGB"), "JPEG")[:-900], "picture.damaged"),
        (png(20, 20, b""), "picture.damaged"),
        (png(10_000, 10_000, b""), "picture.too_many_pixels"),
        (png(60_000, 60_000, b""), "picture.too_many_pixels"),
        (bytes(5_000_001), "picture.too_large"),
    ],
    ids=[
        "nothing", "text", "gif", "svg", "a header", "cut png", "cut jpeg", "empty png",
        "100 megapixels", "a bomb", "6 MB",
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, key: str) -> None:
    with pytest.raises(UserError) as raised:
        read_picture(data)
    assert raised.value.key == key


def test_a_refusal_of_too_many_pixels_leaves_no_warning_in_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png(10_000, 10_000, b""))
    command = [sys.executable, "-m", "anomaly", "score", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT)
    assert done.returncode == 1
    assert "million pixels" in done.stdout
    assert done.stderr == ""


def test_a_refusal_names_the_formats_that_are_taken() -> None:
    for data in (b"This is a shopping list.", encode(SEVEN, "GIF")):
        with pytest.raises(UserError, match="PNG, JPEG, WebP or HEIC"):
            read_picture(data)


def test_a_path_without_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.png"):
        with pytest.raises(UserError, match="no file"):
            read_picture(path)


SMALL = SEVEN.resize((40, 40)).convert("RGB")
SAMPLES = [encode(SMALL, kind) for kind in ("PNG", "JPEG", "WEBP")]


@fuzzing(max_examples=150)
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255))),
    st.integers(0, 2000),
)  # fmt: skip
def test_no_bytes_upset_it(sample: bytes, changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(sample[: max(1, end)])
    for place, value in changes:
        data[place % len(data)] = value
    try:
        pixels = read_picture(bytes(data))
    except UserError:
        return
    assert pixels.dtype == np.uint8
    assert pixels.shape[2] == 4
