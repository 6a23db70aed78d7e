"""The boundary around all that a page does: an error there becomes a sentence where it arises.

Streamlit calls `say_error` for what a page, a fragment, a dialog or a callback raises; `guarded` is
around the addresses beside the pages. An error of ours that a person can mend says so itself. Any
other is a mistake in the program: it is logged, and the person is told what to do instead.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from inspect import iscoroutinefunction
from typing import Any

import streamlit as st
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from anomaly.errors import UserError
from anomaly.text import as_markdown, t
from anomaly.ui.session import _compat

_LOGGER = logging.getLogger(__name__)
Serve = Callable[[Request], Any]  # a response, or what is awaited for one
# Threads of an endpoint. Those that AnyIO has for all are left to Streamlit's static files.
THREADS = 2


def say_error(error: Exception) -> bool:
    """Say on the page what its script failed with, in the session's language.

    Parameters
    ----------
    error : Exception
        As `streamlit.App` gives it to ``on_script_error``.

    Returns
    -------
    bool
        True: Streamlit is to show nothing itself.
    """
    if _compat.is_said_already(error):  # by the fragment within this one
        return True
    with suppress(*_compat.END_OF_RUN):  # what follows the run says it, if it fails as well
        sentence = as_markdown(error) if isinstance(error, UserError) else t("app.failed")
        if _compat.has_script_started():
            st.error(sentence, icon=":material/error:")
        else:  # a callback failed, before anything was drawn
            _draw_with(sentence)
    return True


def _draw_with(sentence: str) -> None:
    """Request a run that draws the page beneath a sentence."""
    from anomaly.ui.session.session import session  # loads PyTorch, which a server does later

    said = session().said
    said.sentences, said.is_kept = [sentence], True
    _compat.request_run()


def guarded(serve: Serve) -> Serve:
    """Return an endpoint that answers with an empty page of status 500 where `serve` fails.

    One that is no coroutine function is called in a thread of its own two.
    """
    threads = CapacityLimiter(THREADS)

    async def answer(request: Request) -> Response:
        try:
            if iscoroutinefunction(serve):
                response: Response = await serve(request)
            else:
                response = await to_thread.run_sync(serve, request, limiter=threads)
        except Exception as error:
            return _failed(serve, error)
        return response

    return answer


def _failed(serve: Serve, error: Exception) -> Response:
    if not isinstance(error, UserError):
        _LOGGER.error("%s.%s failed: %r", serve.__module__, serve.__qualname__, error)
    return PlainTextResponse("", 500)


class _WithoutOurs(logging.Filter):
    """A filter that drops errors which a person can mend, and those that were logged before."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, UserError) or _compat.is_said_already(error))


def log_only_mistakes() -> None:
    """Keep errors whose sentence a person is told out of Streamlit's log."""
    _compat.error_log().addFilter(_WithoutOurs())
