"""A class in real browsers: what is said over the protocol with the cookies of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext

TEACHER_KEY = "key of the tests"


def say(context: BrowserContext, address: str, do: str, **values: object) -> dict[str, Any]:
    """Say something in a class as a browser's pages do; return what is replied."""
    answer = context.request.post(f"{address}/class", data={"do": do, **values})
    assert answer.ok, answer.text()
    reply: dict[str, Any] = answer.json()
    return reply


@contextmanager
def open_class(context: BrowserContext, address: str) -> Iterator[dict[str, str]]:
    """Make a browser a teacher's and begin a class, which is deleted with the block.

    An open one takes rights from the tests that follow. The teacher's pages are left before: a
    browser complains where they hear that it is gone.

    Yields
    ------
    dict
        Its id, ``class``, and its ``code``.
    """
    say(context, address, "let in", key=TEACHER_KEY)
    begun = say(context, address, "begin")
    try:
        yield begun
    finally:
        for page in context.pages:
            page.goto("about:blank")
        say(context, address, "let in", key=TEACHER_KEY)
        say(context, address, "delete", **{"class": begun["class"]})
