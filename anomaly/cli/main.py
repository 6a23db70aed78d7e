"""Command line: python -m anomaly train | evaluate | score | benchmark | serve."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from anomaly.cli import benchmark, serve
from anomaly.cli.shared import get_digits, notes, read_labels, tell, warn
from anomaly.data.digits import MNIST_FINGERPRINT, Digits, all_others, check_labels
from anomaly.detectors import DETECTORS, override, recipe
from anomaly.detectors.components.loop import DEVICES, pick_device
from anomaly.errors import UserError
from anomaly.evaluation import RULES, default_threshold, parse_rule, share_below
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.pipeline import trace
from anomaly.reports.evaluation_report import (
    about,
    choose_threshold,
    describe_report,
    evaluate,
    for_json,
)
from anomaly.reports.html_page import write_report
from anomaly.reports.rule_table import compare_rules, rule_table
from anomaly.storage import store
from anomaly.text import format_digits, format_score, format_share, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.training.trainer import train_detector

INTERRUPTED = 130  # what a shell takes an end by Ctrl+C for


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    That is 0, 1 if a part of it failed, 2 for a problem, and 130 where Ctrl+C ended it.
    """
    options = _parser().parse_args(arguments)
    commands = {
        "train": _train,
        "evaluate": _evaluate,
        "score": _score,
        "benchmark": benchmark.run,
        "serve": serve.run,
    }
    try:
        answer, status = commands[options.command](options)
    except UserError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(t("cli.interrupted"), file=sys.stderr)
        return INTERRUPTED
    if options.json:
        print(json.dumps(for_json(answer), allow_nan=False))
    return status


