"""No single request takes more than 256 MB, however it was made to."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save

from anomaly.detectors.nearest import NearestSettings
from anomaly.paths import PROJECT
from anomaly.preprocessing.image_file import MAX_MEGABYTES, MAX_MEGAPIXELS, MAX_WEBP_MEGAPIXELS
from anomaly.storage import store
from anomaly.tensor_file import digest, write_tensors
from anomaly.training.packing import pack
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector

MOST = 256_000_000  # bytes
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="only Linux tells the height of memory"
)


@pytest.fixture(scope="module")
def reader() -> Iterator["subprocess.Popen[str]"]:
    """A process that reads requests as the app does."""
    command = [sys.executable, "-m", "tests.support.request_reader"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT
    ) as process:
        yield process


def taken(reader: "subprocess.Popen[str]", kind: str, path: Path, harmless: Path) -> int:
    """Return how many bytes reading a file takes more than reading a harmless one."""
    assert reader.stdin is not None
    assert reader.stdout is not None
    print(json.dumps([kind, str(path), str(harmless)]), file=reader.stdin, flush=True)
    return int(reader.stdout.readline())


SIDE = int((MAX_MEGAPIXELS * 1e6) ** 0.5)
WEBP_SIDE = int((MAX_WEBP_MEGAPIXELS * 1e6) ** 0.5)


def _picture(mode: str, kind: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        if mode == "I;16":
            Image.fromarray(np.zeros((SIDE, SIDE), np.uint16)).save(path, kind, compress_level=1)
        else:
            side = WEBP_SIDE if kind == "WEBP" else SIDE
            Image.new(mode, (side, side)).save(path, kind, compress_level=1)

    return make


def _turned(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    Image.new("RGB", (SIDE, SIDE)).save(path, "PNG", exif=exif, compress_level=1)


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
def test_pictures_of_as_many_pixels_as_are_taken(
    reader: "subprocess.Popen[str]", name: str, tmp_path: Path
) -> None:
    path, harmless = tmp_path / "picture", tmp_path / "harmless"
    PICTURES[name](path)
    assert path.stat().st_size < MAX_MEGABYTES * 1e6
    Image.new("RGBA", (28, 28)).save(harmless, "PNG")
    assert taken(reader, "picture", path, harmless) < MOST


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
    """Write a header of half a million empty tensors; making them would take a minute."""
    record, tensors = pack(small)
    empty = torch.zeros(0)
    names = [f"state.{number}" for number in range(500_000)]
    record["digest"] = digest(tensors | dict.fromkeys(names, empty))
    body = save(tensors)
    length = int.from_bytes(body[:8], "little")
    entry = {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}
    header = json.loads(body[8 : 8 + length]) | dict.fromkeys(names, entry)
    header["__metadata__"] = {"format": store.FORMAT, "record": json.dumps(record)}
    written = json.dumps(header, separators=(",", ":")).encode()
    path.write_bytes(len(written).to_bytes(8, "little") + written + body[8 + length :])


@pytest.mark.parametrize("make", [_deep, _long_record, _many_digits, _many_scores, _many_tensors])
def test_models_that_claim_to_be_huge(
    reader: "subprocess.Popen[str]",
    make: Callable[[TrainedDetector, Path], None],
    small: TrainedDetector,
    tmp_path: Path,
) -> None:
    path = tmp_path / "model.safetensors"
    make(small, path)
    assert path.stat().st_size <= store.UPLOAD_MEGABYTES * 1e6
    assert taken(reader, "model", path, store.save(small)) < MOST
