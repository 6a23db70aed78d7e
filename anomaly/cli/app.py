"""anomaly app: start the app in this process."""

import argparse
import runpy
import sys
from typing import Any

from anomaly.paths import APP, HOME
from anomaly.text import t
from anomaly.validation import check_range


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = t("cli.app_description", folder=HOME)
    parser.add_argument("--address", default="localhost", help=t("cli.app_address"))
    parser.add_argument("--port", type=int, default=8501, help=t("cli.port"))
    parser.set_defaults(json=False)


def run(options: argparse.Namespace) -> tuple[dict[str, Any], int]:
    """Run Streamlit until it is interrupted; its settings lie beside the script."""
    check_range("port", options.port, 1, 65535)
    listen = ["--server.address", options.address, "--server.port", str(options.port)]
    sys.argv = ["streamlit", "run", str(APP), *listen]
    runpy.run_module("streamlit", run_name="__main__")
    return {}, 0
