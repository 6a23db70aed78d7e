"""The address at which a page asks about a drawing: its exact answer, scores along the pen, a film.

A run of Streamlit's script would take longer than the answer, and would come between what a person
does elsewhere on the page. Each session has an endpoint of its own, which answers one question at a
time, and addresses and sessions take turns, so that none can drown the server.
"""

import asyncio
from collections.abc import Iterator
from functools import partial

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from anomaly.serving.source import source_of_client
from anomaly.text.language import use_language
from anomaly.ui.session.endpoint import Endpoint, find_endpoint
from anomaly.ui.session.strokes import strokes
from anomaly.ui.web.bodies import BodyError, parse_json, read_body
from anomaly.ui.web.fair_turns import BusyError, FairTurns

FOLDER = "questions"
MAX_BYTES = 100_000  # of a question; the longest drawing with all its moments has half of it
BUSY_PAUSE = 1.0  # seconds until a page is told to ask again
# Seconds for which a step gives way to strokes: one of many, and an answer that somebody waits for.
PATIENT, PROMPT = 1.0, 0.05
HEADERS = {"Cache-Control": "no-store", "Content-Encoding": "identity"}  # as in weights.py


def questions_address(endpoint: Endpoint) -> str:
    """Return the address of an endpoint, relative to that of the pages."""
    return f"{FOLDER}/{endpoint.token}"


class Replies:
    """Replies to the questions of all sessions of a server; nothing of a question is trusted."""

    def __init__(self) -> None:
        # An answer takes milliseconds; the scores at many moments, or a film, up to seconds.
        self._answers = FairTurns(2)
        self._slow = FairTurns(1)
        # AnyIO's threads for all are left to static files.
        self._in_thread = partial(to_thread.run_sync, limiter=CapacityLimiter(3))

    async def reply(self, request: Request) -> Response:
        """Reply to a question at the endpoint that the request names."""
        endpoint = find_endpoint(request.path_params["token"])
        if endpoint is None:
            return _refuse(404)
        try:
            content = await read_body(request, MAX_BYTES)
        except BodyError as error:
            return _refuse(error.status)
        if endpoint.is_busy:
            return _refuse(429)
        endpoint.is_busy = True
        try:
            return await self._answer(request, endpoint, parse_json(content))
        except BusyError:
            await asyncio.sleep(BUSY_PAUSE)
            return _refuse(429)
        finally:
            endpoint.is_busy = False

    async def _answer(self, request: Request, endpoint: Endpoint, question: object) -> Response:
        address = source_of_client(request.scope)
        is_slow = _is_slow(question)
        turns, courtesy = (self._slow, PATIENT) if is_slow else (self._answers, PROMPT)
        steps, reply = _steps(endpoint, question), None
        has_begun = False
        while reply is None:
            async with turns.turn(address, endpoint.token, has_begun):
                if await request.is_disconnected():  # given up meanwhile
                    return _refuse(400)
                reply = await self._in_thread(_take, steps, endpoint, courtesy)
            has_begun = True
        return reply


def _refuse(status: int) -> Response:
    return PlainTextResponse("", status)


def _is_slow(question: object) -> bool:
    return _is_film(question) or (isinstance(question, dict) and bool(question.get("moments")))


def _is_film(question: object) -> bool:
    """Return whether the question is how the detector comes to its reconstruction."""
    return isinstance(question, dict) and question.get("film") is True


def _steps(endpoint: Endpoint, question: object) -> Iterator[Response | None]:
    """Yield None after each step but the last, then the reply."""
    # Imported here, since it loads PyTorch, and the server imports this before it answers.
    from anomaly.ui.digit_input.questions import steps_to_reply
    from anomaly.ui.lesson.films import film_of

    if _is_film(question):
        yield JSONResponse(film_of(question, endpoint.trained.detector), headers=HEADERS)
        return
    for reply in steps_to_reply(question, endpoint.trained, endpoint.settings):
        yield None if reply is None else JSONResponse(reply, headers=HEADERS)


def _take(steps: Iterator[Response | None], endpoint: Endpoint, courtesy: float) -> Response | None:
    """Take a step, once no stroke is being answered."""
    strokes().give_way(courtesy)
    with use_language(endpoint.language):
        return next(steps)
