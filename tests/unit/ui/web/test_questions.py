"""The address for questions about a drawing: who is replied to there, and who is not."""

import asyncio
import gc
import json
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from starlette.applications import Starlette

from anomaly.preprocessing.pipeline import DEFAULTS
from anomaly.training.trained import TrainedDetector
from anomaly.ui.digit_input import questions
from anomaly.ui.session.endpoint import Endpoint, find_endpoint, open_endpoint
from anomaly.ui.session.strokes import Strokes
from anomaly.ui.web import bodies
from anomaly.ui.web.questions import MAX_BYTES, PATIENT, PROMPT, questions_address
from anomaly.ui.web.routes import routes
from tests.support.web import Response, request
from tests.support.widgets import drawn, moments_of

STROKE = [(0.25, 0.2), (0.75, 0.2), (0.4, 0.85)]
SEVEN = json.dumps({**drawn(STROKE), "moments": []}).encode()
ALONG = json.dumps({**drawn(STROKE), "moments": moments_of(STROKE)}).encode()


@pytest.fixture
def endpoint(small: TrainedDetector) -> Endpoint:
    return open_endpoint(small, DEFAULTS)


async def ask(endpoint: Endpoint, *body: bytes, **how: Any) -> Response:
    return await request(f"/{questions_address(endpoint)}", method="POST", body=body, **how)


async def test_a_question_is_replied_to_by_the_endpoints_detector(endpoint: Endpoint) -> None:
    response = await ask(endpoint, SEVEN[:9], SEVEN[9:])
    assert response.status == 200
    reply = json.loads(response.body)
    assert reply == questions.reply_to(json.loads(SEVEN), endpoint.trained, endpoint.settings)
    assert reply["score"] > 0
    assert response.headers["cache-control"] == "no-store"


async def test_a_film_is_asked_for_at_the_same_address(endpoint: Endpoint) -> None:
    response = await ask(endpoint, json.dumps({"film": True, "picture": ""}).encode())
    assert json.loads(response.body) == {"frames": [], "codes": [], "score": None}


async def test_below_another_path_it_is_there_as_well(endpoint: Endpoint) -> None:
    address = questions_address(endpoint)
    response = await request(f"/class/{address}", "/class", method="POST", body=[SEVEN])
    assert response.status == 200
    assert (await request(f"/else/{address}", "/class", method="POST")).status == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"7", b"null", b"{", b"\xff\xfe", b"[" * 90_000, b'{"a": NaN}'],
    ids=lambda body: repr(body)[:20],
)
async def test_what_is_no_question_is_told_so(endpoint: Endpoint, body: bytes) -> None:
    response = await ask(endpoint, body)
    assert response.status == 200
    assert json.loads(response.body)["reason"]
    assert (await ask(endpoint, SEVEN)).status == 200


async def test_a_question_longer_than_any_is_refused_before_it_is_whole(endpoint: Endpoint) -> None:
    response = await ask(endpoint, *[bytes(MAX_BYTES)] * 2, ending="stalled")
    assert (response.status, response.body) == (413, b"")
    assert (await ask(endpoint, SEVEN)).status == 200


async def test_a_question_that_breaks_off_keeps_nobody(endpoint: Endpoint) -> None:
    assert (await ask(endpoint, SEVEN[:9], ending="cut")).status == 400
    assert (await ask(endpoint, SEVEN)).status == 200


