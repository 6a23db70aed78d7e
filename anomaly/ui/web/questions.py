"""The address at which a page asks about a drawing under way, and the exact answer at pen-up.

A run of Streamlit's script would take longer than the answer, and would come between what a person
does elsewhere on the page. A desk's address ends with its session, and each answers one question at
a time, so that a page cannot drown the server.
"""

import asyncio
import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from anomaly.ui.session.desk import Desk, find_desk

FOLDER = "questions"
MAX_BYTES = 100_000  # of a question; the longest drawing with all its moments has half of it
AT_ONCE = 2  # questions of all sessions
HEADERS = {"Cache-Control": "no-store", "Content-Encoding": "identity"}  # as in weights.py

_turn = asyncio.Semaphore(AT_ONCE)


def questions_address(desk: Desk) -> str:
    """Return the address of a desk, relative to that of the pages."""
    return f"{FOLDER}/{desk.token}"


async def reply(request: Request) -> Response:
    """Reply to a question; nothing of it is trusted."""
    desk = find_desk(request.path_params["token"])
    if desk is None:
        return PlainTextResponse("", 404)
    if desk.is_busy:
        return PlainTextResponse("", 429)
    desk.is_busy = True
    try:
        content = await _read(request)
        if content is None:
            return PlainTextResponse("", 413)
        async with _turn:
            answer = await run_in_threadpool(_answer, desk, content)
    except ClientDisconnect:
        return PlainTextResponse("", 400)
    finally:
        desk.is_busy = False
    return JSONResponse(answer, headers=HEADERS)


async def _read(request: Request) -> bytes | None:
    """Return what is asked; None where it is longer than any question."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > MAX_BYTES:
            return None
    return bytes(content)


def _answer(desk: Desk, content: bytes) -> object:
    # Imported here, since it loads PyTorch, and the server imports this before it answers.
    from anomaly.ui.digit_input.questions import reply_to

    try:
        question = json.loads(content)
    except (ValueError, RecursionError):
        question = None
    return reply_to(question, desk.trained, desk.settings)
