"""The Learn screen without a browser: what the lesson is sent, and what the address takes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from anomaly.ui.lesson.steps import STEPS
from anomaly.ui.session.address import View, write
from tests.support.app_test import opened, session_of, without_mnist


@pytest.fixture(autouse=True)
def _on_generated_digits() -> Iterator[None]:
    with without_mnist():
        yield


def sent(app: AppTest) -> dict[str, Any]:
    """Return what the lesson was sent in the last run."""
    found = [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name == "anomaly_lesson"
    ]
    assert len(found) == 1
    message: dict[str, Any] = found[0]
    return message


def test_a_link_opens_its_step_and_keeps_what_is_finished() -> None:
    app = opened("learn", step="2", done="13")
    message = sent(app)
    assert (message["step"], message["finished"]) == (2, [1, 3])
    assert session_of(app).navigation.view == write(View(step=2, done=frozenset({1, 3})))


def test_the_message_stays_the_same_while_the_page_goes_on_but_for_where_it_began() -> None:
    app = opened("learn")
    before = sent(app)
    learn = session_of(app).learn
    learn.step, learn.finished, learn.answers = 2, frozenset({1}), {STEPS[0].name: STEPS[0].right}
    app.run()
    assert {name for name, value in sent(app).items() if value != before[name]} == {
        "step",
        "finished",
        "answers",
    }


def test_a_step_that_there_is_not_is_the_last() -> None:
    assert sent(opened("learn", step="9"))["step"] == min(9, len(STEPS))