async def test_a_question_that_stalls_keeps_nobody(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    stalled = asyncio.create_task(ask(endpoint, SEVEN[:9], ending="stalled"))
    assert (await ask(endpoint, SEVEN)).status == 200
    stalled.cancel()
    monkeypatch.setattr(bodies, "MAX_WAIT", 0.01)
    assert (await ask(endpoint, SEVEN[:9], ending="stalled")).status == 408
    assert (await ask(endpoint, SEVEN)).status == 200


class Slow:
    """A server whose replies take until `go_on`; `under_way` are those that it has begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = Starlette(routes=routes(""))
        self.go_on = Event()
        self.under_way: list[object] = []
        self.steps_to_reply = questions.steps_to_reply
        monkeypatch.setattr(questions, "steps_to_reply", self.steps)

    def steps(self, question: object, *about: Any) -> Iterator[object]:
        self.under_way.append(question)
        self.go_on.wait(60)
        yield from self.steps_to_reply(question, *about)

    async def until(self, count: int) -> None:
        while len(self.under_way) < count:
            await asyncio.sleep(0.001)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow = Slow(monkeypatch)
    yield slow
    slow.go_on.set()


async def test_a_session_asks_one_question_at_a_time(
    endpoint: Endpoint, small: TrainedDetector, slow: Slow
) -> None:
    first = asyncio.create_task(ask(endpoint, SEVEN, app=slow.app))
    neighbour = asyncio.create_task(ask(open_endpoint(small, DEFAULTS), SEVEN, app=slow.app))
    await slow.until(2)
    assert (await ask(endpoint, SEVEN, app=slow.app)).status == 429
    slow.go_on.set()
    assert ((await first).status, (await neighbour).status) == (200, 200)
    assert (await ask(endpoint, SEVEN, app=slow.app)).status == 200


async def test_scores_along_the_pen_keep_no_answer_waiting(
    small: TrainedDetector, slow: Slow
) -> None:
    async with asyncio.TaskGroup() as group:
        for content in [ALONG] * 5 + [SEVEN]:
            group.create_task(ask(open_endpoint(small, DEFAULTS), content, app=slow.app))
        await slow.until(2)
        # One of each; which began first is for their threads to decide.
        assert all(json.loads(content) in slow.under_way for content in (ALONG, SEVEN))
        slow.go_on.set()
    assert len(slow.under_way) == 6


async def test_between_the_steps_of_a_long_question_others_have_their_turns(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "AT_ONCE", 10)
    app, ended = Starlette(routes=routes("")), list[str]()
    short = json.dumps({**drawn(STROKE), "moments": moments_of(STROKE)[:10]}).encode()

    async def ask_noted(name: str, content: bytes, client: str) -> bytes:
        asked = open_endpoint(small, DEFAULTS)
        response = await ask(asked, content, app=app, client=client)
        ended.append(name)
        return response.body

    async with asyncio.TaskGroup() as group:
        long = group.create_task(ask_noted("long", ALONG, "127.0.0.2"))
        group.create_task(ask_noted("short", short, "127.0.0.3"))
    assert ended == ["short", "long"]
    assert json.loads(long.result()) == questions.reply_to(json.loads(ALONG), small, DEFAULTS)


async def test_an_answer_gives_way_to_strokes_for_a_moment_and_steps_of_a_long_one_for_long(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gave_way: list[float] = []

    class Noted(Strokes):
        def give_way(self, seconds: float, is_pressed: Callable[[], bool] = bool) -> float:
            gave_way.append(seconds)
            return 0.0

    monkeypatch.setattr("anomaly.ui.web.questions.strokes", Noted)
    await ask(open_endpoint(small, DEFAULTS), SEVEN)
    assert gave_way == [PROMPT]
    await ask(open_endpoint(small, DEFAULTS), ALONG)
    assert set(gave_way[1:]) == {PATIENT}
    assert PROMPT < PATIENT


async def test_a_question_that_was_given_up_meanwhile_is_not_answered(
    small: TrainedDetector, slow: Slow
) -> None:
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(ask(open_endpoint(small, DEFAULTS), ALONG, app=slow.app))
        other = open_endpoint(small, DEFAULTS)
        given_up = group.create_task(ask(other, ALONG, app=slow.app, ending="given up"))
        await slow.until(1)
        slow.go_on.set()
    assert (asked.result().status, given_up.result().status) == (200, 400)
    assert len(slow.under_way) == 1


async def test_an_endpoint_is_gone_with_its_session(small: TrainedDetector) -> None:
    endpoint = open_endpoint(small, DEFAULTS)
    address = f"/{questions_address(endpoint)}"
    assert find_endpoint(endpoint.token) is endpoint
    del endpoint
    gc.collect()
    assert (await request(address, method="POST", body=[SEVEN])).status == 404


@pytest.mark.parametrize("token", ["", "x", "../app.py", "\0", "a" * 5000])
async def test_a_token_that_nobody_has_is_not_found(token: str) -> None:
    assert (await request(f"/questions/{token}", method="POST", body=[SEVEN])).status == 404


async def test_it_is_only_asked(endpoint: Endpoint) -> None:
    assert (await request(f"/{questions_address(endpoint)}")).status == 405
