"""Trained networks as ONNX files, which other programs and languages can run."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from anomaly import __version__
from anomaly.data.digits import load_generated
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import DETECTORS, Detector, Entry, build, find_entry
from anomaly.errors import UserError
from anomaly.paths import atomic_write, check_writable
from anomaly.training.trained import TrainedDetector
from anomaly.validation import check_installed

PACKAGES = ("onnx", "onnxscript", "onnxruntime")
MAX_DIFFERENCE = 1e-4  # of an intensity, and of a score as a share of it or of 1
INPUT, OUTPUTS = "images", ("reconstruction", "score")
CHECKED_STEP = 20  # of the generated test digits every 20th is compared, some of each kind


def export_onnx(trained: TrainedDetector, path: str | PathLike[str]) -> float:
    """Write a detector that is a network to an ONNX file, atomically.

    The file's input is `images`, float32 (N, 1, 28, 28) in [0, 1]; its outputs are
    `reconstruction`, the same shape and range, and `score`, float32 (N,). Its metadata has the
    detector's name, its normal digits, key and threshold: a picture is an anomaly where its score
    is at least the threshold. The file is run by ONNX Runtime before it is kept.

    Parameters
    ----------
    trained : TrainedDetector
    path : str or path-like

    Returns
    -------
    float
        The largest difference between ONNX Runtime and PyTorch, below 1e-4: of an intensity, or of
        a score as a share of it.

    Raises
    ------
    UserError
        If the detector is no network, a package is missing, the file cannot be written, or ONNX
        Runtime's answers differ.
    """
    path = Path(path)
    check_exportable(trained.plan.detector, path)
    module = _module_of(trained)
    try:
        with atomic_write(path) as temporary:
            temporary.write_bytes(_onnx_bytes(module, _metadata(trained)))
            worst = _largest_difference(module, temporary)
            if not worst <= MAX_DIFFERENCE:
                raise UserError("onnx.differs", worst=worst, limit=MAX_DIFFERENCE)
    except OSError as error:
        raise UserError("onnx.unwritable", path=path, reason=error.strerror or "?") from error
    return worst


def check_exportable(detector: str, path: Path) -> None:
    """Check that a detector could be exported, before it is trained for that.

    Raises
    ------
    UserError
        If it is unknown or no network, a package is missing, or the file cannot be written.
    """
    if not _is_network(find_entry(detector)):
        known = ", ".join(name for name, entry in DETECTORS.items() if _is_network(entry))
        raise UserError("onnx.no_network", detector=detector, known=known)
    check_installed(*PACKAGES)
    try:
        check_writable(path)
    except OSError as error:
        raise UserError("onnx.unwritable", path=path, reason=error.strerror or "?") from error


def _is_network(entry: Entry) -> bool:
    return entry.detector.as_module is not Detector.as_module


def _module_of(trained: TrainedDetector) -> nn.Module:
    """Return a copy of the detector as a module on the CPU."""
    plan = trained.plan
    detector = build(plan.detector, plan.settings)
    detector.load_state_dict(trained.detector.state_dict())
    module = detector.as_module()
    assert module is not None
    return module


def _metadata(trained: TrainedDetector) -> dict[str, str]:
    return {
        "program": f"anomaly {__version__}",
        "detector": trained.plan.detector,
        "normal": ",".join(map(str, trained.plan.normal)),
        "digits": trained.source,
        "key": trained.key,
        "threshold": repr(trained.threshold),
    }


def _onnx_bytes(module: nn.Module, metadata: dict[str, str]) -> bytes:
    """Return a module as the content of an ONNX file."""
    from onnx.helper import set_model_props

    # Two pictures: a single one would be taken for the size of every batch.
    example = torch.zeros(2, 1, IMAGE_SIDE, IMAGE_SIDE)
    with _quiet():
        program: Any = torch.onnx.export(
            module,
            (example,),
            input_names=[INPUT],
            output_names=list(OUTPUTS),
            dynamic_shapes=({0: torch.export.Dim("N")},),
            dynamo=True,
            verbose=False,
        )
    model = program.model_proto
    set_model_props(model, metadata)
    return bytes(model.SerializeToString())


def _largest_difference(module: nn.Module, path: Path) -> float:
    """Return how far ONNX Runtime is from PyTorch on a few digits; nan if it gives no numbers."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    images = load_generated().test.images[::CHECKED_STEP]
    worst = []
    for batch in (images, images[:1]):
        with torch.inference_mode():
            wanted: tuple[Tensor, ...] = module(batch)
        found = session.run(OUTPUTS, {INPUT: batch.numpy()})
        worst += [
            np.max(np.abs(ours - theirs) / np.maximum(1, np.abs(ours)))
            for ours, theirs in zip((each.numpy() for each in wanted), found, strict=True)
        ]
    return float(np.max(worst))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the exporter's remarks on its own workings from the person who exports."""
    log = logging.getLogger("torch.onnx")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
