"""The addresses at which the screens of a class say what is done there, and hear what is new.

Who says something is known by a cookie that scripts cannot read: a student's seat, or a teacher.
What is not taken is answered with a sentence, and whether to send it again.
"""

import io
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from anomaly.classroom.secrets import hash_of
from anomaly.errors import UserError
from anomaly.serving.source import source_of_client
from anomaly.text.language import use_language
from anomaly.ui.session.class_role import MAX_TOKEN, SEAT_COOKIE, TEACHER_COOKIE
from anomaly.ui.session.strokes import strokes
from anomaly.ui.web.bodies import BodyError, parse_json, read_body
from anomaly.ui.web.pace import Pace
from anomaly.ui.web.request_language import language_of

if TYPE_CHECKING:  # they load SQLAlchemy, and the server imports this before it answers
    from anomaly.classroom.news import News
    from anomaly.ui.web.class_asker import Asker

Result = TypeVar("Result")
FOLDER = "class"
NOBODY = 0  # no seat has this number
COOKIE_SECONDS = 7 * 86_400
MAX_BYTES = 100_000  # of a message; the longest drawing has a fifth of it
MAX_TOLD = 150_000  # characters of drawings in an answer; 180 usual ones have as many
LONGEST_WAIT = 20.0  # seconds until a screen that hears of nothing asks again
# Threads for messages, which wait for the disk; and for news, which a whole class asks for at once.
THREADS, NEWS_THREADS = 4, 2
# Messages of an address at once, and a second; a class of thirty behind one sends fifteen.
BURST, RATE = 100, 25.0
LONG = 4_000  # bytes of a message that count as one; a usual drawing has a thousand
# Bytes of an answer that count as a message; one that is no longer than LONG counts for none.
LARGE = 40_000
MAX_PACES = 10_000  # addresses whose pace is remembered
MAX_REMEMBERED = 10_000  # seats whose class is known without a look
COURTESY = 0.1  # seconds for which a message gives way to strokes, and news once there is some
# What a detector computes for a teacher does not keep students waiting. What stops a lesson comes
# after what began it.
SLOW = {"score", "pictures", "measure", "teach", "taught", "stop teaching"}
HEADERS = {"Cache-Control": "no-store"}
# Faults that pass: what was sent is sent again.
PASSING = {"class.not_kept", "class.not_read", "class.no_database", "class.frozen"}


@dataclass(frozen=True)
class NewsQuery:
    """A question of a screen for news.

    Attributes
    ----------
    class_id : str
        Of a teacher; empty for the class of a student's seat.
    seen : int
        The counter up to which all is known; 0 for nothing.
    is_own : bool
        Whether without others' drawings and guesses.
    """

    class_id: str
    seen: int
    is_own: bool

    @classmethod
    def of(cls, request: Request) -> "NewsQuery":
        """Read the query of an address; what makes no sense asks for all."""
        asked = request.query_params
        return cls(asked.get("class", ""), _number(asked.get("seen", "")), asked.get("own") == "1")


