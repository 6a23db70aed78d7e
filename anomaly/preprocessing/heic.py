"""Decoding of HEIC, the format of iPhones' photos, in a process of its own.

HEVC is decoded by large C++ libraries. A crafted file may crash them, or hide a picture far larger
than the size it states behind a crop; the process has its own limit of memory, and where it ends
early, the picture is damaged. Run as a program, this module decodes one file: from standard input
to a line of JSON and the pixels on standard output.
"""

import json
import os
import signal
import subprocess
import sys
from typing import Any

import numpy as np
import numpy.typing as npt

from anomaly.errors import UserError
from anomaly.paths import PROJECT

# Types of ISO media whose pictures are coded with HEVC ("mif1" and "msf1": with any codec).
BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# The photos of an iPhone have up to 24.5 megapixels of 1.5 bytes, as coded, which take four times
# as much while they are decoded. With colour at full resolution, transparency or more than 8 bits,
# a pixel has more bytes, so that fewer are taken.
MAX_MEGAPIXELS, BYTES_PER_PIXEL = 25, 1.5
CHANNELS = {420: 1.5, 422: 2.0, 444: 3.0}  # of a pixel, by the resolution of colour
MAX_MEMORY = 220_000_000  # bytes
TIMEOUT = 30.0  # seconds; 25 megapixels take about two


def is_heic(data: bytes) -> bool:
    """Return whether a file calls itself HEIC in its first bytes."""
    return data[4:8] == b"ftyp" and data[8:12] in BRANDS


def read_heic(data: bytes, max_side: int) -> npt.NDArray[np.uint8]:
    """Decode a HEIC file, upright.

    Parameters
    ----------
    data : bytes
        Content of the file, at most 25 megapixels; 12 with more than 8 bits a colour, and fewer
        with colour at full resolution or transparency too.
    max_side : int
        Larger pictures are shrunk to this many pixels a side.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
        RGBA.

    Raises
    ------
    UserError
        If the file has too many pixels, is damaged, or is no HEIC picture.
    """
    command = [sys.executable, "-m", __name__, str(max_side)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # each thread's stack would count
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=PROJECT, env=environment, timeout=TIMEOUT
        )
        header, _, content = done.stdout.partition(b"\n")
        answer = json.loads(header)
        if "problem" in answer:
            raise UserError(answer.pop("problem"), **answer)
        pixels = np.frombuffer(content, dtype=np.uint8)
        return pixels.reshape(answer["height"], answer["width"], 4)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise UserError("picture.damaged") from error


def _decode(data: bytes, max_side: int) -> tuple[dict[str, Any], bytes]:
    """Return the answer to a file, and its pixels if there are any."""
    import pillow_heif
    from PIL import Image

    pillow_heif.options.DECODE_THREADS = 1  # the other cores are for people meanwhile
    try:
        file = pillow_heif.open_heif(data)
        width, height = file.size
        channels = CHANNELS.get(file.info.get("chroma"), BYTES_PER_PIXEL) + file.has_alpha
        bytes_per_pixel = channels * (2 if file.info["bit_depth"] > 8 else 1)
    except Exception:  # the decoder raises all kinds for damaged files
        return {"problem": "picture.unreadable"}, b""
    limit = MAX_MEGAPIXELS * BYTES_PER_PIXEL / bytes_per_pixel
    if width * height > limit * 10**6:
        return {"problem": "picture.too_many_pixels", "limit": int(limit)}, b""
    try:
        # Every second pixel and so on: a whole copy would take as much memory again.
        step = -(-max(width, height) // (2 * max_side))
        pixels = np.asarray(file)[::step, ::step]
        mode = file.mode  # of decoded pixels
        image = Image.frombytes(mode, (pixels.shape[1], pixels.shape[0]), pixels.tobytes())
        del file, pixels
        colours = image.convert("RGBA")
        colours.thumbnail((max_side, max_side))
    except Exception:  # as above
        return {"problem": "picture.damaged"}, b""
    return {"width": colours.width, "height": colours.height}, colours.tobytes()


def _limit_memory() -> None:
    """Limit this process's memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Decode the file on standard input."""
    _limit_memory()
    if hasattr(signal, "alarm"):  # Windows has none
        signal.alarm(int(TIMEOUT) + 1)  # its parent may be killed
    answer, content = _decode(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
