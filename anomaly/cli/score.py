"""anomaly score: score pictures of digits."""

import argparse
from pathlib import Path
from typing import Any

import torch

from anomaly.cli.plan import add_model_argument, add_plan_arguments, obtain
from anomaly.cli.shared import tell, warn
from anomaly.errors import UserError
from anomaly.evaluation import default_threshold, margin_of, resampled_thresholds, share_below
from anomaly.figures import axis_of
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.pipeline import trace
from anomaly.reports.evaluation_report import about
from anomaly.reports.verdict import describe_missing, describe_verdict
from anomaly.text import join_text, printable, t
from anomaly.training.judgement import judge_scored
from anomaly.training.trained import TrainedDetector


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    add_plan_arguments(parser)
    add_model_argument(parser)
    parser.add_argument("--no-limits", action="store_true", help=t("cli.no_limits"))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=t("cli.files"))


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Score each picture; the status is 1 if one of them could not be read."""
    trained = obtain(options)
    threshold, problem = default_threshold(trained.calibration_scores)
    warn(problem)
    results = []
    for path in options.files:
        result = {"file": str(path)} | _score(
            path, trained, threshold, with_limits=not options.no_limits
        )
        tell(options, f"{printable(result['file'])}: {result['sentence']}")
        results.append(result)
    answer = about(trained) | {"threshold": threshold, "results": results}
    return answer, int(any(result["verdict"] is None for result in results))


def _score(
    path: Path, trained: TrainedDetector, threshold: float, *, with_limits: bool
) -> dict[str, Any]:
    """Return a picture's verdict, score and sentence; without a verdict where it is unreadable."""
    blank: dict[str, Any] = {"verdict": None, "score": None, "share_below": None, "reasons": []}
    try:
        traced = trace(read_picture(path), is_file=True, is_whole=trained.is_of_signs)
    except UserError as problem:
        return blank | {"sentence": str(problem)}
    if traced.digit is None:
        reason = t(traced.problem or "picture.blank")
        return blank | {"verdict": "blank", "sentence": t("verdict.blank", reason=reason)}
    detection = trained.detector.detect(torch.from_numpy(traced.digit))
    score = detection.score
    [judgement] = judge_scored(
        trained, detection.image, [score], threshold, with_limits=with_limits
    )
    verdict = "anomaly" if judgement.is_anomaly else "normal"
    share = share_below(score, trained.independent_scores)
    decimals = axis_of(trained.test_scores).decimals
    independent = len(trained.independent_scores)
    band = resampled_thresholds(trained.calibration_scores, size=independent)
    margin = margin_of(band, threshold)
    sentences = [describe_verdict(score, threshold, margin, decimals, judgement.sentences, band)]
    sentences += [t(f"notice.{name}") for name in traced.notices]
    if verdict == "normal":
        sentences.append(describe_missing(trained.detector, detection))
    return {
        "verdict": verdict,
        "score": score,
        "share_below": share,
        "reasons": list(judgement.reasons),
        "sentence": join_text("clauses", filter(None, sentences)),
    }
