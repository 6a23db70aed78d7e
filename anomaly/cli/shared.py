"""Parts shared by the commands: the digits they work on, and the output of sentences."""

import argparse
import sys
from typing import TextIO

from tqdm import tqdm

from anomaly.cli.output import write
from anomaly.data.digits import Digits, load_digits
from anomaly.data.download import MnistFetch
from anomaly.data.mnist import find_mnist
from anomaly.errors import UserError
from anomaly.text import t

NETWORK = ("fetch.unreachable", "fetch.too_slow")  # problems that speak of digits that stay in use
POLL_INTERVAL = 0.2  # seconds between two updates of the progress bar


def get_digits(source: str) -> Digits:
    """Load digits, after fetching MNIST where it is wanted and not on disk.

    Parameters
    ----------
    source : {"auto", "mnist", "generated"} or str
        As `anomaly.load_digits` takes it.

    Raises
    ------
    UserError
        If the digits asked for are not available.
    """
    if source in ("auto", "mnist"):
        root, problems = find_mnist()
        warn(*problems)
        if root is None:
            _fetch(required=source == "mnist")
    digits = load_digits(source)
    counts = {"train": len(digits.train), "test": len(digits.test)}
    write(t("cli.digits", what=t(f"data.in_use_{digits.source}", **counts)), sys.stderr)
    return digits


def _fetch(required: bool) -> None:
    fetch = MnistFetch()
    with tqdm(total=100, desc=t("cli.fetching"), unit="%", disable=None) as bar:
        try:
            while fetch.wait(POLL_INTERVAL) == "running":
                bar.update(round(100 * fetch.progress) - bar.n)
        except KeyboardInterrupt:
            fetch.cancel()
            raise
    if fetch.problem is not None:
        if required and fetch.problem.key in NETWORK:
            raise UserError("data.not_fetched") from fetch.problem
        if required:
            raise fetch.problem
        warn(fetch.problem)


def read_labels(text: str) -> list[int]:
    """Read digits as a person lists them: ``"1,7"``.

    Raises
    ------
    UserError
        If one is no number.
    """
    try:
        return [int(part) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise UserError("cli.not_digits", value=text[:40]) from error


def notes(options: argparse.Namespace) -> TextIO:
    """Return the stream for sentences: standard error beside JSON, else standard output."""
    return sys.stderr if options.json else sys.stdout


def tell(options: argparse.Namespace, *lines: str) -> None:
    """Print sentences to the stream that `notes` returns."""
    for line in lines:
        write(line, notes(options))


def warn(*problems: UserError | None) -> None:
    """Print the problems, which do not end the command, to standard error; None is skipped."""
    for problem in problems:
        if problem is not None:
            write(problem, sys.stderr)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help=t("cli.json"))
