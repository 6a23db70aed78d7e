"""The command line: find the command, run it, print its answer."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from anomaly.cli.output import OutputError, end_output, flush_streams, prepare_streams, write
from anomaly.cli.parser import Parser, argparse_translated
from anomaly.errors import UserError
from anomaly.text import t
from anomaly.text.language import LANGUAGES, find_language, set_language_source
from anomaly.threads import limit_spinning

# Each command's help; its module of the same name is imported only when it is asked for.
COMMANDS = {
    "train": "cli.train",
    "evaluate": "cli.evaluate",
    "score": "cli.score",
    "benchmark": "cli.benchmark",
    "export": "cli.export",
    "app": "cli.app",
    "serve": "cli.serve",
}
# Variables that set the language of messages (POSIX), the first that is set before the others.
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
INTERRUPTED = 130  # status a shell reports for a program that Ctrl+C ended


class Command(Protocol):
    """A module of `anomaly.cli` named like its command."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments to its parser."""

    def run(self, options: argparse.Namespace) -> tuple[dict[str, Any], int]:
        """Run the command; return its answer, printed with ``--json``, and the exit status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those that the program was started with.

    Returns
    -------
    int
        The exit status: 0, 1 if a part of the command failed, 2 for a problem, 130 where Ctrl+C
        ended it, 141 where the reader of its output did.
    """
    limit_spinning()
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        language = _find_language(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    former = set_language_source(lambda: language)
    try:
        try:
            return _run(given)
        finally:
            flush_streams()
    except OutputError as error:
        return end_output(error)
    finally:
        set_language_source(former)


def _find_language(arguments: Sequence[str]) -> str | None:
    """Return the language asked for by ``--lang``, else by the locale.

    The arguments are read for it before they are parsed, since the parser's help is in it already.
    """
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    _add_language(parser)
    with suppress(argparse.ArgumentError):
        chosen: str | None = parser.parse_known_args(arguments)[0].lang
        if chosen is not None:
            return chosen
    settings = (os.environ.get(name) for name in LOCALE)
    return find_language(next(filter(None, settings), None))


def _add_language(parser: argparse.ArgumentParser) -> None:
    default = argparse.SUPPRESS if parser.add_help else None
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=t("cli.lang"))


def _run(arguments: Sequence[str]) -> int:
    try:
        with argparse_translated():
            options = _parse(arguments)
        answer, status = options.run(options)
    except UserError as problem:
        write(problem, sys.stderr)
        return 2
    except KeyboardInterrupt:
        write(t("cli.interrupted"), sys.stderr)
        return INTERRUPTED
    if options.json:
        from anomaly.reports.evaluation_report import for_json

        write(json.dumps(for_json(answer), allow_nan=False), sys.stdout)
    return status


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments, importing only the module of the command among them."""
    started_as_module = Path(sys.argv[0]).name == "__main__.py"
    program = "python -m anomaly" if started_as_module else "anomaly"
    parser = Parser(prog=program, description=t("cli.description"))
    _add_language(parser)
    commands = parser.add_subparsers(title=t("cli.commands"), dest="command", required=True)
    chosen = next((argument for argument in arguments if argument in COMMANDS), None)
    for name, key in COMMANDS.items():
        subparser = commands.add_parser(name, help=t(key), description=t(key))
        _add_language(subparser)
        if name == chosen:
            command: Command = import_module(f"anomaly.cli.{name}")
            command.add_arguments(subparser)
            subparser.set_defaults(run=command.run)
    return parser.parse_args(arguments)
