"""The article's recipe as published against the default one, side by side in one process.

    python tests/benchmarks/training.py

The article reads MNIST digit by digit through torchvision's transforms, trains on batches of 16
from a DataLoader and scores one digit at a time; all of that is done here as published. The
default recipe is what the product does. Both fit the same digits and are scored on the same test
digits, 1 against all others.
"""

import argparse
import json
import statistics
import time

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms
from torchvision.datasets import MNIST

from anomaly.data.digits import load_digits, split_one_class
from anomaly.data.mnist import find_mnist
from anomaly.detectors.autoencoder import RECIPES, Autoencoder, Network
from anomaly.detectors.components.loop import seeded
from anomaly.evaluation import auroc

Row = dict[str, float]


class OneDigit(Dataset[Tensor]):
    """Digits of one kind, picked and transformed one by one."""

    def __init__(self, source: MNIST, keep: set[int]) -> None:
        self.images = [image for row, (image, _) in enumerate(source) if row in keep]

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, row: int) -> Tensor:
        return self.images[row]


def article(root: str, seed: int) -> Row:
    """Load, train and score as the article does."""
    settings = RECIPES["article"]
    start = time.perf_counter()
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
    train, test = (MNIST(root, train=part, transform=transform) for part in (True, False))
    ones = (train.targets == 1).nonzero().squeeze(1)
    order = ones[torch.randperm(len(ones), generator=torch.Generator().manual_seed(0))]
    fitted = set(order[round(len(order) * 0.15) :].tolist())
    loader = DataLoader(OneDigit(train, fitted), batch_size=settings.batch_size, shuffle=True)
    loaded = time.perf_counter()
    with seeded(seed):
        network = Network(settings.hidden, settings.latent)
        optimizer = torch.optim.Adam(
            network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
        )
        for _ in range(settings.epochs):
            for images in loader:
                loss = F.mse_loss(network(images), images)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
    trained = time.perf_counter()
    scores = [_score(network, image) for image, _ in test]
    scored = time.perf_counter()
    area = auroc(scores, test.targets != 1)
    return _row(start, loaded, trained, scored, area)


@torch.no_grad()
def _score(network: nn.Module, image: Tensor) -> float:
    return float((image - network(image)).abs().sum()) / 2


def default(seed: int) -> Row:
    """Load with checksums, train and score as the product does."""
    start = time.perf_counter()
    digits = load_digits("mnist")
    split = split_one_class(digits, (1,))
    fit, calibration = split.fit.images, split.calibration.images
    loaded = time.perf_counter()
    detector = Autoencoder()
    list(detector.fit(fit, calibration, seed))
    trained = time.perf_counter()
    scores = detector.anomaly_score(split.test.images)
    scored = time.perf_counter()
    return _row(start, loaded, trained, scored, auroc(scores, split.is_anomaly))


def _row(start: float, loaded: float, trained: float, scored: float, area: float) -> Row:
    return {
        "load_s": loaded - start,
        "train_s": trained - loaded,
        "score_s": scored - trained,
        "auroc": area,
    }


def _mean(rows: list[Row]) -> Row:
    return {name: round(statistics.mean(row[name] for row in rows), 5) for name in rows[0]}


def main() -> None:
    """Run both recipes in turn, once a seed, and print the means."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object as the last line"
    )
    options = parser.parse_args()
    root, problems = find_mnist()
    if root is None:
        raise SystemExit(
            "\n".join(map(str, problems)) or "This benchmark needs MNIST: set MNIST_ROOT."
        )
    rows: dict[str, list[Row]] = {"article": [], "default": []}
    for seed in range(options.seeds):
        rows["article"].append(article(str(root), seed))
        rows["default"].append(default(seed))
    means = {name: _mean(each) for name, each in rows.items()}
    for name, row in means.items():
        spread = [round(each["auroc"], 5) for each in rows[name]]
        print(
            f"{name:8} load {row['load_s']:6.2f} s  train {row['train_s']:6.2f} s  "
            f"score {row['score_s']:5.2f} s  AUROC {row['auroc']:.5f} {spread}"
        )
    totals = {
        name: sum(row[f"{part}_s"] for part in ("load", "train", "score"))
        for name, row in means.items()
    }
    speedup = totals["article"] / totals["default"]
    print(f"the default is {speedup:.1f} times faster")
    if options.json:
        print(json.dumps(means | {"speedup": round(speedup, 2)}))


if __name__ == "__main__":
    main()
