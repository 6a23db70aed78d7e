"""No single request takes more than 256 MB, however it was made to."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from anomaly.detectors.nearest import NearestSettings
from anomaly.preprocessing.image_file import MAX_MEGABYTES, MAX_MEGAPIXELS, MAX_WEBP_MEGAPIXELS
from anomaly.storage import store
from anomaly.storage.packing import pack
from anomaly.storage.tensor_file import write_tensors
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector

MOST = 256_000_000  # bytes
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="only Linux tells the height of memory"
)
# Reads a request as the app does; prints how many bytes more than before it took at its height.
READER = """
import sys
from pathlib import Path
from anomaly import store
from anomaly.canvas import trace
from anomaly.picture import read_picture
from anomaly.text import Problem

content = Path(sys.argv[2]).read_bytes()
read = {"picture": lambda: trace(read_picture(content)), "model": lambda: store.adopt(content)}
warm = {"picture": lambda: trace(read_picture(Path(sys.argv[3]).read_bytes())),
        "model": lambda: store.adopt(Path(sys.argv[3]).read_bytes())}
def memory(which):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(which))

warm[sys.argv[1]]()
Path("/proc/self/clear_refs").write_text("5")  # the height so far is forgotten
before = memory("VmRSS")
try:
    read[sys.argv[1]]()
except Problem as problem:
    print(problem, file=sys.stderr)
print(memory("VmHWM") - before)
"""


def taken(kind: str, path: Path, harmless: Path) -> int:
    """Return how many bytes reading a file takes more than reading a harmless one."""
    command = [sys.executable, "-c", READER, kind, str(path), str(harmless)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


SIDE = int((MAX_MEGAPIXELS * 1e6) ** 0.5)
WEBP_SIDE = int((MAX_WEBP_MEGAPIXELS * 1e6) ** 0.5)


def _picture(mode: str, kind: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        if mode == "I;16":
            Image.fromarray(np.zeros((SIDE, SIDE), np.uint16)).save(path, kind)
        else:
            side = WEBP_SIDE if kind == "WEBP" else SIDE
            Image.new(mode, (side, side)).save(path, kind)

    return make


def _turned(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    Image.new("RGB", (SIDE, SIDE)).save(path, "PNG", exif=exif)


PICTURES: dict[str, Callable[[Path], None]] = {
    "grey": _picture("L", "PNG"),
    "colours": _picture("RGB", "PNG"),
    "clear": _picture("RGBA", "PNG"),
    "palette": _picture("P", "PNG"),
    "16 bits": _picture("I;16", "PNG"),
    "on its side": _turned,
    "jpeg": _picture("RGB", "JPEG"),
    "cmyk jpeg": _picture("CMYK", "JPEG"),
    "progressive jpeg": lambda path: Image.new("RGB", (SIDE, SIDE)).save(
        path, "JPEG", progressive=True, subsampling=0
    ),
    "webp": _picture("RGB", "WEBP"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_as_many_pixels_as_are_taken(name: str, tmp_path: Path) -> None:
    path, harmless = tmp_path / "picture", tmp_path / "harmless"
    PICTURES[name](path)
    assert path.stat().st_size < MAX_MEGABYTES * 1e6
    Image.new("RGBA", (28, 28)).save(harmless, "PNG")
    assert taken("picture", path, harmless) < MOST


def _deep(small: TrainedDetector, path: Path) -> None:
    """Ask for a network of a thousand wide layers."""
    record, tensors = pack(small)
    record["plan"]["settings"]["hidden"] = [1024] * 1000
    write_tensors(path, store.FORMAT, tensors, record)


def _long_record(small: TrainedDetector, path: Path) -> None:
    record, tensors = pack(small)
    record["more"] = [[]] * 10_000_000
    write_tensors(path, store.FORMAT, tensors, record)


def _many_digits(small: TrainedDetector, path: Path) -> None:
    record, tensors = pack(small)
    plan = TrainingPlan(detector="nearest", settings=NearestSettings())
    record["plan"] = json.loads(json.dumps(plan.as_dict()))
    tensors = {name: value for name, value in tensors.items() if not name.startswith("state.")}
    tensors["state.pictures"] = torch.zeros(50_000, 784, dtype=torch.uint8)
    write_tensors(path, store.FORMAT, tensors, record)


def _many_scores(small: TrainedDetector, path: Path) -> None:
    record, tensors = pack(small)
    tensors["calibration_scores"] = torch.zeros(10_000_000)
    write_tensors(path, store.FORMAT, tensors, record)


def _many_tensors(small: TrainedDetector, path: Path) -> None:
    record, tensors = pack(small)
    tensors |= {f"state.{number}": torch.zeros(0) for number in range(500_000)}
    write_tensors(path, store.FORMAT, tensors, record)


@pytest.mark.parametrize("make", [_deep, _long_record, _many_digits, _many_scores, _many_tensors])
def test_models_that_claim_to_be_huge(
    make: Callable[[TrainedDetector, Path], None], small: TrainedDetector, tmp_path: Path
) -> None:
    path = tmp_path / "model.safetensors"
    make(small, path)
    assert path.stat().st_size <= store.UPLOAD_MEGABYTES * 1e6
    assert taken("model", path, store.save(small)) < MOST
