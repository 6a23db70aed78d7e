"""Somebody with an open page on a server to which faults are done."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anomaly.text import english
from tests.support.session import ANSWER, TRAINING, Session
from tests.support.widgets import Stroke

ONE: Stroke = [(0.5, 0.15), (0.5, 0.85)]
SEVEN: Stroke = [(0.25, 0.2), (0.75, 0.2), (0.4, 0.85)]


@asynccontextmanager
async def page(
    address: str, query: str = "", headers: dict[str, str] | None = None
) -> AsyncIterator[Session]:
    """Open a page; whatever happens, it shows no traceback."""
    async with Session(address, query, headers=headers) as session:
        await session.until(lambda: session.finished and session.has(ANSWER), patience=TRAINING)
        yield session
        assert session.exceptions == []


def answer_of(session: Session) -> Any:
    """Return what the page was last told of the digit and the threshold."""
    return session.data_of(ANSWER)


async def score_of(session: Session, *strokes: Stroke) -> float:
    """Draw something in place of what is there, and return its score."""
    await session.draw(*strokes)
    await session.until(lambda: answer_of(session)["drawing"] == session.drawings)
    return float(answer_of(session)["score"])


@asynccontextmanager
async def neighbour(address: str) -> AsyncIterator[None]:
    """Somebody else who draws before and after something happens, and gets the same scores."""
    async with page(address) as session:
        before = await score_of(session, ONE)
        yield
        assert await score_of(session, SEVEN) > before
        assert await score_of(session, ONE) == before


def tells(session: Session, key: str) -> bool:
    """Whether a sentence is on the page, with whatever stands in its gaps."""
    pattern = re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(str(english.SENTENCES[key])))
    texts = session.sentences() + [text.body for text in session.elements("markdown")]
    return any(re.search(pattern, text, re.DOTALL) for text in texts)
