"""The address for questions about a drawing: who is replied to there, and who is not."""

import asyncio
import gc
import json
from threading import Event

import pytest

from anomaly.preprocessing.pipeline import DEFAULTS
from anomaly.training.trained import TrainedDetector
from anomaly.ui.digit_input import questions
from anomaly.ui.session.desk import Desk, open_desk
from anomaly.ui.web.questions import MAX_BYTES, questions_address
from tests.support.web import Response, request
from tests.support.widgets import drawn

SEVEN = json.dumps({**drawn([(0.25, 0.2), (0.75, 0.2), (0.4, 0.85)]), "moments": []}).encode()


@pytest.fixture
def desk(small: TrainedDetector) -> Desk:
    return open_desk(small, DEFAULTS)


async def ask(desk: Desk, *body: bytes, is_cut: bool = False) -> Response:
    address = f"/{questions_address(desk)}"
    return await request(address, method="POST", body=body, is_cut=is_cut)


async def test_a_question_is_replied_to_by_the_desks_detector(desk: Desk) -> None:
    response = await ask(desk, SEVEN[:9], SEVEN[9:])
    assert response.status == 200
    reply = json.loads(response.body)
    assert reply == questions.reply_to(json.loads(SEVEN), desk.trained, desk.settings)
    assert reply["score"] > 0
    assert response.headers["cache-control"] == "no-store"


async def test_below_another_path_it_is_there_as_well(desk: Desk) -> None:
    address = questions_address(desk)
    response = await request(f"/class/{address}", "/class/", method="POST", body=[SEVEN])
    assert response.status == 200
    assert (await request(f"/else/{address}", "/class/", method="POST")).status == 404


@pytest.mark.parametrize(
    "body", [b"", b"7", b"null", b"{", b"\xff\xfe", b"[" * 90_000, b'{"a": NaN}']
)
async def test_what_is_no_question_is_told_so(desk: Desk, body: bytes) -> None:
    response = await ask(desk, body)
    assert response.status == 200
    assert json.loads(response.body)["reason"]
    assert (await ask(desk, SEVEN)).status == 200


async def test_a_question_longer_than_any_is_refused_before_it_is_whole(desk: Desk) -> None:
    response = await ask(desk, *[bytes(MAX_BYTES)] * 2, is_cut=True)
    assert (response.status, response.body) == (413, b"")
    assert (await ask(desk, SEVEN)).status == 200


async def test_a_question_that_breaks_off_keeps_nobody(desk: Desk) -> None:
    assert (await ask(desk, SEVEN[:9], is_cut=True)).status == 400
    assert (await ask(desk, SEVEN)).status == 200


async def test_a_session_asks_one_question_at_a_time(
    desk: Desk, small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, reply_to = Event(), questions.reply_to

    def wait(*about: object) -> object:
        go_on.wait(60)
        return reply_to(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(questions, "reply_to", wait)
    other = open_desk(small, DEFAULTS)
    first, neighbour = asyncio.create_task(ask(desk, SEVEN)), asyncio.create_task(ask(other, SEVEN))
    while not (desk.is_busy and other.is_busy):
        await asyncio.sleep(0)
    assert (await ask(desk, SEVEN)).status == 429
    go_on.set()
    assert ((await first).status, (await neighbour).status) == (200, 200)
    assert (await ask(desk, SEVEN)).status == 200


async def test_a_desk_is_gone_with_its_session(small: TrainedDetector) -> None:
    desk = open_desk(small, DEFAULTS)
    address = f"/{questions_address(desk)}"
    assert (await request(address, method="POST", body=[SEVEN])).status == 200
    del desk
    gc.collect()
    assert (await request(address, method="POST", body=[SEVEN])).status == 404


@pytest.mark.parametrize("token", ["", "x", "../app.py", "\0", "a" * 5000])
async def test_a_token_that_nobody_has_is_not_found(token: str) -> None:
    assert (await request(f"/questions/{token}", method="POST", body=[SEVEN])).status == 404


async def test_it_is_only_asked(desk: Desk) -> None:
    assert (await request(f"/{questions_address(desk)}")).status == 405
