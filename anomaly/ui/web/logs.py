"""A filter of the log: a repeated fault once a minute, and no control characters of strangers."""

import logging
import re
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from textwrap import indent

from anomaly.text import t

WINDOW = 60.0  # seconds in which a fault is logged once
MAX_TEXTS = 10  # different texts from one place in the program in that time
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile(r"[\n\t\u2028\u2029]")

Place = tuple[str, int, str]  # in the program: file and line, and what an error there was about


@dataclass
class _Window:
    """Records from one place within a minute."""

    start: float
    texts: set[str] = field(default_factory=set)
    held_back: int = 0
    latest: tuple[str, int, str] = ("", 0, "")  # logger, level and text


class RepeatFilter(logging.Filter):
    """A filter that lets a repeated warning or error through once a minute, with its count.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._windows: dict[Place, _Window] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is logged; its text is made one line that is safe to print."""
        if record.levelno < logging.WARNING or getattr(record, "is_count", False):
            record.msg = _in_one_line(record.msg)
            if isinstance(record.args, tuple):  # which uvicorn's formatter of requests takes apart
                record.args = tuple(map(_in_one_line, record.args))
            return True
        text = escape(_text_of(record), BREAKS)
        record.msg, record.args = text, None
        with self._lock:
            window = self._windows.setdefault(_place_of(record), _Window(self._clock()))
            if text in window.texts or len(window.texts) >= MAX_TEXTS:
                window.held_back += 1
                window.latest = (record.name, record.levelno, text)
                return False
            window.texts.add(text)
        if record.levelno < logging.ERROR:  # what a browser sent, say: its text is enough
            record.exc_info = None
        if record.exc_info and record.exc_info[0] is not None:
            lines = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            record.exc_text = indent(escape(lines), "  ")  # none looks like an entry of the log
        return True

    def report(self) -> None:
        """Log how often each fault was repeated whose minute is over; to be called now and then."""
        now = self._clock()
        with self._lock:
            over = [place for place, each in self._windows.items() if now - each.start >= WINDOW]
            windows = [self._windows.pop(place) for place in over]
        for window in windows:
            if window.held_back:
                name, level, text = window.latest
                count = t("door.repeated", count=window.held_back, latest=text)
                logging.getLogger(name).log(level, "%s", count, extra={"is_count": True})


def escape(text: str, *further: re.Pattern[str]) -> str:
    """Return a text with its control characters, and what else is given, written as escapes."""
    for pattern in (CONTROL, *further):
        text = pattern.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return text


def _in_one_line(part: object) -> object:
    """Return a message, or what fills a blank of it, so that nothing looks like another entry."""
    return escape(part, BREAKS) if isinstance(part, str) else part


def _text_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # a call with the wrong arguments
        return str(record.msg)


def _place_of(record: logging.LogRecord) -> Place:
    error = record.exc_info[1] if record.exc_info else None
    trace = None if error is None else error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    raised = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    about = f"{type(error).__name__} {raised}" if error else ""
    return record.pathname, record.lineno, about


@contextmanager
def filtered_logs() -> Iterator[RepeatFilter]:
    """Filter the records of all loggers, those created later too, while the context lasts.

    A filter of each handler would not do: Streamlit gives each of its loggers a handler of its own
    when a module is first imported.
    """
    repeats = RepeatFilter()
    handle, hook = logging.Logger.handle, threading.excepthook

    def handle_filtered(logger: logging.Logger, record: logging.LogRecord) -> None:
        if repeats.filter(record):
            handle(logger, record)

    def log_thread(failed: threading.ExceptHookArgs) -> None:
        logging.getLogger(__name__).error("A thread failed", exc_info=failed.exc_value)

    logging.Logger.handle = handle_filtered  # type: ignore[method-assign, assignment]
    threading.excepthook = log_thread
    try:
        yield repeats
    finally:
        logging.Logger.handle, threading.excepthook = handle, hook  # type: ignore[method-assign]
