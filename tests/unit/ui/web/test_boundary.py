"""What is told of an error of a page, and what an address beside the pages answers then."""

import logging

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.runtime.scriptrunner import StopException

from anomaly.errors import UserError
from anomaly.ui.web.boundary import guarded, say_error
from tests.support.web import request


def _mistake(_: Request) -> PlainTextResponse:
    return PlainTextResponse(str(1 / 0))


async def _mistake_at_once(_: Request) -> PlainTextResponse:
    return PlainTextResponse(str(1 / 0))


def _refusal(_: Request) -> PlainTextResponse:
    raise UserError("store.not_taken")


def _answer(_: Request) -> PlainTextResponse:
    return PlainTextResponse("well")


APP = Starlette(
    routes=[
        Route(f"/{serve.__name__}", guarded(serve))
        for serve in (_mistake, _mistake_at_once, _refusal, _answer)
    ]
)


@pytest.mark.parametrize(
    ("name", "lines"), [("_mistake", 1), ("_mistake_at_once", 1), ("_refusal", 0)]
)
async def test_what_fails_is_an_empty_answer_and_at_most_a_line(
    name: str, lines: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = await request(f"/{name}", app=APP)
    assert (answer.status, answer.body) == (500, b"")
    assert len(caplog.records) == lines
    assert all("ZeroDivisionError" in record.getMessage() for record in caplog.records)
    assert not any(record.exc_info for record in caplog.records)


async def test_what_does_not_fail_is_answered() -> None:
    assert (await request("/_answer", app=APP)).body == b"well"


def test_a_run_that_is_to_end_meanwhile_says_nothing_of_its_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def end(*_: object, **__: object) -> None:
        raise StopException

    monkeypatch.setattr(st, "error", end)
    assert say_error(ValueError("of a state that has changed"))
