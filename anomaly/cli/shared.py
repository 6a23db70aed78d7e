"""What the commands share: the digits they work on, and where their sentences go."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from tqdm import tqdm

from anomaly.data.digits import Digits, load_digits
from anomaly.data.download import MnistFetch
from anomaly.data.mnist import find_mnist
from anomaly.errors import UserError
from anomaly.text import t

NETWORK = ("fetch.unreachable", "fetch.too_slow")  # what speaks of digits that stay in use


def get_digits(source: str) -> Digits:
    """Load digits, after fetching MNIST where it is wanted and not on disk."""
    if source in ("auto", "mnist"):
        root, problems = find_mnist()
        warn(problems)
        if root is None:
            _fetch(required=source == "mnist")
    digits = load_digits(source)
    counts = {"train": len(digits.train), "test": len(digits.test)}
    print(t("cli.digits", what=t(f"data.in_use_{digits.source}", **counts)), file=sys.stderr)
    return digits


def _fetch(required: bool) -> None:
    fetch = MnistFetch()
    with tqdm(total=100, desc=t("cli.fetching"), unit="%", disable=None) as bar:
        try:
            while fetch.wait(0.2) == "running":
                bar.update(round(100 * fetch.progress) - bar.n)
        except KeyboardInterrupt:
            fetch.cancel()
            raise
    if fetch.problem is not None:
        if required and fetch.problem.key in NETWORK:
            raise UserError("data.not_fetched") from fetch.problem
        if required:
            raise fetch.problem
        warn([fetch.problem])


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


def notes(options: argparse.Namespace) -> Any:
    """Where sentences go: beside the JSON, or in its place."""
    return sys.stderr if options.json else sys.stdout


def tell(options: argparse.Namespace, key: str, **values: object) -> None:
    """Print a sentence where sentences go."""
    print(t(key, **values), file=notes(options))


def warn(problems: Sequence[UserError]) -> None:
    """Print problems that do not end the command."""
    for problem in problems:
        print(problem, file=sys.stderr)