class ClassAddresses:
    """The addresses of all classes of a server. Nothing that is sent there is trusted."""

    def __init__(self) -> None:
        self._in_thread = partial(to_thread.run_sync, limiter=CapacityLimiter(THREADS))
        self._in_few = partial(to_thread.run_sync, limiter=CapacityLimiter(NEWS_THREADS))
        self._alone = partial(to_thread.run_sync, limiter=CapacityLimiter(1))
        self._paces: LRUCache[str, Pace] = LRUCache(MAX_PACES)
        self._classes: LRUCache[str, str] = LRUCache(
            MAX_REMEMBERED
        )  # by the hash of a seat's token

    async def say(self, request: Request) -> Response:
        """Carry out a message, whose ``do`` names what is to be done."""
        try:
            content = await read_body(request, MAX_BYTES)
        except BodyError as error:
            return Response(status_code=error.status, headers=HEADERS)
        await self._pace_of(request).wait(1 + len(content) // LONG)
        message = parse_json(content)
        message = message if isinstance(message, dict) else {}
        done, act = str(message.get("do")), partial(_carry_out, message)
        if done in SLOW or (done == "give" and "guess" in str(message.get("kind"))):
            return await self._slowly(request, act)
        return await self._in_thread(_answer, request, act)

    async def news(self, request: Request) -> Response:
        """Answer with what is new in a class, as soon as there is something.

        A student's is that of the seat; a teacher names one by ``class``. With ``own=1`` others'
        drawings and guesses are left out, and a student does not hear of them either.
        """
        query = NewsQuery.of(request)

        def ask(is_last: bool) -> Awaitable[Response | str]:
            return self._in_few(_answer, request, partial(_news, query, is_last), 0.0)

        is_seat = not query.class_id
        seat = hash_of(request.cookies.get(SEAT_COOKIE, "")) if is_seat else ""
        # A student who has just been answered knows all there is, which is not looked up again.
        answer = (self._classes.get(seat) if query.seen else None) or await ask(False)
        if isinstance(answer, str):
            from anomaly.ui.session.classroom import classroom

            if is_seat:
                self._classes[seat] = answer
            is_for_all = query.is_own and is_seat
            await classroom().watch.wait(answer, query.seen, LONGEST_WAIT, is_for_all)
            if await request.is_disconnected():  # as a screen does that asks anew
                return Response(status_code=204, headers=HEADERS)
            answer = await ask(True)
        if isinstance(answer, str):
            return Response(status_code=204, headers=HEADERS)
        size = len(answer.body)
        if size >= MAX_TOLD:  # there may be more
            self._classes.pop(seat, None)
        await self._pace_of(request).wait(math.ceil(size / LARGE) if size > LONG else 0)
        return answer

    async def archive(self, request: Request) -> Response:
        """Answer with a whole class as a ZIP, which a teacher names by ``class``."""
        class_id = request.query_params.get("class", "")
        return await self._slowly(request, partial(_archive, class_id))

    async def _slowly(self, request: Request, act: "Callable[[Asker], Response]") -> Response:
        """Answer by an act of a teacher that takes long, one after the other.

        Whoever is none is refused beside them, since many refusals would hold them up.
        """
        refused: Response | None = await self._in_thread(_answer, request, _check_teacher)
        if refused is not None:
            return refused
        answer: Response = await self._alone(_answer, request, act)
        return answer

    def _pace_of(self, request: Request) -> Pace:
        """Return the pace of the address that asks."""
        return self._paces.setdefault(source_of_client(request.scope), Pace(BURST, RATE))


def _answer(
    request: Request, act: "Callable[[Asker], Result]", courtesy: float = COURTESY
) -> Result | Response:
    """Answer a request by an act of whoever asks, or with the sentence that it fails with."""
    from anomaly.ui.session.classroom import classroom
    from anomaly.ui.web.class_asker import Asker

    strokes().give_way(courtesy)
    tokens = (request.cookies.get(name, "") for name in (SEAT_COOKIE, TEACHER_COOKIE))
    with use_language(language_of(request)):
        try:
            known = (token if len(token) <= MAX_TOKEN else "" for token in tokens)
            return act(Asker(classroom(), source_of_client(request.scope), *known))
        except UserError as problem:
            is_passing = problem.key in PASSING
            body = {"reason": str(problem), "again": is_passing}
            return JSONResponse(body, 503 if is_passing else 409, HEADERS)


def _check_teacher(asker: "Asker") -> None:
    asker.check_teacher()


def _carry_out(message: dict[str, object], asker: "Asker") -> Response:
    from anomaly.ui.web.class_acts import carry_out

    done = carry_out(asker, message)
    answer = JSONResponse(done.reply, headers=HEADERS)
    for cookie, token in [(SEAT_COOKIE, done.seat_token), (TEACHER_COOKIE, done.teacher_token)]:
        if token is not None:
            seconds = COOKIE_SECONDS if token else 0
            answer.set_cookie(cookie, token, max_age=seconds, httponly=True, samesite="lax")
    return answer


def _archive(class_id: str, asker: "Asker") -> Response:
    """Return the ZIP of a class to its teacher."""
    from anomaly.classroom.archive import write_archive
    from anomaly.classroom.news import news_since
    from anomaly.classroom.pictures import digits_of
    from anomaly.reports.class_report import class_page, date_of
    from anomaly.ui.session.server import compute

    asker.check_teacher()
    news, file = news_since(asker.classroom.database, class_id, 0), io.BytesIO()
    digits = compute(digits_of(news.drawings))
    compute(write_archive(file, news, digits, class_page(news, digits)))
    name = f"class-{date_of(news.state.begun)}.zip"
    return Response(
        file.getvalue(),
        media_type="application/zip",
        headers=HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _news(query: NewsQuery, is_last: bool, asker: "Asker") -> Response | str:
    """Return what is new to whoever asks; where nothing is, the class in which to wait for it.

    Who has waited is told what is new even if nobody was to be woken for it.
    """
    from anomaly.classroom import classes
    from anomaly.classroom.news import news_since
    from anomaly.ui.web.class_messages import for_student, for_teacher

    tell: Callable[[News], dict[str, Any]] = for_teacher
    class_id, of_seat = query.class_id, NOBODY if query.is_own else None
    if class_id:
        asker.check_teacher()
    else:
        seat = asker.seat
        class_id, tell = seat.class_id, partial(for_student, seat=seat)
        of_seat = seat.number if query.is_own else None
    database = asker.classroom.database
    with database.reading() as connection:
        state = classes.get(connection, class_id)
    seen = query.seen if query.seen <= state.counter else 0  # of another database
    if seen == state.counter or (of_seat and state.told <= seen and not is_last):
        return class_id
    strokes().give_way(COURTESY)
    news = news_since(database, class_id, seen, of_seat, MAX_TOLD)
    return JSONResponse(tell(news), headers=HEADERS)


def _number(text: str) -> int:
    """Return the counter that a screen names; 0, at which all is new, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
