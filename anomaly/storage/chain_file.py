"""A detector's chain of layers as one file for the page: weights in half precision, without torch.

It is a safetensors file. Its metadata has one entry, ``chain``: JSON with the format's name, the
score and the layers in their order, each with its kind and its plain numbers. The weight of layer i
is the tensor ``i.weight``, its bias ``i.bias``.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from anomaly.detectors import Detector
from anomaly.detectors.components.chain import Chain
from anomaly.tensor_file import digest

FORMAT = "anomaly-chain-1"
MAX_MULTIPLICATIONS = 10_000_000  # for one digit; a page takes up to 20 ms, about a frame, for them


def chain_file(detector: Detector) -> bytes | None:
    """Return the file of a detector, or None if a page cannot compute it.

    A page cannot if the detector is no chain of layers, takes too long for a frame, or has weights
    that are not finite in half precision.
    """
    chain = chain_for_pages(detector)
    return None if chain is None else write_chain(chain)


def chain_for_pages(detector: Detector) -> Chain | None:
    """Return the chain of a detector, if it takes a page no longer than a frame."""
    chain = detector.chain()
    return None if chain is None or chain.multiplications > MAX_MULTIPLICATIONS else chain


def write_chain(chain: Chain) -> bytes | None:
    """Return a chain as a file, or None if its weights are not finite in half precision."""
    record, tensors = _pack(chain)
    # A second entry would make the bytes depend on the process: their order is not kept.
    return save(tensors, {"chain": json.dumps(record)}) if _are_finite(tensors) else None


def chain_digest(chain: Chain) -> str | None:
    """Return a SHA-256 over all that `write_chain` writes; None where that is no file.

    It takes a third of the time of `write_chain`, and other threads go on meanwhile.
    """
    record, tensors = _pack(chain)
    if not _are_finite(tensors):
        return None
    return hashlib.sha256(f"{json.dumps(record)}{digest(tensors)}".encode()).hexdigest()


def _pack(chain: Chain) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Return the record and the tensors of a chain's file.

    Weights take float16. Biases stay float32: they are few, and the first layer's are sums of
    hundreds of weights.
    """
    layers: list[dict[str, Any]] = []
    tensors: dict[str, Tensor] = {}
    for index, layer in enumerate(chain.layers):
        record: dict[str, Any] = {"kind": layer.kind}
        for field in fields(layer):
            value = getattr(layer, field.name)
            if isinstance(value, Tensor):
                dtype = torch.float32 if field.name == "bias" else torch.float16
                tensors[f"{index}.{field.name}"] = value.detach().to(dtype).contiguous()
            else:
                record[field.name] = value
        layers.append(record)
    about = {"format": FORMAT, "score": chain.score, "noise": chain.noise, "layers": layers}
    return about, tensors


def _are_finite(tensors: Mapping[str, Tensor]) -> bool:
    """Return whether all values are finite; extremes are found in a tenth of `isfinite`'s time."""
    extremes = (torch.stack(value.aminmax()) for value in tensors.values())
    return all(bool(both.isfinite().all()) for both in extremes)
