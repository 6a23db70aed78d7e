"""The page's map of codes beside the same computed by PyTorch."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from anomaly.detectors.autoencoder import Autoencoder
from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from anomaly.ui.lesson.files import FILES
from tests.support.node import run_node

SCRIPT = Path(__file__).with_name("run_latent_map.mjs")


def test_the_plane_is_that_of_a_singular_value_decomposition(tmp_path: Path) -> None:
    table = json.loads((FILES / "digits.json").read_text(encoding="utf-8"))
    labels, columns = table["labels"], table["columns"]
    sheet = np.asarray(Image.open(FILES / "digits.png"), np.float32) / 255
    tiles = sheet.reshape(-1, 28, columns, 28).swapaxes(1, 2).reshape(-1, 784)[: len(labels)]
    (path,) = store.BUNDLED.glob("autoencoder-1-*")
    trained = store.load(path)
    network, digits = tmp_path / "network", tmp_path / "digits"
    network.write_bytes(chain_file(trained.detector) or b"")
    digits.write_bytes(tiles.astype("<f4").tobytes())
    found = json.loads(run_node(SCRIPT, network, digits, labels))

    assert isinstance(trained.detector, Autoencoder)
    encoder, decoder = trained.detector.network.encoder, trained.detector.network.decoder
    with torch.inference_mode():
        codes = encoder(torch.from_numpy(tiles) * 2 - 1)
        normal = codes[[label == "1" for label in labels]]
        mean = normal.mean(0)
        _, values, axes = torch.linalg.svd(normal - mean, full_matrices=False)
        points = (codes - mean) @ axes[:2].T
        decoded = (torch.tanh(decoder(mean)) + 1) / 2
    shares = values.square() / values.square().sum()
    assert found["shares"] == pytest.approx(shares[:2].tolist(), rel=1e-2)
    # An axis may point either way.
    assert np.abs(found["points"]) == pytest.approx(np.abs(points.numpy()), abs=0.1)
    assert found["decoded"] == pytest.approx(decoded.tolist(), abs=0.01)
