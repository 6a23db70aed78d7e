"""Changes to Streamlit's own parts that all runs of pages share."""

import asyncio
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest
import streamlit
from streamlit import config
from streamlit.components.v2.bidi_component import main as component_module
from streamlit.components.v2.presentation import make_bidi_component_presenter
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime import Runtime, state
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.state import SafeSessionState
from streamlit.runtime.state.common import ValueFieldName, WidgetMetadata, WidgetValuePresenter
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from anomaly.ui.session import _compat_runs
from anomaly.ui.session.strokes import Strokes


def test_it_was_checked_with_the_streamlit_that_is_installed() -> None:
    version = ".".join(streamlit.__version__.split(".")[:2])
    assert f"checked with {version}." in str(_compat_runs.__doc__)


Runs = tuple[SafeSessionState, SafeSessionState]


@pytest.fixture
def two_runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The state of a page as two of its runs have it at once."""
    monkeypatch.setattr(state, "SessionState", state.SessionState)
    monkeypatch.setattr(script_runner, "SafeSessionState", SafeSessionState)
    _compat_runs.share_page_states()
    of_page, of_run = state.SessionState(), vars(script_runner)["SafeSessionState"]
    one, other = (of_run(of_page, yield_callback=lambda: None) for _ in range(2))
    return one, other


def form_of(widget: str) -> WidgetMetadata[dict[str, object]]:
    return WidgetMetadata(widget, lambda _: {}, dict, value_type="json_value")


def test_a_run_that_begins_loses_nothing_of_one_that_is_being_stopped(
    two_runs: Runs,
) -> None:
    being_stopped, beginning = two_runs
    has_ended = threading.Event()

    def begin() -> None:
        while not has_ended.is_set():
            beginning.on_script_will_rerun(WidgetStates())

    def draw() -> None:
        try:
            for number in range(500):
                widget = f"$$ID-{number}-widget {number}"
                being_stopped.register_widget(form_of(widget), f"widget {number}")
                being_stopped[f"key {number}"] = number
        finally:
            has_ended.set()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor() as threads:
            for run in [threads.submit(begin), threads.submit(draw)]:
                run.result()
    finally:
        sys.setswitchinterval(interval)
    assert all(f"key {number}" in beginning for number in range(500))


def test_a_run_that_ends_takes_no_click_from_the_one_that_has_begun(two_runs: Runs) -> None:
    ending, beginning = two_runs
    button: WidgetMetadata[bool] = WidgetMetadata(
        "$$ID-1-button", bool, bool, value_type="trigger_value"
    )
    ending.register_widget(button, "button")
    clicked = WidgetStates()
    clicked.widgets.add(id=button.id, trigger_value=True)
    beginning.on_script_will_rerun(clicked)
    ending.on_script_finished(frozenset())
    assert beginning["button"]
    beginning.on_script_finished(frozenset())
    assert not beginning["button"]


def test_a_run_does_not_wait_for_ever_for_the_state_of_its_page(
    two_runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_compat_runs, "STATE_PATIENCE", 0.01)
    one, other = two_runs
    one["key"] = 7
    with ThreadPoolExecutor() as threads, one.query_params():
        assert threads.submit(other.__getitem__, "key").result() == 7
    assert one["key"] == 7


class StubSession:
    """A session with so many answers to send."""

    def __init__(self, answers: int) -> None:
        self.session, self._browser_queue = self, ForwardMsgQueue()
        self.answer(answers)

    def answer(self, count: int = 1) -> None:
        for _ in range(count):
            self._browser_queue.enqueue(ForwardMsg())


def test_an_answer_that_comes_amid_a_round_is_sent_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    idle, many, others = StubSession(0), StubSession(5), [StubSession(1) for _ in range(3)]
    sessions = [idle, many, *others]
    monkeypatch.setattr(WebsocketSessionManager, "list_active_sessions", lambda _: sessions)
    _compat_runs.send_answers_early()
    listed = WebsocketSessionManager.list_active_sessions(cast("WebsocketSessionManager", None))
    order = []
    for each in cast("list[StubSession]", listed):
        order.append(each)
        if each is many:
            idle.answer()
        each._browser_queue.flush()
    assert order == [many, idle, *others]
    assert len(listed) == len(sessions)


@pytest.mark.parametrize("make", [_compat_runs._make_presenter, make_bidi_component_presenter])
@pytest.mark.parametrize(
    ("told", "events", "shown"),
    [
        ({"brush": "fat"}, None, {"brush": "fat"}),
        ({}, [{"event": "moved", "value": 3}], {"moved": 3}),
        ({"a": 1}, [{"event": "b", "value": 2}, {"event": "b", "value": 3}], {"a": 1, "b": 3}),
        ({"a": 1}, [{"event": "a", "value": 2}], {"a": 1}),
        ({"a": 1}, ["hostile"], {"a": 1}),
        ({"a": 1}, [{"event": ["hostile"], "value": 2}], {"a": 1}),
        ({"a": 1}, [{"value": 2}], {"a": 1}),
        ({}, ["hostile", {"event": "b", "value": 2}, {"event": "c"}], {"b": 2, "c": None}),
        ("hostile", [{"event": "b", "value": 2}], "hostile"),
    ],
)
def test_a_component_tells_its_state_and_events_as_streamlits_own(
    told: Any, events: Any, shown: Any, make: Callable[..., WidgetValuePresenter]
) -> None:
    page = state.SessionState()
    for name, kind, value in [
        ("component", "json_value", told),
        ("events", "json_trigger_value", events),
    ]:
        presenter = make("events", name, None) if name == "component" else None
        page._set_widget_metadata(
            WidgetMetadata(name, str, str, cast("ValueFieldName", kind), presenter=presenter)
        )
        page._new_widget_state.set_from_value(name, value)
    assert page["component"] == shown


def test_no_class_and_no_copy_is_made_of_what_a_component_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streamlits, name = cast("Any", component_module), "make_bidi_component_presenter"
    monkeypatch.setattr(streamlits, name, getattr(streamlits, name))
    _compat_runs.present_components_without_classes()
    presenters = [getattr(streamlits, name)(events, "component", None) for events in "ab"]
    told = [present({"brush": ["fat"]}, state.SessionState()) for present in presenters]
    assert type(told[0]) is type(told[1])
    assert deepcopy(told[0])["brush"] is told[0]["brush"]


async def test_the_loop_notes_a_message_without_waking_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(config, "get_options_for_section", config.get_options_for_section)
    monkeypatch.setattr(Runtime, "_enqueued_some_message", Runtime._enqueued_some_message)
    _compat_runs.spare_the_loop()

    async def note(from_another_thread: bool) -> bool:
        loop = asyncio.get_running_loop()
        objects = SimpleNamespace(eventloop=loop, need_send_data=asyncio.Event())
        server: Any = SimpleNamespace(_get_async_objs=lambda: objects)
        if from_another_thread:
            await asyncio.to_thread(Runtime._enqueued_some_message, server)
            await asyncio.wait_for(objects.need_send_data.wait(), 10)
        else:
            Runtime._enqueued_some_message(server)
        return objects.need_send_data.is_set()

    assert await note(from_another_thread=False)
    assert await note(from_another_thread=True)
    assert config.get_options_for_section("theme") is config.get_options_for_section("theme")


@pytest.mark.parametrize(
    ("fragment", "state", "counts", "hurried"),
    [
        ("canvas", AppSessionState.APP_NOT_RUNNING, True, []),
        ("canvas", AppSessionState.APP_IS_RUNNING, False, ["page"]),
        ("", AppSessionState.APP_NOT_RUNNING, False, []),
        ("invented", AppSessionState.APP_NOT_RUNNING, False, []),
        ("invented", AppSessionState.APP_IS_RUNNING, False, []),
        ("timer", AppSessionState.APP_NOT_RUNNING, True, []),
        ("timer", AppSessionState.APP_IS_RUNNING, False, []),
    ],
    ids=[
        "a click",
        "one amid a run of its page",
        "a run of the whole page",
        "of no part",
        "of no part, amid a run",
        "by itself",
        "by itself, amid a run",
    ],
)
def test_a_click_is_given_way_to_or_hurries_the_run_amid_which_it_comes(
    fragment: str,
    state: AppSessionState,
    counts: bool,
    hurried: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handled: list[ClientState] = []
    name = "_handle_rerun_script_request"
    monkeypatch.setattr(AppSession, name, lambda _, state: handled.append(state))
    under_way, told = Strokes(), list[str]()
    _compat_runs.announce_parts(under_way.expect, told.append)
    session = SimpleNamespace(
        id="page", _state=state, has_fragment={"canvas", "timer"}.__contains__
    )
    asked = ClientState(fragment_id=fragment, is_auto_rerun=fragment == "timer")
    getattr(AppSession, name)(session, asked)
    assert handled == [asked]
    assert told == hurried
    assert (under_way.give_way(0.001) > 0.001 / 2) is counts
