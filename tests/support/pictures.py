"""Picture files of all kinds, sound and crafted."""

import io
import struct
import zlib
from functools import cache

import numpy as np
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()


def encode(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return a picture as a file: "PNG", "JPEG", "WEBP", "HEIF" and so on."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(width: int, height: int, lines: bytes, *, bits: int = 8, colour_type: int = 2) -> bytes:
    """Return a PNG with these lines, whether they are as many as it promises or not."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    size = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    body = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(lines) if lines else b"")
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@cache
def pictures() -> list[bytes]:
    """Return small pictures of every kind but HEIC."""
    ink = np.zeros((40, 30, 4), np.uint8)
    ink[5:35, 12:18] = 255
    picture = Image.fromarray(ink)
    made = []
    for kind, mode in (
        ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA"), ("PNG", "I;16"),
        ("JPEG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK"), ("WEBP", "RGB"), ("WEBP", "RGBA"),
    ):  # fmt: skip
        converted = (
            picture.convert("L").convert("I;16") if mode == "I;16" else picture.convert(mode)
        )
        made.append(encode(converted, kind))
    return made


@cache
def heic_pictures() -> list[bytes]:
    """Return small HEIC pictures: grey, of tiles, and lossless with transparency."""
    ink = np.zeros((41, 31, 4), np.uint8)  # odd sides, so that it is cropped
    ink[5:35, 12:18] = 255
    picture = Image.fromarray(ink)
    return [
        encode(picture.convert("L"), "HEIF"),
        encode(picture.convert("RGB"), "HEIF", tile_size=64),
        encode(picture, "HEIF", quality=-1),
    ]
