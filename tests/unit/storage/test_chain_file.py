"""A detector's chain as a file for the page."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load

from anomaly.data.digits import Digits
from anomaly.detectors import build, override, recipe
from anomaly.detectors.components.chain import Chain, Dense, Layer
from anomaly.paths import PROJECT
from anomaly.storage import chain_file as chain_files
from anomaly.storage import store
from anomaly.storage.chain_file import chain_digest, chain_file, write_chain
from anomaly.training.trained import TrainedDetector
from tests.support.chain import rebuild_and_score

CHAINS = [
    path
    for path in sorted(store.BUNDLED.iterdir())
    if path.name.split("-")[0] in ("autoencoder", "convolutional", "vae", "pca")
]


def _in_half_precision(chain: Chain, content: bytes) -> Chain:
    """Return a chain with the weights that are in its file."""
    tensors = load(content)

    def read(index: int, layer: Layer) -> Layer:
        if f"{index}.weight" not in tensors:
            return layer
        weight, bias = tensors[f"{index}.weight"].float(), tensors[f"{index}.bias"]
        return replace(layer, weight=weight, bias=bias)  # type: ignore[call-arg]

    return replace(chain, layers=tuple(map(read, range(len(chain.layers)), chain.layers)))


@pytest.mark.parametrize("path", CHAINS, ids=lambda path: path.name.split("-")[0])
def test_half_precision_changes_scores_by_less_than_a_hair(path: Path, digits: Digits) -> None:
    trained = store.load(path)
    chain, content = trained.detector.chain(), chain_file(trained.detector)
    assert chain is not None
    assert content is not None
    images = digits.test.images
    _, scores = rebuild_and_score(_in_half_precision(chain, content), images)
    off = (scores - trained.score(images)).abs().max()
    assert off < 0.002 * trained.threshold
    weights = sum(value.numel() for value in load(content).values())
    assert len(content) < 2.1 * weights + 5000


def test_the_metadata_describes_the_layers(small: TrainedDetector) -> None:
    content = chain_file(small.detector)
    assert content is not None
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    assert list(header["__metadata__"]) == ["chain"]
    record = json.loads(header["__metadata__"]["chain"])
    assert (record["format"], record["score"]) == ("anomaly-chain-1", "absolute")
    assert [layer["kind"] for layer in record["layers"]] == [
        "dense", "relu", "dense", "dense", "relu", "dense", "tanh", "linear",
    ]  # fmt: skip
    assert record["layers"][-1] == {"kind": "linear", "scale": 0.5, "offset": 0.5}
    assert header["0.weight"]["shape"] == [32, 784]
    assert (header["0.weight"]["dtype"], header["0.bias"]["dtype"]) == ("F16", "F32")


def test_another_process_makes_the_same_bytes() -> None:
    (path,) = (path for path in CHAINS if path.name.startswith("convolutional-1-"))
    code = "import sys, hashlib; from anomaly.storage import store, chain_file as made\n"
    code += "print(hashlib.sha256(made.chain_file(store.load(sys.argv[1]).detector)).hexdigest())"
    command = [sys.executable, "-c", code, str(path)]
    answers = {
        subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout
        for _ in range(2)
    }
    assert len(answers) == 1


@pytest.mark.parametrize("value", [1e5, -1e5, float("nan"), float("inf")])
def test_weights_beyond_half_precision_are_no_file(value: float) -> None:
    weight = torch.zeros(2, 784)
    weight[1, 7] = value
    chain = Chain((Dense(weight, torch.zeros(2)),), "absolute")
    assert write_chain(chain) is None
    assert chain_digest(chain) is None


def test_chains_whose_files_differ_have_other_digests() -> None:
    layer = Dense(torch.zeros(2, 784), torch.zeros(2))
    other = Dense(torch.zeros(2, 784), torch.ones(2))
    chains = [Chain((layer,), "absolute"), Chain((layer,), "squared"), Chain((other,), "absolute")]
    assert len({write_chain(chain) for chain in chains}) == len(chains)
    assert len({chain_digest(chain) for chain in chains}) == len(chains)
    assert chain_digest(Chain((layer,), "absolute")) == chain_digest(chains[0])


def test_no_file_where_the_detector_is_no_chain_or_takes_too_long(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearest = build("nearest", recipe("nearest"))
    assert chain_file(nearest) is None
    large = build("convolutional", override(recipe("convolutional"), {"channels": 128}))
    assert chain_file(large) is None
    monkeypatch.setattr(chain_files, "MAX_MULTIPLICATIONS", 10)
    assert chain_file(small.detector) is None
