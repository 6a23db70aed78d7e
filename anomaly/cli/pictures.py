"""anomaly train --pictures: learn a person's own sign from a folder, a ZIP or files."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tqdm import tqdm

from anomaly.cli.shared import tell, warn
from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.evaluation import default_threshold
from anomaly.preprocessing.picture_set import MAX_PICTURES, PictureSet, read_pictures
from anomaly.reports.sign_report import SignReport, describe_signs, report_on_signs
from anomaly.text import format_score, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.sign_training import train_on_pictures
from anomaly.training.signs import Signs, sign_plan
from anomaly.training.trained import TrainedDetector

DETECTOR = "gradients"  # learns most from few pictures
# Options that describe digits, with their values where they are not given.
OF_DIGITS = {"normal": "1", "data": "auto", "contamination": 0.0}
MAX_TOLD = 20  # pictures that were left out and are named


def check_options(options: argparse.Namespace) -> None:
    """Refuse options that describe digits beside pictures, and complete the others.

    Raises
    ------
    UserError
        If one was given.
    """
    given = [name for name, value in OF_DIGITS.items() if getattr(options, name) != value]
    if given:
        raise UserError("cli.of_digits", option=f"--{given[0]}")
    options.detector = options.detector or DETECTOR


def learn(
    options: argparse.Namespace, plan: TrainingPlan, device: str
) -> tuple[TrainedDetector, Digits, dict[str, Any]]:
    """Read the pictures and train on them.

    Returns
    -------
    trained : TrainedDetector
    digits : Digits
        The pictures.
    more : dict
        What is told of them, as plain values for JSON.
    """
    as_given = options.set or options.recipe != "default"
    plan = sign_plan(plan.detector, plan.seed, plan.settings if as_given else None)
    pictures = _read(options)
    with tqdm(desc=t("cli.training"), unit=t("cli.epoch"), disable=None) as bar:
        trained = train_on_pictures(
            pictures.normal,
            pictures.anomalous,
            plan.detector,
            plan.seed,
            settings=plan.settings,
            device=device,
            on_report=lambda report: bar.update(),
        )
    warn(trained.problem)
    report = report_on_signs(trained)
    threshold, problem = default_threshold(trained.calibration_scores)
    warn(problem)
    tell(options, t("cli.sign_threshold", threshold=format_score(threshold)))
    tell(options, *describe_signs(report, pictures.names))
    more = {"pictures": _counts(pictures), "left_out": _plain(report, pictures.names)}
    return trained, Signs.of(pictures.normal, pictures.anomalous).as_digits(), more


def _read(options: argparse.Namespace) -> PictureSet:
    most = options.most_digits or MAX_PICTURES
    with tqdm(desc=t("cli.reading"), unit="", disable=None) as bar:

        def on_read(done: int, total: int) -> None:
            bar.total = total
            bar.update()

        pictures = read_pictures(
            options.pictures, most=min(most, MAX_PICTURES), seed=options.seed, on_read=on_read
        )
    counts = {"normal": len(pictures.normal), "anomalous": len(pictures.anomalous)}
    tell(options, t("cli.pictures_read", **counts), *pictures.notices)
    for name, reason in pictures.problems[:MAX_TOLD]:
        tell(options, t("cli.picture_skipped", name=name, reason=reason))
    if len(pictures.problems) > MAX_TOLD:
        tell(options, t("cli.more_skipped", count=len(pictures.problems) - MAX_TOLD))
    return pictures


def _counts(pictures: PictureSet) -> dict[str, Any]:
    """Return what was read as plain values for JSON."""
    return {
        "normal": len(pictures.normal),
        "anomalous": len(pictures.anomalous),
        "skipped": [problem._asdict() for problem in pictures.problems],
        "notices": list(pictures.notices),
    }


def _plain(report: SignReport, names: Sequence[str]) -> dict[str, Any]:
    """Return what leaving out has shown as plain values for JSON."""
    return {
        "scores": [  # names may be the same, where files of several folders were given
            {"name": name, "score": score}
            for name, score in zip(names, report.scores.tolist(), strict=True)
        ],
        "normal": asdict(report.normal),
        "given": None if report.given is None else asdict(report.given),
        "others": asdict(report.others),
        "unlike": [names[row] for row in report.unlike.nonzero()[0].tolist()],
    }
