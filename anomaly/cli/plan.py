"""Arguments that make a training plan, and the detector that they name."""

import argparse
from pathlib import Path
from typing import Any

from tqdm import tqdm

from anomaly.cli.shared import add_json, get_digits, read_labels, tell, warn
from anomaly.data.digits import MNIST_FINGERPRINT, Digits
from anomaly.detectors import DETECTORS, TrainingReport, override, recipe
from anomaly.detectors.components.loop import DEVICES, pick_device
from anomaly.errors import UserError
from anomaly.storage import store
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector

DETECTOR = "autoencoder"  # where none is named
# Options that describe a detector or its digits, with their values where they are not given.
OF_PLAN: dict[str, Any] = {
    "normal": "1",
    "detector": None,
    "recipe": "default",
    "set": [],
    "seed": 0,
    "most_digits": None,
    "contamination": 0.0,
    "data": "auto",
}


def add_plan_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that `read_plan` and `obtain` read."""
    known = ", ".join(DETECTORS)
    parser.add_argument("--normal", default="1", help=t("cli.normal"))
    parser.add_argument("--detector", help=t("cli.detector", known=known))
    parser.add_argument("--recipe", default="default", help=t("cli.recipe"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help=t("cli.set")
    )
    parser.add_argument("--seed", type=int, default=0, help=t("cli.seed"))
    parser.add_argument("--most-digits", type=int, metavar="N", help=t("cli.most_digits"))
    parser.add_argument(
        "--contamination", type=float, default=0.0, metavar="SHARE", help=t("cli.contamination")
    )
    parser.add_argument("--data", default="auto", help=t("cli.data"))
    parser.add_argument("--device", default="auto", choices=DEVICES, help=t("cli.device"))
    add_json(parser)


def add_model_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument that names a detector's file, in place of those that describe one."""
    parser.add_argument("--model", type=Path, metavar="FILE", help=t("cli.model"))


def check_model_options(options: argparse.Namespace) -> None:
    """Refuse options that describe a detector beside the file of one.

    Raises
    ------
    UserError
        If one was given.
    """
    measures_anew = getattr(options, "corruptions", False)  # on the digits that --data names
    for name, value in OF_PLAN.items():
        if getattr(options, name) != value and not (name == "data" and measures_anew):
            raise UserError("cli.beside_model", option=f"--{name.replace('_', '-')}")


def read_plan(options: argparse.Namespace) -> TrainingPlan:
    """Return the plan that the arguments describe.

    Raises
    ------
    UserError
        If they make no sense.
    """
    detector = options.detector or DETECTOR
    return TrainingPlan(
        detector=detector,
        settings=override(recipe(detector, options.recipe), options.set),
        normal=tuple(read_labels(options.normal)),
        seed=options.seed,
        most_digits=options.most_digits,
        contamination=options.contamination,
    )


def obtain(options: argparse.Namespace) -> TrainedDetector:
    """Load the detector's file that is named, or the stored one that fits, or train and store it.

    Print a problem of its training in either case.

    Raises
    ------
    UserError
        If the arguments make no sense, or it cannot be trained.
    """
    if options.model is not None:
        check_model_options(options)
        if not options.model.is_file():
            raise UserError("cli.no_model", path=options.model)
        named = store.load(options.model, pick_device(options.device))
        warn(named.problem)
        return named
    plan, device = read_plan(options), pick_device(options.device)
    if options.data in ("auto", "mnist"):
        trained = _find(plan, MNIST_FINGERPRINT, device)
        if trained is not None:
            tell(options, t("cli.digits", what=t("data.stored_mnist")))
            return trained
    digits = get_digits(options.data)
    trained = _find(plan, digits.fingerprint, device)
    if trained is None:
        trained = train_with_progress(plan, digits, device)
        try:
            store.save(trained)
        except UserError as problem:
            warn(problem)
    return trained


def train_with_progress(plan: TrainingPlan, digits: Digits, device: str) -> TrainedDetector:
    """Train a detector behind a progress bar, and print a problem of its training.

    Raises
    ------
    UserError
        As `anomaly.train_detector` does.
    """
    with tqdm(desc=t("cli.training"), unit=t("cli.epoch"), disable=None) as bar:

        def on_report(report: TrainingReport) -> None:
            bar.total = report.epochs
            loss = {t("cli.loss"): f"{report.calibration_loss:.4f}"}
            bar.set_postfix(loss, refresh=False)
            bar.update()

        trained = train_detector(plan, digits, device, on_report)
    warn(trained.problem)
    return trained


def _find(plan: TrainingPlan, fingerprint: str, device: str) -> TrainedDetector | None:
    """Return the stored detector; print its problem, and those of damaged files."""
    trained, problems = store.find(plan, [fingerprint], device)
    warn(*problems)
    if trained is not None:
        warn(trained.problem)
    return trained
