"""Safe decoding of untrusted image files."""

import io
import threading
import warnings
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from anomaly.errors import UserError
from anomaly.preprocessing.heic import is_heic, read_heic

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_MEGABYTES = 5
# A phone's photo has 12 to 24.5 megapixels, which take up to 200 MB while they are decoded.
MAX_MEGAPIXELS = 25
MAX_WEBP_MEGAPIXELS = 12  # held four times in memory while decoded
# Far more than a digit needs, and still quick to show.
MAX_SIDE = 1600
MAX_SIZE = (MAX_SIDE, MAX_SIDE)
# Pictures with 16 bits a colour are stretched from the range that they use to that of 8 bits, but
# not from less than this, or grain would become ink. Grey: an 8-bit picture stored in 16 bits.
# Colours: Pillow keeps their upper 8 bits; a step of these is then fainter than any ink.
MIN_GREY_RANGE, MIN_COLOUR_RANGE = 255, 32 * 256
# Too many pixels are told in our words, and not in the terminal as well.
warnings.simplefilter("ignore", Image.DecompressionBombWarning)
# One photo at a time, so that a class that uploads together stays within memory.
_decoding = threading.Lock()


def read_picture(source: bytes | str | PathLike[str]) -> npt.NDArray[np.uint8]:
    """Read a PNG, JPEG, WebP or HEIC file, upright; of an animation, the first frame.

    The format is recognised by the content, whatever the file's name. Pictures with 16 bits a
    colour are stretched to the range that they use.

    Parameters
    ----------
    source : bytes, str or path-like
        The content of the file, or its path. At most 5 MB and 25 megapixels, 12 for WebP and for
        HEIC with more than 8 bits a colour.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
        RGBA, at most 1600 pixels a side.

    Raises
    ------
    UserError
        If the file is missing, too large, no picture of these formats, or damaged.
    """
    data = source if isinstance(source, bytes) else _read_file(Path(source))
    if len(data) > MAX_MEGABYTES * 10**6:
        raise UserError("picture.too_large", limit=MAX_MEGABYTES)
    if is_heic(data):
        with _decoding:
            return read_heic(data, MAX_SIDE)
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise UserError("picture.too_many_pixels", limit=MAX_MEGAPIXELS) from error
    except Exception as error:  # decoders raise all kinds for damaged files
        raise UserError("picture.unreadable") from error
    with image:
        limit = MAX_WEBP_MEGAPIXELS if image.format == "WEBP" else MAX_MEGAPIXELS
        if image.width * image.height > limit * 10**6:
            raise UserError("picture.too_many_pixels", limit=limit)
        try:
            with _decoding:
                return _decode(image, has_16_bits=_has_16_bits(data))
        except Exception as error:  # as above
            raise UserError("picture.damaged") from error


def _has_16_bits(data: bytes) -> bool:
    """Return whether a file is a PNG with 16 bits a colour, which its header says."""
    return data[12:16] == b"IHDR" and data[24:25] == b"\x10"


def _stretch(levels: npt.NDArray[Any], min_range: int) -> npt.NDArray[np.uint8]:
    """Stretch 16-bit intensities of any shape to 8 bits, from the range that they use.

    Those that are all alike keep their brightness.
    """
    low, high = int(levels.min()), int(levels.max())
    if low == high:
        return np.full(levels.shape, np.clip(low >> 8, 0, 255), dtype=np.uint8)
    scale = np.float32(255 / max(high - low, min_range))
    return np.rint((levels - levels.dtype.type(low)) * scale).astype(np.uint8)


def _subsample(image: Image.Image) -> Image.Image:
    """Return a picture of twice the maximal size, by taking the nearest pixels."""
    scale = 2 * MAX_SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    subsampled = image.resize(size, Image.Resampling.NEAREST)
    subsampled.info = image.info
    return subsampled


def _read_file(path: Path) -> bytes:
    """Return the content of a file, cut off one byte past the limit."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_MEGABYTES * 10**6 + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise UserError("picture.missing", path=path) from error


def _decode(image: Image.Image, *, has_16_bits: bool) -> npt.NDArray[np.uint8]:
    """Return an opened picture's pixels: uint8 (H, W, 4)."""
    if image.format in ("JPEG", "MPO"):
        # A large JPEG is decoded at half, a quarter or an eighth of its size.
        image.draft(None, MAX_SIZE)
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        image.thumbnail(MAX_SIZE)  # now, since each step after it makes a copy
    elif max(image.size) > 2 * MAX_SIDE:  # modes that no filter takes
        image = _subsample(image)
    orientation = image.getexif()
    upright = ImageOps.exif_transpose(image) if orientation else image
    is_deep_grey = upright.mode.startswith("I")
    if is_deep_grey:
        # Pillow clips 16-bit grey to 255 where it should scale it.
        upright = Image.fromarray(_stretch(np.asarray(upright), MIN_GREY_RANGE))
    colours = upright.convert("RGBA")
    colours.thumbnail(MAX_SIZE)
    pixels = np.array(colours)
    if has_16_bits and not is_deep_grey:
        pixels[:, :, :3] = _stretch(pixels[:, :, :3] * np.uint16(256), MIN_COLOUR_RANGE)
    return pixels
