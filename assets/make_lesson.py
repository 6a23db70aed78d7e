"""Make what the steps of the lesson load: networks, tables and generated digits.

    python -m assets.make_lesson
    python -m assets.make_lesson --parts bottlenecks,epochs

Networks are autoencoders of 1s with seed 0, trained on MNIST and stored as chains of layers in half
precision, as a page reads them. Digits are generated ones. It needs MNIST, and takes about a minute
on one core.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import torch
from PIL import Image
from torch import Tensor

from anomaly.data.digits import LABELS, Digits, load_digits, split_one_class
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.detectors import Detector, TrainingReport, build, recipe
from anomaly.detectors.autoencoder import AutoencoderSettings
from anomaly.paths import ASSETS
from anomaly.storage import store
from anomaly.storage.chain_file import write_chain
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import Training, train_detector
from anomaly.ui.lesson.epochs import CHECKPOINTS
from anomaly.ui.lesson.layers import NARROWER
from assets.lesson_failures import make_failures

FOLDER = ASSETS / "lesson"
MAX_MEGABYTES = 5
NORMAL = 1
ODD = 9  # what the step on epochs asks about
# Narrow, so that eight checkpoints take less than a megabyte, and slow enough that one sees a
# network learn what all 1s have in common before what tells one from another.
EPOCHS = AutoencoderSettings(
    epochs=12, least_updates=0, learning_rate=3e-4, one_cycle=False, hidden=(32,), latent=4
)
NORMAL_DIGITS = 200
DIGITS_OF_OTHERS = 8
COLUMNS = 20


def make_bottlenecks(mnist: Digits) -> None:
    """Train the default network with narrower codes, and tabulate what each scores."""
    settings = recipe("autoencoder")
    assert isinstance(settings, AutoencoderSettings)
    table: dict[str, Any] = {}
    for latent in NARROWER:
        narrower = replace(settings, latent=latent)
        plan = TrainingPlan(detector="autoencoder", normal=(NORMAL,), settings=narrower)
        trained = train_detector(plan, mnist)
        _write_network(f"bottleneck-{latent}", trained.detector)
        table[str(latent)] = _typical_scores(trained)
    [bundled] = store.BUNDLED.glob(f"autoencoder-{NORMAL}-*")
    table[str(settings.latent)] = _typical_scores(store.load(bundled))
    _write_table("bottlenecks", table)


def make_epochs(mnist: Digits) -> None:
    """Train a narrow network, and store it and its loss as of several epochs."""
    plan = TrainingPlan(detector="autoencoder", normal=(NORMAL,), settings=EPOCHS)
    training = Training(plan, mnist)
    split = split_one_class(mnist, (NORMAL,))
    unseen = {
        "ones": split.calibration.images,
        "nines": split.anomalous[split.anomalous.labels == ODD].images,
    }
    losses: dict[str, list[float]] = {name: [] for name in unseen}
    for epoch, detector in _epochs(training):
        for name, images in unseen.items():
            loss = (2 * detector.difference_map(images)).square().mean()
            losses[name].append(round(float(loss), 4))
        if epoch in CHECKPOINTS:
            _write_network(f"epoch-{epoch}", detector)
    _write_table("epochs", {"checkpoints": CHECKPOINTS, "losses": losses})


def _epochs(training: Training) -> Iterator[tuple[int, Detector]]:
    """Yield the detector before its training and after each epoch."""
    yield 0, _copy(training)
    for event in training.fit():
        if isinstance(event, TrainingReport):
            yield event.epoch, _copy(training)


def _copy(training: Training) -> Detector:
    """Return the detector under training with the weights that are stored of it."""
    detector = build(training.plan.detector, training.plan.settings)
    detector.load_state_dict({name: part.float() for name, part in training.state_dict().items()})
    return detector


def make_digits(_: Digits) -> None:
    """Put generated digits that no network has seen onto a sheet, the 1s first."""
    test, train = load_digits("generated").test, load_digits("generated").train
    normal = torch.cat([some.images[some.labels == NORMAL] for some in (test, train)])
    pictures, labels = [normal[:NORMAL_DIGITS]], str(NORMAL) * NORMAL_DIGITS
    for label in LABELS:
        if label != NORMAL:
            pictures.append(test.images[test.labels == label][:DIGITS_OF_OTHERS])
            labels += str(label) * DIGITS_OF_OTHERS
    _write_sheet("digits", torch.cat(pictures))
    _write_table("digits", {"columns": COLUMNS, "labels": labels})


def make_failing(mnist: Digits) -> None:
    """Train small networks that fail, and tabulate what they score."""
    networks, table = make_failures(mnist)
    for name, detector in networks.items():
        _write_network(name, detector)
    _write_table("failures", table)


PARTS: dict[str, Callable[[Digits], None]] = {
    "bottlenecks": make_bottlenecks,
    "epochs": make_epochs,
    "digits": make_digits,
    "failures": make_failing,
}


def _typical_scores(trained: TrainedDetector) -> dict[str, float]:
    """Return the median scores of training digits that were not fitted on, by label."""
    scores = {str(NORMAL): trained.calibration_scores}
    for label in LABELS:
        if label != NORMAL:
            scores[str(label)] = trained.anomalous_scores[trained.anomalous_labels == label]
    return {label: round(float(scores[label].median()), 1) for label in sorted(scores)}


def _write_network(name: str, detector: Detector) -> None:
    chain = detector.chain()
    content = None if chain is None else write_chain(chain)
    if content is None:
        raise SystemExit(f"a page cannot compute {name}")
    (FOLDER / f"{name}.safetensors").write_bytes(content)


def _write_table(name: str, table: dict[str, Any]) -> None:
    (FOLDER / f"{name}.json").write_text(json.dumps(table) + "\n", encoding="utf-8")


def _write_sheet(name: str, pictures: Tensor) -> None:
    """Write pictures (N, 1, 28, 28) in [0, 1] as a grey PNG of `COLUMNS` to a row."""
    rows = -(-len(pictures) // COLUMNS)
    sheet = torch.zeros(rows * COLUMNS, IMAGE_SIDE, IMAGE_SIDE)
    sheet[: len(pictures)] = pictures[:, 0]
    tiles = sheet.view(rows, COLUMNS, IMAGE_SIDE, IMAGE_SIDE).transpose(1, 2)
    pixels = tiles.reshape(rows * IMAGE_SIDE, COLUMNS * IMAGE_SIDE).mul(255).round().byte()
    Image.fromarray(pixels.numpy()).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Make the parts asked for, by default all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--parts", default=",".join(PARTS))
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    mnist = load_digits("mnist")
    for name in options.parts.split(","):
        PARTS[name](mnist)
    files = [path for path in sorted(FOLDER.iterdir()) if path.is_file()]
    for path in files:
        print(f"{path.name:28} {path.stat().st_size / 1e3:8.1f} kB")
    total = sum(path.stat().st_size for path in files) / 1e6
    print(f"together {total:.2f} MB, at most {MAX_MEGABYTES}")
    if total > MAX_MEGABYTES:
        raise SystemExit("too large")


if __name__ == "__main__":
    main()
