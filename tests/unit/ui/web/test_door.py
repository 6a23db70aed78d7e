"""The door: what comes of requests that are refused, that break off, stall or fail."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from anomaly.serving.gate import KEY_HEADER, OPERATOR_HEADER, Gate
from anomaly.serving.headers import EMBEDDED_BY
from anomaly.serving.hosts import AllowedHosts
from anomaly.serving.reach import SERVED_AT
from anomaly.serving.source import PER_ADDRESS
from anomaly.text import t
from anomaly.text.language import use_language
from anomaly.ui.web import door, transfers
from anomaly.ui.web.door import Door

HOST = ("host", "localhost:8501")


async def echo(request: Request) -> Response:
    body = await request.body()
    return PlainTextResponse(body, headers={"Access-Control-Allow-Origin": "*"})


async def fail(request: Request) -> Response:
    raise RuntimeError


async def tell_headers(request: Request) -> Response:
    return PlainTextResponse(" ".join(request.headers))


async def large(request: Request) -> Response:
    return PlainTextResponse(bytes(200_000))


async def converse(page: WebSocket) -> None:
    await page.accept()
    await page.send_text("an answer")


async def insist(page: WebSocket) -> None:
    with suppress(WebSocketDisconnect):
        await converse(page)
    await page.close()


async def set_cookie(request: Request) -> Response:
    answer = PlainTextResponse(headers={"Set-Cookie": "a=b; Path=/; SameSite=Lax"})
    answer.set_cookie("c", "d", samesite="lax")
    return answer


async def hold(page: WebSocket) -> None:
    await page.receive()


ROUTES = [
    Route("/cookie", set_cookie),
    WebSocketRoute("/hold", hold),
    WebSocketRoute("/page", converse),
    WebSocketRoute("/stubborn", insist),
    Route("/fail", fail),
    Route("/headers", tell_headers),
    Route("/_stcore/host-config", tell_headers),
    Route("/media/headers", tell_headers),
    Route("/large", large),
    Route("/{rest:path}", echo, methods=["GET", "POST"]),
]


def server(key: str = "") -> Starlette:
    gate = Gate(AllowedHosts.of([]), key, has_proxy=False)
    return Starlette(routes=ROUTES, middleware=[Middleware(Door, gate=gate)])


@dataclass
class Exchange:
    """A request, and what has been sent in answer."""

    headers: list[tuple[str, str]] = field(default_factory=lambda: [HOST])
    path: str = "/"
    body: list[bytes] = field(default_factory=list)
    stalls: bool = False
    client: str = "127.0.0.1"
    sent: list[Message] = field(default_factory=list)

    async def receive(self) -> Message:
        if self.body:
            return {"type": "http.request", "body": self.body.pop(0), "more_body": True}
        if self.stalls:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    async def ask(
        self, kind: str = "http", app: Starlette | None = None, key: str = "", **scope: Any
    ) -> "Exchange":
        app = app or server(key)
        whole = {
            "type": kind, "method": "POST", "path": self.path, "query_string": b"",
            "client": (self.client, 50_000), "server": ("127.0.0.1", 8501),
            "headers": [(name.encode(), text.encode()) for name, text in self.headers],
        }  # fmt: skip
        await app(whole | scope, self.receive, self.send)
        return self

    @property
    def status(self) -> int:
        return self.sent[0]["status"]

    @property
    def answer(self) -> dict[str, str]:
        return {name.decode(): text.decode() for name, text in self.sent[0]["headers"]}

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()


async def test_an_answer_has_the_headers_and_lets_no_other_site_read_it() -> None:
    exchange = await Exchange(path="/headers").ask(method="GET")
    assert exchange.status == 200
    assert exchange.answer["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in exchange.answer["content-security-policy"]
    exchange = await Exchange().ask(method="GET", headers=[(b"host", b"evil.example")])
    assert exchange.answer["x-content-type-options"] == "nosniff"
    assert not [name for name in exchange.answer if name.startswith("access-control")]


@pytest.mark.parametrize(("asked", "language"), [("ja-JP,en;q=0.5", "ja"), ("fr, *", "en")])
async def test_a_refusal_is_a_sentence_in_the_browsers_language(asked: str, language: str) -> None:
    headers = [("host", "evil.example"), ("accept-language", asked)]
    exchange = await Exchange(headers).ask()
    with use_language(language):
        assert exchange.text == t("door.host", host="evil.example")
    assert exchange.status == 421
    assert exchange.answer["content-type"] == "text/plain; charset=utf-8"


async def test_a_websocket_of_another_site_is_refused_before_it_is_accepted() -> None:
    headers = [HOST, ("origin", "http://evil.example")]
    exchange = await Exchange(headers).ask("websocket")
    assert exchange.sent == [{"type": "websocket.close"}]


@pytest.mark.parametrize("path", ["/page", "/stubborn"])
async def test_a_page_that_leaves_while_it_is_answered_leaves_nothing(
    caplog: pytest.LogCaptureFixture, path: str
) -> None:
    sent = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message["type"])
        if message["type"] == "websocket.send":
            raise OSError("the page has left")

    exchange = Exchange(path=path)
    exchange.receive, exchange.send = receive, send  # type: ignore[method-assign]
    await exchange.ask("websocket", subprotocols=[])
    assert sent == ["websocket.accept", "websocket.send"]
    assert caplog.records == []


async def test_an_upload_that_is_broken_off_leaves_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    exchange = await Exchange(body=[b"half"]).ask()
    assert exchange.sent == []
    assert caplog.records == []


@pytest.mark.parametrize("limits", [(0.01, 30.0), (20.0, 0.0)])
async def test_a_body_that_stalls_or_trickles_is_given_up(
    limits: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "MAX_SILENCE", limits[0])
    monkeypatch.setattr(transfers, "GRACE", limits[1])
    exchange = await Exchange(body=[b"x"], stalls=True).ask()
    assert (exchange.status, exchange.text) == (408, t("door.slow"))
    assert exchange.answer["connection"] == "close"


async def test_a_fault_is_logged_and_answered_with_a_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    exchange = await Exchange(path="/fail").ask(method="GET")
    assert (exchange.status, exchange.text) == (500, t("door.fault"))
    assert [record.exc_info is not None for record in caplog.records] == [True]


async def test_the_app_does_not_see_what_nginx_proves_itself_with() -> None:
    headers = [HOST, (KEY_HEADER.lower(), "secret")]
    exchange = await Exchange(headers, path="/headers").ask(method="GET", key="secret")
    assert KEY_HEADER.lower() not in exchange.text.split()


async def test_the_app_is_told_of_the_operator_by_the_door_alone() -> None:
    told = OPERATOR_HEADER.lower()
    exchange = await Exchange(path="/headers").ask(method="GET")
    assert exchange.text.split() == ["host", told]
    claimed = Exchange([HOST, (told, "1")], "/headers", client="10.0.0.7")
    await claimed.ask(method="GET")
    assert claimed.text == "host"


async def test_requests_of_one_address_wait_and_those_of_others_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(door, "BURST", 1)
    monkeypatch.setattr(door, "RATE", 0.001)
    app = server()
    await Exchange(path="/headers").ask(app=app, method="GET")
    waiting = asyncio.create_task(Exchange(path="/headers").ask(app=app, method="GET"))
    exchange = await Exchange(path="/headers", client="127.0.0.2").ask(app=app, method="GET")
    assert exchange.status == 200
    assert not waiting.done()
    waiting.cancel()


async def test_a_download_is_given_whole() -> None:
    headers = [HOST, ("range", "bytes=1-")]
    exchange = await Exchange(headers, path="/media/headers").ask(method="GET")
    assert "range" not in exchange.text.split()
    exchange = await Exchange(headers, path="/headers").ask(method="GET")
    assert "range" in exchange.text.split()


async def test_pages_beyond_an_address_share_are_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PER_ADDRESS, "2")  # one of them for a page
    app, is_open, may_leave = server(), asyncio.Event(), asyncio.Event()

    async def receive() -> Message:
        is_open.set()
        await may_leave.wait()
        return {"type": "websocket.connect"}

    first = Exchange(path="/hold")
    first.receive = receive  # type: ignore[method-assign]
    held = asyncio.create_task(first.ask("websocket", app=app, subprotocols=[]))
    await is_open.wait()
    config = Exchange(path="/_stcore/host-config")
    assert (await config.ask(app=app, method="GET")).status == 429
    assert " ".join(json.loads(config.text).splitlines()) == t("door.pages")
    assert (await Exchange(path="/headers").ask(app=app, method="GET")).status == 200
    second = await Exchange(path="/hold").ask("websocket", app=app)
    assert second.sent == [{"type": "websocket.close"}]
    may_leave.set()
    await held
    config = Exchange(path="/_stcore/host-config")
    assert (await config.ask(app=app, method="GET")).status == 200


async def test_where_large_answers_take_all_room_others_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transfers, "MAX_OF_ADDRESS", 100_000)
    exchange = await Exchange(path="/large").ask(method="GET")
    assert (exchange.status, exchange.text) == (503, t("door.busy"))


async def test_a_long_answer_is_sent_in_parts() -> None:
    exchange = await Exchange(path="/large").ask(method="GET")
    sizes = [len(message["body"]) for message in exchange.sent[1:]]
    assert sum(sizes) == 200_000
    assert max(sizes) <= transfers.PART
    assert [message["more_body"] for message in exchange.sent[1:-1]] == [True] * (len(sizes) - 1)


@pytest.mark.parametrize(
    ("served_at", "kept"),
    [("https://demo.example", "SameSite=None; Secure; Partitioned"), ("", "SameSite=Lax")],
)
async def test_a_cookie_is_kept_in_frames_where_the_operator_allows_them(
    served_at: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EMBEDDED_BY, "https://moodle.example")
    monkeypatch.setenv(SERVED_AT, served_at)
    exchange = await Exchange(path="/cookie").ask(method="GET")
    cookies = [text.decode() for name, text in exchange.sent[0]["headers"] if name == b"set-cookie"]
    assert cookies == [f"a=b; Path=/; {kept}", f"c=d; Path=/; {kept}"]


async def test_scripts_that_stand_in_a_page_are_allowed_by_their_hashes() -> None:
    policy = (await Exchange(path="/headers").ask(method="GET")).answer["content-security-policy"]
    assert policy.count("'sha256-") == 2  # Streamlit's page and the handouts have one each
