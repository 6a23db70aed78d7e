"""Detectors before and after they are taught twenty digits of hands that they never saw.

    python tests/benchmarks/hands.py --json
    python tests/benchmarks/hands.py --development --detectors autoencoder --seeds 2

Digits of real pens (see `tests.support.pens`). For each seed, five writers are drawn, and four of
each one's digits of the normal kind are taught, with their strokes. Measured are the digits of
fourteen writers by whom nothing was chosen, but for those taught; with `--others`, only those of
the nine writers who taught none. `auroc` is of the normal digits against all others, `flagged` the
share of the normal ones at or above the default threshold, `passed` the share of the others below
it, and `mnist_before` and `mnist_after` the AUROC on the same test digits of MNIST. All are means
over the seeds; `spread` is the standard deviation between seeds of `flagged` and `passed`.
`seconds` are those of the processor.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from anomaly.data.digits import LABELS, Digits, load_digits
from anomaly.evaluation import auroc
from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.storage import store
from anomaly.training.adaptation import adapt_detector
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector
from tests.support.pens import DEVELOPMENT, FILE, FOLDER, REPORTED, written_by
from tests.support.strokes import Points, on_grid

WIDTH = 18  # of the brush; all are drawn again with MNIST's
TEACHERS, EXAMPLES = 5, 4  # writers, and digits by each
MAX_OTHERS = 1000  # digits of other kinds that are scored
# Detector and score -> its normal digits and settings.
MEASURED: dict[str, tuple[tuple[int, ...], dict[str, str]]] = {
    "gradients": (LABELS, {}),
    "autoencoder": ((1,), {}),
    "autoencoder relative": ((1,), {"score": "relative"}),
}
Rates = dict[str, float]


@dataclass(frozen=True)
class Hands:
    """Digits of real pens: images float32 (N, 1, 28, 28), labels and writers (N,), strokes."""

    images: Tensor
    labels: Tensor
    writers: Tensor
    strokes: list[list[Points]]


def read_hands(folder: Path, writers: tuple[int, ...]) -> Hands:
    """Return the digits of some writers, as the canvas makes them of their strokes."""
    digits, labels, numbers, kept = [], [], [], []
    for writer, drawing in written_by(folder, writers, WIDTH, seed=0):
        strokes = on_grid(drawing.strokes)
        digit = digit_from_strokes(strokes, WIDTH)
        if digit is not None:
            digits.append(digit)
            labels.append(drawing.label)
            numbers.append(writer)
            kept.append(strokes)
    images = torch.from_numpy(np.stack(digits)).unsqueeze(1)
    return Hands(images, torch.tensor(labels), torch.tensor(numbers), kept)


def find_base(name: str, normal: int, settings: dict[str, str], digits: Digits) -> TrainedDetector:
    """Return the bundled detector with these settings, or train it."""
    plan = TrainingPlan(name, settings, normal=(normal,))
    trained, _ = store.find(plan, [digits.fingerprint])
    return trained or train_detector(plan, digits)


def rates(trained: TrainedDetector, hands: Hands, normal: int) -> Rates:
    """Return AUROC, flagged and passed for the digits of some writers."""
    scores, is_anomaly = trained.score(hands.images), hands.labels != normal
    above = scores.double() >= trained.threshold
    return {
        "auroc": auroc(scores.numpy(), is_anomaly.numpy()),
        "flagged": float(above[~is_anomaly].float().mean()),
        "passed": float((~above)[is_anomaly].float().mean()),
    }


def mnist_auroc(trained: TrainedDetector, rows: Tensor) -> float:
    """Return the AUROC on some of MNIST's test digits, all of which the detector has scored."""
    chosen = torch.isin(trained.test_rows, rows)
    is_anomaly = ~torch.isin(trained.test_labels[chosen], torch.tensor(trained.plan.normal))
    return auroc(trained.test_scores[chosen].numpy(), is_anomaly.numpy())


def teach(
    base: TrainedDetector, hands: Hands, digits: Digits, seed: int, *, others: bool
) -> dict[str, Rates]:
    """Return what is measured with the writers and examples that a seed draws."""
    rng, (normal,) = np.random.default_rng(seed), base.plan.normal
    teachers = torch.from_numpy(rng.permutation(hands.writers.unique().numpy())[:TEACHERS])
    by_teacher = torch.isin(hands.writers, teachers)
    is_normal = hands.labels == normal
    rows = [
        rng.choice(np.flatnonzero(is_normal & (hands.writers == one)), EXAMPLES, replace=False)
        for one in teachers
    ]
    taught = torch.from_numpy(np.concatenate(rows))
    start = time.process_time()
    adapted = adapt_detector(
        base,
        hands.images[taught],
        digits,
        seed,
        strokes=[hands.strokes[row] for row in taught.tolist()],
    )
    seconds = time.process_time() - start
    measured = ~by_teacher if others else torch.ones(len(hands.labels), dtype=torch.bool)
    measured[taught] = False
    anomalous = (measured & ~is_normal).nonzero()[:, 0]
    anomalous = anomalous[torch.from_numpy(rng.permutation(len(anomalous))[:MAX_OTHERS])]
    kept = torch.cat([(measured & is_normal).nonzero()[:, 0], anomalous])
    tested = Hands(hands.images[kept], hands.labels[kept], hands.writers[kept], [])
    return {
        "before": rates(base, tested, normal),
        "after": rates(adapted, tested, normal),
        "mnist": {
            "before": mnist_auroc(base, adapted.test_rows),
            "after": mnist_auroc(adapted, adapted.test_rows),
        },
        "cost": {"seconds": seconds},
    }


def summary(runs: list[dict[str, Rates]]) -> dict[str, object]:
    """Return the means over the seeds, and how far seeds differ."""

    def mean(when: str, name: str) -> float:
        return round(float(np.mean([run[when][name] for run in runs])), 4)

    answer: dict[str, object] = {
        when: {name: mean(when, name) for name in runs[0][when]} for when in ("before", "after")
    }
    spread = {
        name: round(float(np.std([run["after"][name] for run in runs])), 4)
        for name in ("flagged", "passed")
    }
    return answer | {
        "mnist_before": mean("mnist", "before"),
        "mnist_after": mean("mnist", "after"),
        "spread": spread,
        "seconds": mean("cost", "seconds"),
    }


def main() -> None:
    """Print a row for each detector and digit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pens", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--detectors", nargs="+", choices=MEASURED, default=list(MEASURED))
    parser.add_argument("--digits", nargs="+", type=int, choices=LABELS, default=list(LABELS))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--others", action="store_true", help="measure writers who taught none")
    parser.add_argument("--development", action="store_true", help="of the writers to choose by")
    parser.add_argument("--json", action="store_true", help="print JSON as the last line")
    options = parser.parse_args()
    if not (options.pens / FILE).exists():
        sys.exit(f"There is no {FILE} in {options.pens}; name its folder by --pens.")
    digits = load_digits()
    hands = read_hands(options.pens, DEVELOPMENT if options.development else REPORTED)
    answer: dict[str, dict[str, dict[str, object]]] = {}
    for name in options.detectors:
        known, settings = MEASURED[name]
        for normal in (digit for digit in options.digits if digit in known):
            base = find_base(name.split()[0], normal, settings, digits)
            runs = [
                teach(base, hands, digits, seed, others=options.others)
                for seed in range(options.seeds)
            ]
            found = summary(runs)
            answer.setdefault(name, {})[str(normal)] = found
            print(f"{name:22} {normal}", json.dumps(found), flush=True)
    if options.json:
        print(json.dumps(answer))


if __name__ == "__main__":
    main()
