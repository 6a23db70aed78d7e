"""Changes to Streamlit's own parts that all runs of pages share; checked with 1.67."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

from streamlit import config
from streamlit.components.v2.bidi_component import main as component_module
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime import state as state_module
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import get_script_run_ctx, script_runner
from streamlit.runtime.session_manager import ActiveSessionInfo
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

STATE_PATIENCE = 1.0  # seconds; a run that has a page's state for longer does not hold up others


class _StateLock:
    """A lock of a page's state, without which a thread goes on after `STATE_PATIENCE`."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        self._lock.acquire(timeout=STATE_PATIENCE)

    def __exit__(self, *_: object) -> None:
        with suppress(RuntimeError):  # it was not acquired
            self._lock.release()


class _PageState(SessionState):
    """The state of a page, with a lock for all of its runs, of which the latest is known.

    It also knows which widgets the browser has.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lock = _StateLock()
        self.latest: SafeSessionState | None = None
        self._drawn: frozenset[str] = frozenset()  # the widgets on the page when a run last ended

    def register_widget(self, metadata: Any, user_key: str | None) -> Any:
        """Tell the browser the value of a widget that was not on the page before.

        Streamlit leaves out a value that came from the browser. A browser that turns to another
        page and back at once sends it, and forgets it when the run of the other page ends.
        """
        comes_back = metadata.persist_state is not None and metadata.id not in self._drawn
        result = super().register_widget(metadata, user_key)
        if comes_back and result.value != metadata.deserializer(None):
            return replace(result, value_changed=True)
        return result

    def on_script_finished(
        self, widget_ids_this_run: frozenset[str], *, remove_stale_widgets: bool = True
    ) -> None:
        super().on_script_finished(widget_ids_this_run, remove_stale_widgets=remove_stale_widgets)
        if remove_stale_widgets:
            context = get_script_run_ctx()
            is_part = context is not None and bool(context.fragment_ids_this_run)
            self._drawn = widget_ids_this_run | (self._drawn if is_part else frozenset())


class _RunState(SafeSessionState):
    """The state of a page as one of its runs has it.

    Streamlit has each run lock it by itself, and one that ends take back what it did not draw, also
    where the next one has begun: both lose a part of the state.
    """

    def __init__(self, state: SessionState, yield_callback: Callable[[], None]) -> None:
        super().__init__(state, yield_callback)
        if isinstance(state, _PageState):
            object.__setattr__(self, "_lock", state.lock)

    def on_script_will_rerun(self, *args: Any, **named: Any) -> None:
        self._yield_callback()  # not for one that is to end
        with self._lock:
            if isinstance(self._state, _PageState):
                self._state.latest = self
            super().on_script_will_rerun(*args, **named)

    def on_script_finished(self, *args: Any, **named: Any) -> None:
        with self._lock:
            if not isinstance(self._state, _PageState) or self._state.latest is self:
                super().on_script_finished(*args, **named)


def share_page_states() -> None:
    """Lock a page's state for all of its runs, and let the latest alone clean it up.

    Call it before there is a page.
    """
    state_module.SessionState = _PageState  # type: ignore[misc, assignment]
    script_runner.SafeSessionState = _RunState  # type: ignore[attr-defined]


class _Told(dict[str, object]):
    """State and events of a component, which nobody changes, so that no run has to copy them."""

    def __deepcopy__(self, _: object) -> "_Told":
        return self


def present_components_without_classes() -> None:
    """Present what all components of pages tell as objects of one class.

    Streamlit makes a class for each component in each run. Only a search of the whole heap frees
    these.
    """
    components: Any = component_module
    components.make_bidi_component_presenter = _make_presenter


def _make_presenter(events_id: str, *_: object) -> Callable[[object, SessionState], object]:
    """Return a function that adds to a component's state its events, kept under `events_id`."""

    def present(told: object, state: SessionState) -> object:
        if not isinstance(told, dict):
            return told
        events = state._new_widget_state.get(events_id) or []
        named = [
            each for each in events if isinstance(each, dict) and isinstance(each.get("event"), str)
        ]
        return _Told({each["event"]: each.get("value") for each in named} | told)

    return present


def announce_parts(announce: Callable[[], object], hurry: Callable[[str], object]) -> None:
    """Tell of each message that has a part of a page run, as a stroke does.

    Parameters
    ----------
    announce : callable
        Called for what is answered at once.
    hurry : callable
        Called with the page's session for a click amid a run of the page, which is answered after
        that run: nothing is to give way to it yet, but the run is to end soon.
    """
    session_class: Any = AppSession
    original = session_class._handle_rerun_script_request

    def handle(session: AppSession, state: ClientState | None = None) -> None:
        if state is not None and state.fragment_id and session.has_fragment(state.fragment_id):
            if session._state != AppSessionState.APP_IS_RUNNING:
                announce()
            elif not state.is_auto_rerun:  # a timer's
                hurry(session.id)
        original(session, state)

    session_class._handle_rerun_script_request = handle


class _AnsweredFirst(list[ActiveSessionInfo]):
    """Sessions of which those come first that have answers to send when the next one is taken."""

    def __iter__(self) -> Iterator[ActiveSessionInfo]:
        left = list(super().__iter__())
        while answered := next((each for each in left if _has_answers(each)), None):
            left.remove(answered)
            yield answered
        yield from left


def _has_answers(info: ActiveSessionInfo) -> bool:
    return not info.session._browser_queue.is_empty()


def send_answers_early() -> None:
    """Send an answer that comes amid a round through all sessions in this round.

    In Streamlit's, who was passed with nothing to send waits until all others have been sent to.
    """
    manager: Any = WebsocketSessionManager
    original = manager.list_active_sessions
    manager.list_active_sessions = lambda sessions: _AnsweredFirst(original(sessions))


def spare_the_loop() -> None:
    """Leave out work of the server's loop that recurs at each element of each run.

    The loop answers nobody meanwhile. Streamlit reads the theme's options anew for each run, and
    wakes the loop from the loop itself through a socket, at which other threads take the
    interpreter.
    """
    config.get_options_for_section = cache(config.get_options_for_section)
    server: Any = Runtime
    original = server._enqueued_some_message

    def note_message(runtime: Runtime) -> None:
        objects = runtime._get_async_objs()
        if asyncio._get_running_loop() is objects.eventloop:
            objects.need_send_data.set()
        else:
            original(runtime)

    server._enqueued_some_message = note_message
