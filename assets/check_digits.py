"""Measure the offline sample against MNIST: is it legible, and is it new?

    python -m assets.check_digits

Trains a small convolutional classifier on MNIST's training digits, with no part in making the
sample, and reads the sample with it. Then compares each sampled digit's distance to its nearest
MNIST training digit with the same distance for MNIST's test digits.
"""

import argparse
import json

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from tqdm import tqdm

from anomaly.data.digits import LabelledImages, load_digits, load_generated


def train_classifier(digits: LabelledImages, epochs: int, batch: int = 128) -> nn.Module:
    """Train a small convolutional network, about 99% accurate on MNIST's test digits."""
    network = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * 49, 128), nn.ReLU(), nn.Linear(128, 10),
    )  # fmt: skip
    optimizer = torch.optim.Adam(network.parameters(), 1e-3)
    images = digits.images
    for _ in tqdm(range(epochs), desc="classifier"):
        for rows in torch.randperm(len(images)).split(batch):
            loss = F.cross_entropy(network(images[rows]), digits.labels[rows])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
    return network.eval()


@torch.inference_mode()
def accuracy(network: nn.Module, digits: LabelledImages) -> float:
    """Return the share of digits read as their label."""
    guesses = torch.cat([network(part).argmax(1) for part in digits.images.split(1000)])
    return float((guesses == digits.labels).float().mean())


@torch.inference_mode()
def nearest_distances(pixels: Tensor, known: Tensor) -> Tensor:
    """Return each picture's Euclidean distance, intensities in [0, 1], to the nearest known."""
    flat = known.flatten(1).float() / 255
    parts = (pixels.flatten(1).float() / 255).split(250)
    return torch.cat([torch.cdist(part, flat).amin(1) for part in tqdm(parts, desc="distances")])


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    torch.manual_seed(2)
    mnist, generated = load_digits("mnist"), load_generated()
    network = train_classifier(mnist.train, epochs=3)
    sample = LabelledImages(
        torch.cat([generated.train.pixels, generated.test.pixels]),
        torch.cat([generated.train.labels, generated.test.labels]),
    )
    quantiles = torch.tensor([0.0, 0.01, 0.1, 0.5, 0.9])
    answer = {
        "read_as_label": {
            "sample": accuracy(network, sample),
            "mnist_test": accuracy(network, mnist.test),
        },
        "nearest_training_digit": {
            name: nearest_distances(pixels, mnist.train.pixels).quantile(quantiles).tolist()
            for name, pixels in (("sample", sample.pixels), ("mnist_test", mnist.test.pixels))
        },
        "quantiles": quantiles.tolist(),
    }
    print(json.dumps(answer, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
