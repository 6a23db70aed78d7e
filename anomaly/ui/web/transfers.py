"""Bodies of requests and answers on their way: how slow they may be, and what they may hold."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Send

from anomaly.serving.gate import Refusal
from anomaly.text import Message as Sentence

MAX_SILENCE = 20.0  # seconds between two parts of a request's body
GRACE, MIN_RATE = 30.0, 1000.0  # a body has so many seconds, and one more for each 1,000 bytes
PART = 65_536  # bytes that are sent at once, so that a browser that reads slowly fills no memory
# Bytes that answers under way keep in memory: three of the largest downloads, for an address two.
MAX_OF_ADDRESS, MAX_IN_ALL = 90_000_000, 130_000_000
Headers = list[tuple[bytes, bytes]]
FEWEST_SECONDS = 10.0  # that a large answer may take, whoever else waits for room


@dataclass
class Body:
    """A request's body, which has to arrive in a reasonable time.

    Attributes
    ----------
    was_slow : bool
        Whether it did not; the app was then told that the browser has left.
    """

    _receive: Receive
    was_slow: bool = False
    _is_whole: bool = False
    _waited: float = 0.0
    _length: int = 0

    async def receive(self) -> Message:
        """Return the next part, as ASGI has it."""
        if self.was_slow:
            return {"type": "http.disconnect"}
        if self._is_whole:
            return await self._receive()
        start = time.monotonic()
        left = GRACE + self._length / MIN_RATE - self._waited
        try:
            async with asyncio.timeout(min(MAX_SILENCE, left)):
                message = await self._receive()
        except TimeoutError:
            self.was_slow = True
            return {"type": "http.disconnect"}
        self._waited += time.monotonic() - start
        self._length += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return message


class NoRoomError(Exception):
    """A large answer finds no room in memory."""

    refusal = Refusal(503, Sentence("door.busy"))


@dataclass(eq=False)
class Answer:
    """An answer on its way to the browser.

    Attributes
    ----------
    address : str
        Where it goes, as `anomaly.serving.source.source_of` has it.
    has_begun : bool
        Whether something was sent.
    body : bytes
        What is being sent of it; usually all.
    since : float
        When it began, in seconds.
    """

    _send: Send
    _allow: Callable[[Headers], Headers]  # of which headers are sent
    _large: "LargeAnswers"
    _cut: Callable[[], None]  # its connection
    address: str
    has_begun: bool = False
    body: bytes = b""
    since: float = field(default_factory=time.monotonic)
    _start: Message | None = None
    _gives_way: bool = False

    def give_way(self) -> None:
        """Break off."""
        self._gives_way = True
        self._cut()

    async def send(self, message: Message) -> None:
        """Send a part, as ASGI has it.

        Raises
        ------
        NoRoomError
            Before anything was sent.
        ClientDisconnect
            If it has to give way.
        """
        if message["type"] == "http.response.start":
            self._start = message
            return
        self.body = message.get("body", b"")
        if len(self.body) > PART:
            self._large.admit(self)
        try:
            await self._send_body(message)
        finally:
            self._large.remove(self)
            self.body = b""

    async def _send_body(self, message: Message) -> None:
        if self._start is not None:
            start, self._start, self.has_begun = self._start, None, True
            await self._send({**start, "headers": self._allow([*start.get("headers", [])])})
        part = memoryview(self.body)
        while len(part) > PART:
            if self._gives_way:
                raise ClientDisconnect
            await self._send({**message, "body": bytes(part[:PART]), "more_body": True})
            part = part[PART:]
        await self._send({**message, "body": bytes(part)})


class LargeAnswers:
    """The large answers that are under way, of which the slowest give way to others."""

    def __init__(self) -> None:
        self._all: list[Answer] = []  # in the order in which they began

    def admit(self, answer: Answer) -> None:
        """Make room for an answer.

        Raises
        ------
        NoRoomError
            If those that are under way have not been for long.
        """
        self._all.append(answer)
        while full := self._full(answer.address):
            oldest = full[0]
            if answer.since - oldest.since < FEWEST_SECONDS:
                self.remove(answer)
                raise NoRoomError
            self.remove(oldest)
            oldest.give_way()

    def remove(self, answer: Answer) -> None:
        """Forget an answer that has ended, or is none of these."""
        if answer in self._all:
            self._all.remove(answer)

    def _full(self, address: str) -> list[Answer]:
        """Return those that take too much together, none where there is room."""
        of_address = [each for each in self._all if each.address == address]
        if _bytes_of(of_address) > MAX_OF_ADDRESS:
            return of_address
        return self._all if _bytes_of(self._all) > MAX_IN_ALL else []


def _bytes_of(answers: list[Answer]) -> int:
    """Return what the bodies take; one that several answers share counts once."""
    return sum({id(each.body): len(each.body) for each in answers}.values())
