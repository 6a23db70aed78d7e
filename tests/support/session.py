"""A browser's side of the app without the browser: Streamlit's own protocol over its websocket.

A classroom of browsers would measure the browsers. What is here keeps what a browser keeps (the
elements on the page, the widgets' values, the timers of fragments that run by themselves) and
sends what a browser sends.
"""

import asyncio
import json
import time
from collections.abc import Callable
from email.message import Message
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, Request, build_opener

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from anomaly.text import t
from tests.support.page_state import PageState
from tests.support.widgets import Stroke, drawn, moments_of, widget_of

TIMEOUT = 60.0  # seconds
TRAINING = 300.0  # seconds after which a training counts as lost
PEN = "pen"  # the component that people draw with
ANSWER = "answer"  # the one that passes drawings and answers on
EVENTS = "$$STREAMLIT_INTERNAL_KEY"  # before the name of what carries a component's events


class _From(HTTPHandler):
    """Requests from an address of this machine; from any where it is empty."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._connection = partial(HTTPConnection, source_address=(source, 0) if source else None)

    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(self._connection, request)


class Session(PageState):
    """One open page, with its connection and its timers.

    Attributes
    ----------
    received : int
        Bytes that came from the server.
    drawings : int
        Number of the last drawing that was sent; an answer tells which one it is of.
    process : str
        The cookie that names its process, where there are several.

    Parameters
    ----------
    address : str
    query : str
        Of the page's address.
    source : str
        Address of this machine that the connection comes from; any where it is empty.
    headers : dict, optional
        What each request has beside what a browser sends.
    """

    def __init__(
        self,
        address: str,
        query: str = "",
        source: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(query)
        self.address = address
        self._source = source
        self.received = 0
        self.drawings = 0
        self.process = ""
        self._headers = dict(headers or {})
        self._opener = build_opener(_From(source))
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._intervals: dict[str, float] = {}  # seconds
        self._changed = asyncio.Condition()
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Session":
        await self.connect()
        await self.rerun()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def connect(self) -> None:
        """Open the connection, of the same session as before if there was one."""
        place = urlsplit(self.address)
        names = [Subprotocol("streamlit")]
        if self._id:
            names += [Subprotocol("-"), Subprotocol(self._id)]
        self._socket = await connect(
            f"ws://{place.netloc}/_stcore/stream",
            subprotocols=names,
            origin=f"{place.scheme}://{place.netloc}",  # type: ignore[arg-type]
            additional_headers=self._headers,
            max_size=None,
            open_timeout=TIMEOUT,
            local_addr=(self._source, 0) if self._source else None,
        )
        response = self._socket.response
        for cookie in [] if response is None else response.headers.get_all("Set-Cookie"):
            if cookie.startswith("replica="):
                self.process = cookie.partition(";")[0]
                kept = self._headers.get("Cookie", "").split("; ")
                own = [each for each in kept if each and not each.startswith("replica=")]
                self._headers["Cookie"] = "; ".join([self.process, *own])
        self._reader = asyncio.create_task(self._read(self._socket))

    async def close(self) -> None:
        """Leave the page."""
        self._stop_timers()
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader

    def cut(self) -> None:
        """Break the connection off without a word, as a network does."""
        assert self._socket is not None
        self._stop_timers()
        self._socket.transport.abort()

    async def until_cut(self) -> None:
        """Wait until the connection has ended."""
        if self._reader is not None:
            await asyncio.wait_for(asyncio.shield(self._reader), TIMEOUT)

    @property
    def name(self) -> str:
        """The server's name for the session."""
        return self._id

    @property
    def connected(self) -> bool:
        return self._reader is not None and not self._reader.done()

    async def send(self, message: BackMsg) -> None:
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())

    async def rerun(
        self, widget: WidgetState | None = None, fragment: str = "", by_itself: bool = False
    ) -> None:
        """Have the page run again, with all values of its widgets and `widget` as the new one."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash = self.query, self._page
        run.fragment_id, run.is_auto_rerun = fragment, by_itself
        run.cached_message_hashes.extend(self._cache)
        run.context_info.url = self.address
        values = dict(self.widgets)
        if widget is not None:
            values[widget.id] = widget
            if widget.WhichOneof("value") not in ("trigger_value", "json_trigger_value"):
                self.widgets[widget.id] = widget
        run.widget_states.widgets.extend(values.values())
        await self.send(message)

    async def turn_to(
        self, page: str, widget: str, forgets: dict[str, WidgetState] | None = None
    ) -> None:
        """Turn to another page by its name in the address, and wait until it has a widget.

        All `widgets` but some are forgotten just then, where these are given: as in a browser to
        which the page before came to its end meanwhile.
        """
        ends = self.finished
        await self.choose(page)
        self.widgets = self.widgets if forgets is None else forgets

        def turned() -> bool:
            # The page left may have the same widget, and end its run first.
            is_there = self.finished > ends and self._ended_page == self._pages[page]
            return is_there and self.is_settled(widget)

        await self.until(turned, what=page)

    async def choose(self, page: str) -> None:
        """Turn to another page without waiting for it."""
        self._stop_timers()
        self._page = self._pages[page]
        await self.rerun()

    async def open_tab(self, label: str, widget: str) -> None:
        """Turn to a tab by its label, and wait until it has a widget."""
        name, fragment = self._tabs
        await self.rerun(WidgetState(id=name, string_value=label), fragment)
        await self.until(lambda: self.has(widget), what=label)

    async def train(self, seed: int) -> float:
        """Have the default recipe trained from a seed, and return the seconds to its result."""
        train, running = t("train.train"), "stop_or_leave"
        await self.turn_to("train", "plan_seed")
        ends = self.finished
        await self.set("plan_seed", double_value=seed)
        await self.until(lambda: self.finished > ends and self.has(train), what="the seed")
        before, start = self.query_value("model"), time.monotonic()
        await self.press(train)
        await self.until(lambda: self.has(running), what="a training")

        def ended() -> bool:
            model = self.query_value("model")  # stands there during the training as well
            return model not in ("", before) and self.has(f"epoch_{model}")

        await self.until(ended, TRAINING, "a training's end")
        return time.monotonic() - start

    async def set(self, key: str, **value: Any) -> None:
        """Give a widget a value, such as ``string_value="…"``, and run what depends on it."""
        there = self.find(key)
        name = widget_of(there.element).id
        await self.rerun(WidgetState(id=name, **value), there.fragment)

    async def press(self, label: str) -> None:
        """Press a button, as soon as it is there."""
        await self.until(lambda: self.has(label), what=f"the button {label}")
        await self.set(label, trigger_value=True)

    async def download(self, key: str) -> str:
        """Press a button that makes a file, and return the file's address."""
        message, name = BackMsg(), f"{key} {len(self.files)}"
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = name, self.name
        asked.deferred_file.file_id = self.find(key).element.download_button.deferred_file_id
        await self.send(message)
        await self.until(lambda: name in self.files, what="a file")
        return self.files[name]

    async def trigger(self, key: str, event: str, value: object) -> None:
        """Have a component of ours tell an event."""
        there = self.find(key)
        name = f"{EVENTS}_{there.element.bidi_component.id}__events"
        told = json.dumps([{"event": event, "value": value}])
        await self.rerun(WidgetState(id=name, json_trigger_value=told), there.fragment)

    async def draw(self, *strokes: Stroke) -> None:
        """Lift the pen from strokes, points in shares of the canvas' side, in place of those there.

        Without any, the canvas is cleared.
        """
        self.drawings = max(self.drawings, self.data_of(PEN)["sequence"]) + 1
        message = {**drawn(*strokes), "sequence": self.drawings}
        await self.keep(ANSWER, json.dumps({"drawing": message}))

    async def ask(self, *strokes: Stroke, along: bool = False) -> Any:
        """Ask what strokes under way make, or for the scores along them, and return the reply."""
        question = {**drawn(*strokes), "moments": moments_of(*strokes) if along else []}
        return json.loads(
            await asyncio.to_thread(self.post_question, json.dumps(question).encode())
        )

    def post_question(self, content: bytes) -> bytes:
        """Ask anything where the page asks, and return what comes back.

        Raises
        ------
        urllib.error.HTTPError
            If it is refused.
        """
        return self._request(self.data_of(PEN)["questions"], content)[0]

    def weights(self) -> tuple[bytes, Message]:
        """Return the detector's weights as the page fetches them, and the answer's headers."""
        return self._request(self.data_of(PEN)["weights"])

    def _request(self, path: str, content: bytes | None = None) -> tuple[bytes, Message]:
        headers = self._headers | {"Accept-Encoding": "gzip, br"}
        with self._opener.open(
            Request(f"{self.address}/{path}", content, headers), timeout=TIMEOUT
        ) as answer:
            return answer.read(), answer.headers

    async def keep(self, key: str, state: str) -> None:
        """Have a component send its state, whatever it says."""
        await self.set(key, json_value=state)

    async def until(
        self, holds: Callable[[], object], patience: float = TIMEOUT, what: str = "an answer"
    ) -> float:
        """Wait until something holds, called `what`, and return how many seconds that took.

        Raises
        ------
        TimeoutError
        ConnectionError
            If the connection ends meanwhile.
        """
        start = time.monotonic()

        def settled() -> bool:
            return bool(holds()) or not self.connected

        try:
            async with asyncio.timeout(patience), self._changed:
                await self._changed.wait_for(settled)
        except TimeoutError:
            raise TimeoutError(f"waited for {what} in vain") from None
        if not holds():
            raise ConnectionError("the connection ended")
        return time.monotonic() - start

    async def settled(self, after: int) -> float:
        """Wait until more runs have ended than `after`."""
        return await self.until(lambda: self.finished > after)

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for frame in socket:
                assert isinstance(frame, bytes)
                self.received += len(frame)
                message = ForwardMsg()
                message.ParseFromString(frame)
                self._take(message)
                async with self._changed:
                    self._changed.notify_all()
        except ConnectionClosed:
            pass
        finally:
            self._stop_timers()
            self._reader = None
            async with self._changed:
                self._changed.notify_all()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self._set_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self._stop_timer(fragment)
        elif kind == "new_session" and not message.metadata.run.fragment_ids:
            self._stop_timers()
        super()._take(message)

    def _set_timer(self, fragment: str, interval: float) -> None:
        if fragment in self._timers and self._intervals[fragment] == interval:
            return
        self._stop_timer(fragment)
        self._intervals[fragment] = interval

        async def tick() -> None:
            while True:
                await asyncio.sleep(interval)
                await self.rerun(fragment=fragment, by_itself=True)

        self._timers[fragment] = asyncio.create_task(tick())

    def _stop_timer(self, fragment: str) -> None:
        timer = self._timers.pop(fragment, None)
        if timer is not None:
            timer.cancel()

    def _stop_timers(self) -> None:
        for fragment in list(self._timers):
            self._stop_timer(fragment)
