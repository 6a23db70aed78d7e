"""anomaly export: write a detector in the format of other programs."""

import argparse
from pathlib import Path
from typing import Any

from anomaly.cli.plan import DETECTOR, add_model_argument, add_plan_arguments, obtain
from anomaly.cli.shared import tell
from anomaly.reports.evaluation_report import about
from anomaly.storage.onnx_file import check_exportable, export_onnx
from anomaly.text import t


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--onnx", type=Path, required=True, metavar="FILE", help=t("cli.onnx"))
    add_plan_arguments(parser)
    add_model_argument(parser)


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Load or train the detector and write it."""
    if options.model is None:
        check_exportable(options.detector or DETECTOR, options.onnx)  # before it is trained
    trained = obtain(options)
    check_exportable(trained.plan.detector, options.onnx)
    worst = export_onnx(trained, options.onnx)
    tell(options, t("onnx.written", path=options.onnx, worst=worst))
    answer = about(trained) | {
        "file": str(options.onnx),
        "threshold": trained.threshold,
        "largest_difference": worst,
    }
    return answer, 0
