"""A detector's chain of layers as one file for the page: weights in half precision, without torch.

It is a safetensors file. Its metadata has one entry, ``chain``: JSON with the format's name, the
score and the layers in their order, each with its kind and its plain numbers. The weight of layer i
is the tensor ``i.weight``, its bias ``i.bias``.
"""

import json
from dataclasses import fields
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor

from anomaly.caching import cached_per_instance
from anomaly.detectors.components.chain import Chain
from anomaly.training.trained import TrainedDetector

FORMAT = "anomaly-chain-1"
MAX_MULTIPLICATIONS = 10_000_000  # for one digit; a page takes up to 20 ms, about a frame, for them


@cached_per_instance(maxsize=1)
def chain_file(trained: TrainedDetector) -> bytes | None:
    """Return the file of a trained detector, or None if a page cannot compute it.

    A page cannot if the detector is no chain of layers, takes too long for a frame, or has weights
    that are not finite in half precision.
    """
    chain = trained.detector.chain()
    if chain is None or chain.multiplications > MAX_MULTIPLICATIONS:
        return None
    return write_chain(chain)


def write_chain(chain: Chain) -> bytes | None:
    """Return a chain as a file, or None if its weights are not finite in half precision.

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
                tensors[f"{index}.{field.name}"] = value.to(dtype).contiguous()
            else:
                record[field.name] = value
        layers.append(record)
    if not all(bool(value.isfinite().all()) for value in tensors.values()):
        return None
    record = {"format": FORMAT, "score": chain.score, "noise": chain.noise, "layers": layers}
    # A second entry would make the bytes depend on the process: their order is not kept.
    return save(tensors, {"chain": json.dumps(record)})
