"""Command line: python -m anomaly train | evaluate | score."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from anomaly import store
from anomaly.canvas import trace
from anomaly.data import MNIST_FINGERPRINT, Digits, all_others, check_labels, load_digits
from anomaly.detectors import DETECTORS, override, recipe
from anomaly.detectors.loop import DEVICES, pick_device
from anomaly.evaluation import RULES, default_threshold, parse_rule, share_below
from anomaly.fetch import MnistFetch
from anomaly.mnist import find_mnist
from anomaly.picture import read_picture
from anomaly.plan import TrainingPlan
from anomaly.report import write_report
from anomaly.scorecard import (
    about,
    choose_threshold,
    compare_rules,
    for_json,
    rule_table,
    scorecard,
    sentences,
)
from anomaly.text import Problem, name_digits, name_score, name_share, say
from anomaly.training import TrainedDetector, train_detector


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, 1 if a picture failed, 2 for a problem."""
    options = _parser().parse_args(arguments)
    commands = {"train": _train, "evaluate": _evaluate, "score": _score}
    try:
        answer, status = commands[options.command](options)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(for_json(answer), allow_nan=False))
    return status


def _train(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    plan, device = _plan(options), pick_device(options.device)
    digits = _digits(options.data)
    trained = _run(plan, digits, device)
    path = store.save(trained, options.folder)
    last = trained.history[-1]
    _tell(options, "cli.losses", fit=last.fit_loss, calibration=last.calibration_loss)
    _tell(options, "cli.stored", path=path)
    if options.report:
        try:
            write_report(options.report, trained, digits)
        except OSError as error:
            reason = error.strerror or "?"
            raise Problem("cli.report_unwritable", path=options.report, reason=reason) from error
        _tell(options, "cli.report_written", path=options.report)
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
    anomalous = all_others(normal) if rest else check_labels(_labels(options.anomaly))
    anomalous = tuple(label for label in anomalous if label not in normal)
    threshold, written, problem = choose_threshold(trained, anomalous, rule)
    _warn([] if problem is None else [problem])
    card = scorecard(trained, anomalous, threshold, written)
    print(*sentences(trained, card), sep="\n", file=_notes(options))
    if options.rules:
        card["rules"] = compare_rules(trained, anomalous)
        print(rule_table(card["rules"]), file=_notes(options))
    return about(trained) | card, 0


def _score(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    trained = _obtain(options)
    threshold, problem = default_threshold(trained.calibration_scores)
    _warn([] if problem is None else [problem])
    results = [_score_file(path, trained, threshold) for path in options.files]
    for result in results:
        print(f"{result['file']}: {result['sentence']}", file=_notes(options))
    answer = about(trained) | {"threshold": threshold, "results": results}
    return answer, int(any(result["verdict"] is None for result in results))


def _score_file(path: Path, trained: TrainedDetector, threshold: float) -> dict[str, Any]:
    import torch

    blank = {"file": str(path), "verdict": None, "score": None, "share_below": None}
    try:
        traced = trace(read_picture(path))
    except Problem as problem:
        return blank | {"sentence": str(problem)}
    if traced.digit is None:
        reason = say(traced.problem or "canvas.blank")
        return blank | {"verdict": "blank", "sentence": say("verdict.blank", reason=reason)}
    detection = trained.detector.detect(torch.from_numpy(traced.digit))
    verdict = "anomaly" if detection.score >= threshold else "normal"
    share = share_below(detection.score, trained.calibration_scores)
    sentence = say(
        f"verdict.{verdict}",
        score=name_score(detection.score),
        threshold=name_score(threshold),
        share=name_share(share),
        normal=name_digits(trained.plan.normal),
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
        _warn(problems)
        if trained is not None:
            _tell(options, "cli.digits", what=say("data.stored_mnist"))
            return trained
    digits = _digits(options.data)
    trained, problems = store.find(plan, [digits.fingerprint], device)
    _warn(problems)
    if trained is None:
        trained = _run(plan, digits, device)
        try:
            store.save(trained)
        except Problem as problem:
            _warn([problem])
    return trained


def _digits(source: str) -> Digits:
    """Load digits, after fetching MNIST where it is wanted and not on disk."""
    if source in ("auto", "mnist"):
        root, problems = find_mnist()
        _warn(problems)
        if root is None:
            _fetch(required=source == "mnist")
    digits = load_digits(source)
    counts = {"train": len(digits.train), "test": len(digits.test)}
    print(say("cli.digits", what=say(f"data.in_use_{digits.source}", **counts)), file=sys.stderr)
    return digits


def _fetch(required: bool) -> None:
    fetch = MnistFetch()
    with tqdm(total=100, desc=say("cli.fetching"), unit="%", disable=None) as bar:
        try:
            while fetch.wait(0.2) == "running":
                bar.update(round(100 * fetch.progress) - bar.n)
        except KeyboardInterrupt:
            fetch.cancel()
            raise
    if fetch.problem is not None:
        if required:
            raise fetch.problem
        _warn([fetch.problem])


def _run(plan: TrainingPlan, digits: Digits, device: str) -> TrainedDetector:
    with tqdm(desc=say("cli.training"), unit="epoch", disable=None) as bar:

        def show(report: Any) -> None:
            bar.total = report.epochs
            bar.set_postfix(loss=f"{report.calibration_loss:.4f}", refresh=False)
            bar.update()

        trained = train_detector(plan, digits, device, show)
    _warn([] if trained.problem is None else [trained.problem])
    return trained


def _plan(options: argparse.Namespace) -> TrainingPlan:
    settings = override(recipe(options.detector, options.recipe), options.set)
    return TrainingPlan(
        detector=options.detector,
        settings=settings,
        normal=tuple(_labels(options.normal)),
        seed=options.seed,
        most_digits=options.most_digits,
        contamination=options.contamination,
    )


def _labels(text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise Problem("cli.not_digits", value=text[:40]) from error


def _notes(options: argparse.Namespace) -> Any:
    """Where sentences go: beside the JSON, or in its place."""
    return sys.stderr if options.json else sys.stdout


def _tell(options: argparse.Namespace, key: str, **values: object) -> None:
    print(say(key, **values), file=_notes(options))


def _warn(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--normal", default="1", help=say("cli.normal"))
    known = ", ".join(DETECTORS)
    shared.add_argument("--detector", default="autoencoder", help=say("cli.detector", known=known))
    shared.add_argument("--recipe", default="default", help=say("cli.recipe"))
    shared.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help=say("cli.set")
    )
    shared.add_argument("--seed", type=int, default=0, help=say("cli.seed"))
    shared.add_argument("--most-digits", type=int, metavar="N", help=say("cli.most_digits"))
    shared.add_argument(
        "--contamination", type=float, default=0.0, metavar="SHARE", help=say("cli.contamination")
    )
    shared.add_argument("--data", default="auto", help=say("cli.data"))
    shared.add_argument("--device", default="auto", choices=DEVICES, help=say("cli.device"))
    shared.add_argument("--json", action="store_true", help=say("cli.json"))

    parser = argparse.ArgumentParser(prog="python -m anomaly", description=say("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", parents=[shared], help=say("cli.train"))
    train.add_argument("--report", type=Path, help=say("cli.report"))
    train.add_argument("--folder", type=Path, help=say("cli.folder"))
    evaluate = commands.add_parser("evaluate", parents=[shared], help=say("cli.evaluate"))
    evaluate.add_argument("--anomaly", default="rest", help=say("cli.anomaly"))
    rules = {"known": ", ".join(RULES), "default": RULES["quantile"].written()}
    evaluate.add_argument("--rule", metavar="NAME[=VALUE,...]", help=say("cli.rule", **rules))
    evaluate.add_argument("--rules", action="store_true", help=say("cli.rules"))
    score = commands.add_parser("score", parents=[shared], help=say("cli.score"))
    score.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("cli.files"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
