"""Printing to standard output and standard error, in any encoding and to any reader."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from anomaly.text import printable, t

BROKEN_PIPE = 141  # status a shell reports for a program that SIGPIPE ended
UNWRITABLE = 2


class OutputError(Exception):
    """Standard output or standard error takes no more text; the cause says why."""


def prepare_streams() -> None:
    """Make standard output and standard error accept any text.

    Characters that the encoding lacks, and bytes of a file name that are no text, are written as
    escapes. What is written to a stream that was closed at the start is dropped.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write(text: object, stream: TextIO) -> None:
    """Print a line, or several, in which controls of the terminal are written as escapes.

    Raises
    ------
    OutputError
        If the stream takes no more text.
    """
    try:
        print("\n".join(map(printable, str(text).split("\n"))), file=stream)
    except OSError as error:
        raise OutputError from error


def flush_streams() -> None:
    """Write out what is buffered.

    Raises
    ------
    OutputError
        If a stream takes no more text.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            raise OutputError from error


def end_output(error: OutputError) -> int:
    """Drop what cannot be written and return the exit status: silently where a reader has left."""
    for stream in (sys.stdout, sys.stderr):
        _drop_buffered(stream)
    cause = error.__cause__
    if isinstance(cause, BrokenPipeError):
        return BROKEN_PIPE
    reason = getattr(cause, "strerror", None) or "?"
    with suppress(OSError):
        print(t("cli.output_unwritable", reason=reason), file=sys.stderr, flush=True)
    return UNWRITABLE


def _drop_buffered(stream: TextIO) -> None:
    """Point a stream that fails at the null device, or Python would fail again when it exits."""
    try:
        stream.flush()
    except OSError:
        with suppress(OSError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
