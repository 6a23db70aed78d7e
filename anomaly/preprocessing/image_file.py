"""Reading picture files that strangers made."""

import io
import threading
from os import PathLike
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from anomaly.errors import UserError

FORMATS = ("PNG", "JPEG", "WEBP")
MEGABYTES = 5
# A phone's photo has 12 to 24 megapixels, which take up to 200 MB while they are decoded.
MEGAPIXELS = 24
MEGAPIXELS_WEBP = 12  # which is held four times while it is decoded
# Far more than a digit needs, and still quick to show.
LONGEST_SIDE = 1600
LONGEST = (LONGEST_SIDE, LONGEST_SIDE)
_one_at_a_time = threading.Lock()  # a class that uploads its photos together waits, and fits


def read_picture(source: bytes | str | PathLike[str]) -> npt.NDArray[np.uint8]:
    """Read a PNG, JPEG or WebP file, upright as its EXIF data say; of a film, the first frame.

    Parameters
    ----------
    source : bytes, str or path-like
        The content of the file, or its path. At most 5 MB and 24 megapixels, 12 for WebP.

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
    if len(data) > MEGABYTES * 10**6:
        raise UserError("picture.too_large", limit=MEGABYTES)
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UserError("picture.too_many_pixels", limit=MEGAPIXELS) from error
    except Exception as error:  # decoders raise whatever a damaged file leads them to
        raise UserError("picture.unreadable") from error
    with image:
        limit = MEGAPIXELS_WEBP if image.format == "WEBP" else MEGAPIXELS
        if image.width * image.height > limit * 10**6:
            raise UserError("picture.too_many_pixels", limit=limit)
        try:
            with _one_at_a_time:
                return _decode(image)
        except Exception as error:  # as above
            raise UserError("picture.damaged") from error


def _thinned(image: Image.Image) -> Image.Image:
    """Return a picture twice as large as it needs to be, its pixels a choice of those there."""
    scale = 2 * LONGEST_SIDE / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    thin = image.resize(size, Image.Resampling.NEAREST)
    thin.info = image.info
    return thin


def _read_file(path: Path) -> bytes:
    """Return what is in a file, but no more of it than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MEGABYTES * 10**6 + 1)
    except (OSError, ValueError) as error:  # a path may hold what no file name can
        raise UserError("picture.missing", path=path) from error


def _decode(image: Image.Image) -> npt.NDArray[np.uint8]:
    """Return an opened picture's pixels: uint8 (H, W, 4)."""
    if image.format in ("JPEG", "MPO"):
        # A large JPEG is decoded at half, a quarter or an eighth of its size.
        image.draft(None, LONGEST)
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        image.thumbnail(LONGEST)  # now, since each step after it makes a copy
    elif max(image.size) > 2 * LONGEST_SIDE:  # modes that no filter takes
        image = _thinned(image)
    orientation = image.getexif()
    upright = ImageOps.exif_transpose(image) if orientation else image
    if upright.mode.startswith("I"):
        # Pillow clips 16-bit grey to 255 where it should scale it.
        upright = Image.fromarray((np.asarray(upright) >> 8).astype(np.uint8))
    colours = upright.convert("RGBA")
    colours.thumbnail(LONGEST)
    return np.array(colours)
