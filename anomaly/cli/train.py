"""anomaly train: train a detector and store it."""

import argparse
from pathlib import Path
from typing import Any

from anomaly.cli import pictures
from anomaly.cli.plan import add_plan_arguments, read_plan, train_with_progress
from anomaly.cli.shared import get_digits, tell
from anomaly.data.digits import Digits
from anomaly.detectors import find_entry
from anomaly.detectors.components.loop import pick_device
from anomaly.errors import UserError
from anomaly.paths import check_writable, model_folder
from anomaly.reports.evaluation_report import about
from anomaly.reports.html_page import write_report
from anomaly.storage import store
from anomaly.text import t
from anomaly.training.trained import TrainedDetector


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    add_plan_arguments(parser)
    parser.add_argument("--pictures", nargs="+", type=Path, metavar="PATH", help=t("cli.pictures"))
    parser.add_argument("--report", type=Path, help=t("cli.report"))
    parser.add_argument("--folder", type=Path, help=t("cli.folder"))


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Train and store a detector, and write a report where one is asked for."""
    if options.pictures:
        pictures.check_options(options)
    plan, device = read_plan(options), pick_device(options.device)
    if not find_entry(plan.detector).detector.is_storable:
        raise UserError("store.not_storable", detector=plan.detector)
    _check_writable(options)
    if options.pictures:
        trained, digits, more = pictures.learn(options, plan, device)
    else:
        digits, more = get_digits(options.data), {}
        trained = train_with_progress(plan, digits, device)
    path = store.save(trained, options.folder)
    last = trained.history[-1]
    losses = t("cli.losses", fit=last.fit_loss, calibration=last.calibration_loss)
    tell(options, losses, t("cli.stored", path=path))
    if options.report:
        _write_report(options.report, trained, digits)
        tell(options, t("cli.report_written", path=options.report))
    answer = about(trained) | {
        "file": str(path),
        "fit_loss": last.fit_loss,
        "calibration_loss": last.calibration_loss,
        "seconds": last.seconds,
    }
    return answer | more, 0


def _check_writable(options: argparse.Namespace) -> None:
    """Refuse a report or a folder that cannot be written, before the training that it is for."""
    folder = options.folder or model_folder()
    _check(folder / "model", "cli.no_folder", folder)
    if options.report:
        _check(options.report, "cli.no_report", options.report)


def _check(path: Path, key: str, named: Path) -> None:
    try:
        check_writable(path)
    except OSError as error:
        raise UserError(key, path=named, reason=error.strerror or "?") from error


def _write_report(path: Path, trained: TrainedDetector, digits: Digits) -> None:
    try:
        write_report(path, trained, digits)
    except OSError as error:
        reason = error.strerror or "?"
        raise UserError("cli.report_unwritable", path=path, reason=reason) from error