def _train(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    plan, device = _plan(options), pick_device(options.device)
    digits = get_digits(options.data)
    trained = _run(plan, digits, device)
    path = store.save(trained, options.folder)
    last = trained.history[-1]
    tell(options, "cli.losses", fit=last.fit_loss, calibration=last.calibration_loss)
    tell(options, "cli.stored", path=path)
    if options.report:
        try:
            write_report(options.report, trained, digits)
        except OSError as error:
            reason = error.strerror or "?"
            raise UserError("cli.report_unwritable", path=options.report, reason=reason) from error
        tell(options, "cli.report_written", path=options.report)
    answer = about(trained) | {
        "file": str(path),
        "fit_loss": last.fit_loss,
        "calibration_loss": last.calibration_loss,
        "seconds": last.seconds,
    }
    return answer, 0


def _evaluate(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    rule = None if options.rule is None else parse_rule(options.rule)
    trained = _obtain(options)
    normal = trained.plan.normal
    rest = options.anomaly == "rest"
    anomalous = all_others(normal) if rest else check_labels(read_labels(options.anomaly))
    anomalous = tuple(label for label in anomalous if label not in normal)
    threshold, written, problem = choose_threshold(trained, anomalous, rule)
    warn([] if problem is None else [problem])
    report = evaluate(trained, anomalous, threshold, written)
    print(*describe_report(trained, report), sep="\n", file=notes(options))
    answer = about(trained) | report.as_dict()
    if options.rules:
        answer["rules"] = compare_rules(trained, anomalous)
        print(rule_table(answer["rules"]), file=notes(options))
    return answer, 0


def _score(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    trained = _obtain(options)
    threshold, problem = default_threshold(trained.calibration_scores)
    warn([] if problem is None else [problem])
    results = [_score_file(path, trained, threshold) for path in options.files]
    for result in results:
        print(f"{result['file']}: {result['sentence']}", file=notes(options))
    answer = about(trained) | {"threshold": threshold, "results": results}
    return answer, int(any(result["verdict"] is None for result in results))


def _score_file(path: Path, trained: TrainedDetector, threshold: float) -> dict[str, Any]:
    import torch

    blank = {"file": str(path), "verdict": None, "score": None, "share_below": None}
    try:
        traced = trace(read_picture(path))
    except UserError as problem:
        return blank | {"sentence": str(problem)}
    if traced.digit is None:
        reason = t(traced.problem or "canvas.blank")
        return blank | {"verdict": "blank", "sentence": t("verdict.blank", reason=reason)}
    detection = trained.detector.detect(torch.from_numpy(traced.digit))
    verdict = "anomaly" if detection.score >= threshold else "normal"
    share = share_below(detection.score, trained.calibration_scores)
    sentence = t(
        f"verdict.{verdict}",
        score=format_score(detection.score),
        threshold=format_score(threshold),
        share=format_share(share),
        normal=format_digits(trained.plan.normal),
    )
    return {
        "file": str(path),
        "verdict": verdict,
        "score": detection.score,
        "share_below": share,
        "sentence": sentence,
    }


def _obtain(options: argparse.Namespace) -> TrainedDetector:
    """Take the stored detector that fits the options, or train and store it."""
    plan, device = _plan(options), pick_device(options.device)
    if options.data in ("auto", "mnist"):
        trained, problems = store.find(plan, [MNIST_FINGERPRINT], device)
        warn(problems)
        if trained is not None:
            tell(options, "cli.digits", what=t("data.stored_mnist"))
            return trained
    digits = get_digits(options.data)
    trained, problems = store.find(plan, [digits.fingerprint], device)
    warn(problems)
    if trained is None:
        trained = _run(plan, digits, device)
        try:
            store.save(trained)
        except UserError as problem:
            warn([problem])
    return trained


def _run(plan: TrainingPlan, digits: Digits, device: str) -> TrainedDetector:
    with tqdm(desc=t("cli.training"), unit="epoch", disable=None) as bar:

        def show(report: Any) -> None:
            bar.total = report.epochs
            bar.set_postfix(loss=f"{report.calibration_loss:.4f}", refresh=False)
            bar.update()

        trained = train_detector(plan, digits, device, show)
    warn([] if trained.problem is None else [trained.problem])
    return trained


def _plan(options: argparse.Namespace) -> TrainingPlan:
    settings = override(recipe(options.detector, options.recipe), options.set)
    return TrainingPlan(
        detector=options.detector,
        settings=settings,
        normal=tuple(read_labels(options.normal)),
        seed=options.seed,
        most_digits=options.most_digits,
        contamination=options.contamination,
    )


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--normal", default="1", help=t("cli.normal"))
    known = ", ".join(DETECTORS)
    shared.add_argument("--detector", default="autoencoder", help=t("cli.detector", known=known))
    shared.add_argument("--recipe", default="default", help=t("cli.recipe"))
    shared.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help=t("cli.set")
    )
    shared.add_argument("--seed", type=int, default=0, help=t("cli.seed"))
    shared.add_argument("--most-digits", type=int, metavar="N", help=t("cli.most_digits"))
    shared.add_argument(
        "--contamination", type=float, default=0.0, metavar="SHARE", help=t("cli.contamination")
    )
    shared.add_argument("--data", default="auto", help=t("cli.data"))
    shared.add_argument("--device", default="auto", choices=DEVICES, help=t("cli.device"))
    shared.add_argument("--json", action="store_true", help=t("cli.json"))

    parser = argparse.ArgumentParser(prog="python -m anomaly", description=t("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", parents=[shared], help=t("cli.train"))
    train.add_argument("--report", type=Path, help=t("cli.report"))
    train.add_argument("--folder", type=Path, help=t("cli.folder"))
    evaluate = commands.add_parser("evaluate", parents=[shared], help=t("cli.evaluate"))
    evaluate.add_argument("--anomaly", default="rest", help=t("cli.anomaly"))
    rules = {"known": ", ".join(RULES), "default": RULES["quantile"].written()}
    evaluate.add_argument("--rule", metavar="NAME[=VALUE,...]", help=t("cli.rule", **rules))
    evaluate.add_argument("--rules", action="store_true", help=t("cli.rules"))
    score = commands.add_parser("score", parents=[shared], help=t("cli.score"))
    score.add_argument("files", nargs="+", type=Path, metavar="FILE", help=t("cli.files"))
    benchmark.add_parser(commands)
    serve.add_parser(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
