"""Train the bundled detectors and write their files.

    python -m assets.make_models
    python -m assets.make_models --repack

The second trains nothing: it writes the files that are there again with limits of MNIST's training
digits, and takes a minute.

Each has its detector's default recipe and seed 0. Those that answer in the first seconds of a visit
are made for each digit, the others for digit 1. All are trained on MNIST but the nearest digits,
which store those that they were fitted on and so take generated ones. Weights are rounded to half
precision as far as no held-out score moves by more than 0.1%; the scores in a file are those of its
own weights. It needs MNIST and about ten minutes on two cores. The last column compares with the
benchmark's run of the same digit and seed.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from anomaly.benchmark.published import PUBLISHED, load_results
from anomaly.data.digits import LABELS, Digits, OneClassSplit, load_digits, split_one_class
from anomaly.detectors import DETECTORS, build
from anomaly.evaluation import auroc
from anomaly.storage import store
from anomaly.training.limit_records import limits_of
from anomaly.training.plan import TrainingPlan
from anomaly.training.scoring import score_held_out
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import to_half, train_detector

FOR_EACH_DIGIT = ("autoencoder", "gradients", "convolutional", "pca", "nearest")
STORES_DIGITS = ("nearest",)
MAX_CHANGE = 1e-3  # of a score
MAX_MEGABYTES = 50  # of all assets


def plans(detectors: list[str], labels: list[int]) -> Iterator[TrainingPlan]:
    """Yield the plans of the bundled detectors among those asked for."""
    for detector in detectors:
        for label in labels:
            if label == 1 or detector in FOR_EACH_DIGIT:
                yield TrainingPlan(detector=detector, normal=(label,))


def rounded(trained: TrainedDetector, digits: Digits) -> tuple[TrainedDetector, float]:
    """Return a detector with weights in half precision as far as its scores stay.

    Where rounding all of them moves a score too far, those are rounded that can be, the largest
    tensors first.

    Parameters
    ----------
    trained : TrainedDetector
    digits : Digits
        Those it was trained on.

    Returns
    -------
    trained : TrainedDetector
    change : float
        The largest relative change of a held-out score.
    """
    split = split_one_class(digits, trained.plan.normal)
    state = dict(trained.detector.state_dict())
    half, taken, change = to_half(state), trained, 0.0
    largest_first = sorted(state, key=lambda name: -state[name].numel())
    for names in (largest_first, *([name] for name in largest_first)):
        tried = state | {name: half[name] for name in names}
        candidate, moved = _with_state(trained, tried, split)
        if moved <= MAX_CHANGE:
            state, taken, change = tried, candidate, moved
            if names is largest_first:
                break
    return taken, change


def _with_state(
    trained: TrainedDetector, state: Mapping[str, Tensor], split: OneClassSplit
) -> tuple[TrainedDetector, float]:
    """Return a detector with other weights, and the largest relative change of its scores."""
    detector = build(trained.plan.detector, trained.plan.settings)
    detector.load_state_dict(state)
    held_out = score_held_out(detector, split)
    other = replace(trained, detector=detector, **held_out)
    before, after = (
        torch.cat([some.calibration_scores, some.anomalous_scores, some.test_scores])
        for some in (trained, other)
    )
    return other, float(((after - before).abs() / before.abs()).max())


def area_of(trained: TrainedDetector) -> float:
    """Return the AUROC of a detector's digit against all others, on its test digits."""
    scores, is_anomaly = trained.against(LABELS)
    return auroc(scores.numpy(), is_anomaly.numpy())


def published_areas() -> dict[tuple[str, int], float]:
    """Return the benchmark's AUROC by detector and digit, for seed 0."""
    results = load_results(PUBLISHED)
    return {
        (result.detector, result.digit): result.auroc
        for result in results
        if result.seed == 0 and result.auroc is not None
    }


def with_limits(trained: TrainedDetector, mnist: Digits, digits: Digits) -> TrainedDetector:
    """Return a detector with limits of MNIST's training digits, whichever it was fitted on.

    Generated digits are more alike than people's: few of these would be within their limits.

    Parameters
    ----------
    trained : TrainedDetector
    mnist : Digits
    digits : Digits
        Those it was tested on.
    """
    limits = limits_of(split_one_class(mnist, trained.plan.normal))
    outside = limits.outside(digits.test[trained.test_rows].images)
    return replace(trained, limits=limits, test_outside=outside)


def repack(path: Path, data: Mapping[str, Digits]) -> str:
    """Write a file again with its limits, and return a row about it."""
    trained = store.load(path)
    trained = with_limits(trained, data["mnist"], data[trained.source])
    trained.save(path)
    normal = torch.isin(trained.test_labels, torch.tensor(trained.plan.normal))
    assert trained.test_outside is not None
    outside = float(trained.test_outside[normal].float().mean())
    return f"{path.stem:40} {path.stat().st_size / 1e6:6.2f} MB, {outside:.2%} of normal outside"


def make(plan: TrainingPlan, data: Mapping[str, Digits]) -> str:
    """Train a detector, write its file, and return a row about it."""
    digits = data["generated" if plan.detector in STORES_DIGITS else "mnist"]
    trained, change = rounded(train_detector(plan, digits), digits)
    if not trained.carried_out:
        raise SystemExit(f"{plan.detector} for {plan.normal} ended as {trained.ended}")
    for old in store.BUNDLED.glob(store.file_name(plan, "*")):
        old.unlink()
    path = store.save(with_limits(trained, data["mnist"], digits), store.BUNDLED)
    area, published = area_of(trained), published_areas().get((plan.detector, plan.normal[0]))
    return (
        f"{plan.detector:13} {plan.normal[0]:5} {area:8.4f} {change:9.1e}"
        f" {path.stat().st_size / 1e6:6.2f} {trained.history[-1].seconds:7.1f}"
        + (f" {area - published:+9.4f}" if published and digits.source == "mnist" else f" {'-':>9}")
    )


def main() -> None:
    """Make those asked for, by default all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--detectors", default=",".join(DETECTORS))
    parser.add_argument("--normal", default="0123456789", help="digits, as in 17")
    parser.add_argument("--repack", action="store_true", help="train nothing, renew limits")
    options = parser.parse_args()
    data = {source: load_digits(source) for source in ("mnist", "generated")}
    if options.repack:
        for path in sorted(store.BUNDLED.glob("*.safetensors")):
            print(repack(path, data), flush=True)
        return
    print("detector      digit    AUROC    change     MB seconds benchmark")
    for plan in plans(options.detectors.split(","), [int(label) for label in options.normal]):
        print(make(plan, data), flush=True)
    total = sum(path.stat().st_size for path in Path(__file__).parent.rglob("*") if path.is_file())
    print(f"all assets: {total / 1e6:.1f} MB, at most {MAX_MEGABYTES}")
    if total > MAX_MEGABYTES * 1e6:
        raise SystemExit("too large")


if __name__ == "__main__":
    main()
