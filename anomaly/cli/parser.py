"""The parser of the command line: argparse in the language in force, wrapped by columns."""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from wcwidth import width as columns

from anomaly.text import printable, t
from anomaly.text.wrapping import wrap

# Keys of our sentences, by argparse's own messages that a person can meet (Python 3.11 to 3.13).
MESSAGES = {
    "usage: ": "argparse.usage",
    "positional arguments": "argparse.arguments",
    "options": "argparse.options",
    "show this help message and exit": "argparse.help",
    "%(prog)s: error: %(message)s\n": "argparse.error",
    "argument %(argument_name)s: %(message)s": "argparse.of_argument",
    "the following arguments are required: %s": "argparse.required",
    "unrecognized arguments: %s": "argparse.unknown",
    "expected one argument": "argparse.expected_one",
    "expected at least one argument": "argparse.expected_some",
    "ignored explicit argument %r": "argparse.no_value",
    "not allowed with argument %s": "argparse.not_with",
    "ambiguous option: %(option)s could match %(matches)s": "argparse.ambiguous",
    "invalid %(type)s value: %(value)r": "argparse.wrong_type",
    "invalid choice: %(value)r (choose from %(choices)s)": "argparse.wrong_choice",
}
PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\))?[rs]")


class HelpFormatter(argparse.HelpFormatter):
    """Lines of a help that are as long as the terminal shows them."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width - len(indent)))

    def _format_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None) -> str:
        """Align the lines below the first with its end of the prefix."""
        prefix = t("argparse.usage") if prefix is None else prefix
        blank = " " * columns(prefix)
        return super()._format_usage(usage, actions, groups, blank).replace(blank, prefix, 1)


class Parser(argparse.ArgumentParser):
    """A parser whose help `HelpFormatter` lays out; so are those of its commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=HelpFormatter, **settings)

    def error(self, message: str) -> NoReturn:
        """End with a message, which may name what was given, without controls of the terminal."""
        super().error(printable(message))


@contextmanager
def argparse_translated() -> Iterator[None]:
    """Put argparse's own messages into the language in force while the context lasts.

    It looks each up by a function ``_`` of its module, the one of `gettext`.
    """
    module = vars(argparse)
    former, module["_"] = module["_"], _translate
    try:
        yield
    finally:
        module["_"] = former


def _translate(message: str) -> str:
    """Return a message of argparse, with the placeholders that argparse fills."""
    if message not in MESSAGES:
        return message
    placeholders = {found["name"] or "value": found[0] for found in PLACEHOLDER.finditer(message)}
    end = "\n" if message.endswith("\n") else ""
    return t(MESSAGES[message], **placeholders) + end
