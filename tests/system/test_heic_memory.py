"""No HEIC picture takes more than 256 MB, in the process that decodes it and in ours."""

import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image

from tests.support.pictures import encode

MAX_MEMORY = 256  # megabytes
READ = """
import resource, sys
from anomaly.errors import UserError
from anomaly.preprocessing.image_file import read_picture

try:
    print(*read_picture(sys.argv[1]).shape)
except UserError as problem:
    print(problem.key)
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
status = open("/proc/self/status").read()
memory += int(status.split("VmHWM:")[1].split()[0])
print(memory // 1000)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems limit no memory")


def fast() -> dict[str, Any]:
    """Return options to write HEIC quickly, anew each time, since the writer changes them."""
    return {"quality": 1, "enc_params": {"preset": "ultrafast"}}


def read(path: Path) -> tuple[str, int]:
    """Return what came of a file, and the megabytes that two processes took for it at most."""
    done = subprocess.run(
        [sys.executable, "-c", READ, path], capture_output=True, text=True, check=True
    )
    outcome, memory = done.stdout.splitlines()
    return outcome, int(memory)


@pytest.mark.parametrize(
    ("mode", "megapixels", "options"),
    [
        ("RGB", 25, {}),
        ("RGB", 25, {"tile_size": 512}),
        ("RGB", 12.5, {"chroma": 444}),
        ("RGBA", 15, {}),
        ("RGB;16", 12.5, {}),
        ("RGBA;16", 4.68, {"chroma": 444}),
    ],
    ids=["iPhone", "tiles", "full colour", "clear", "10 bits", "all"],
)
def test_pictures_of_as_many_pixels_as_are_taken(
    mode: str, megapixels: float, options: dict[str, int], tmp_path: Path
) -> None:
    side, channels = int((megapixels * 1e6) ** 0.5), 4 if "A" in mode else 3
    pixels = bytes((2 if "16" in mode else 1) * channels * side**2)
    path = tmp_path / "picture"
    pillow_heif.from_bytes(mode, (side, side), pixels).save(path, **fast(), **options)
    outcome, memory = read(path)
    assert outcome == "1600 1600 4"
    assert memory < MAX_MEMORY


def test_64_megapixels_behind_a_crop_of_100(tmp_path: Path) -> None:
    content = encode(Image.new("L", (8001, 8001), 200), "HEIF", **fast())
    crop = content.index(b"clap") + 4
    values = struct.pack(">8i", 10, 1, 10, 1, 0, 1, 0, 1)
    path = tmp_path / "picture"
    path.write_bytes(content[:crop] + values + content[crop + len(values) :])
    outcome, memory = read(path)
    assert outcome == "picture.damaged"
    assert memory < MAX_MEMORY
