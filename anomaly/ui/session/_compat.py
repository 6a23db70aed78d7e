"""Calls into Streamlit beyond its public interface; checked with 1.67."""

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from logging import Logger

import streamlit as st
from streamlit import runtime
from streamlit.elements.lib.mutable_tab_container import TabContainer as TabContainer
from streamlit.errors import FragmentHandledException
from streamlit.logger import get_logger
from streamlit.navigation.page import StreamlitPage as StreamlitPage
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import RuntimeState
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import (
    RerunData,
    RerunException,
    StopException,
    get_script_run_ctx,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.uploaded_file_manager import DeletedFile as DeletedFile
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

END_OF_RUN = (RerunException, StopException)  # raised in a run that is to end


def is_running() -> bool:
    """Return whether a server runs in this process."""
    return runtime.exists() and isinstance(runtime.get_instance(), runtime.Runtime)


def is_ending() -> bool:
    """Return whether the server was told to end; until all is answered, uvicorn waits."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return bool(getattr(server, "should_exit", False))


def is_idle() -> bool:
    """Return whether the server has no connected session."""
    return runtime.get_instance().state is RuntimeState.NO_SESSIONS_CONNECTED


def expire_sessions() -> None:
    """Forget the sessions whose browsers have been gone for two minutes.

    Streamlit does so when the next one leaves.
    """
    server = runtime.get_instance()
    sessions = getattr(server._session_mgr, "_session_storage")  # noqa: B009 - of its default class
    server._get_async_objs().eventloop.call_soon_threadsafe(sessions._cache.expire)


def session_id() -> str:
    """Return the id of the session that the running script belongs to; empty without a server."""
    context = get_script_run_ctx()
    return "" if context is None else context.session_id


def is_script() -> bool:
    """Return whether the running thread runs a session's script."""
    return get_script_run_ctx(suppress_warning=True) is not None


def is_connected(session: str) -> bool:
    """Return whether the browser of a session is connected; True without a server."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)


def is_history_navigation() -> bool:
    """Return whether this run is for the browser's Back or Forward, to `st.query_params`."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


class HeldUploads:
    """The files that were uploaded and that Streamlit holds in memory, by session.

    Parameters
    ----------
    file_cost : int
        Bytes that each file counts beside its own.
    """

    def __init__(self, file_cost: int) -> None:
        self._cost = file_cost

    def total(self) -> int:
        """Return the bytes of all."""
        manager = _uploads()
        return manager._total_bytes + manager._file_count * self._cost

    def of(self, session: str) -> int:
        """Return the bytes of a session's."""
        manager = _uploads()
        with manager._lock:
            return self._size(manager.file_storage.get(session, {}))

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each session's."""
        manager = _uploads()
        with manager._lock:
            return {name: self._size(files) for name, files in manager.file_storage.items()}

    def drop(self, session: str) -> bool:
        """Forget a session's files, and return whether it had any.

        An upload widget that has one then gives a `DeletedFile`.
        """
        has_any = self.of(session) > 0
        _uploads().remove_session_files(session)
        return has_any

    def _size(self, files: Mapping[str, UploadedFileRec]) -> int:
        return sum(len(file.data) + self._cost for file in files.values())


def forget_upload(file: UploadedFile) -> None:
    """Forget a file of the running script's session, whose content was taken."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def drop_downloads() -> None:
    """Forget the files that were made when a button was pressed and that no page shows."""
    manager = runtime.get_instance().media_file_mgr
    for _ in range(2):  # the first time they are marked
        manager.remove_orphaned_files()


def _uploads() -> MemoryUploadedFileManager:
    manager = runtime.get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return manager


def has_script_started() -> bool:
    """Return whether this run has come to the script; before it, callbacks are called."""
    context = get_script_run_ctx()
    return context is None or context.has_script_started


@contextmanager
def calling_at_each_element(call: Callable[[], object]) -> Iterator[None]:
    """Call a function before each element that the running script draws in the block."""
    context = get_script_run_ctx()
    if context is None:
        yield
        return
    enqueue = context._enqueue

    def call_and_enqueue(message: ForwardMsg) -> None:
        call()
        enqueue(message)

    context._enqueue = call_and_enqueue
    try:
        yield
    finally:
        context._enqueue = enqueue


def is_said_already(error: BaseException | None) -> bool:
    """Return whether an error is that of a fragment which has told of its own."""
    return isinstance(error, FragmentHandledException)


def request_run() -> None:
    """Request another run of the whole script after this one."""
    context = get_script_run_ctx()
    if context is not None and context.script_requests is not None:
        context.script_requests.request_rerun(
            RerunData(
                query_string=context.query_string,
                page_script_hash=context.page_script_hash,
                cached_message_hashes=context.cached_message_hashes,
                context_info=context.context_info,
            )
        )


def run_fragment_every(seconds: float) -> None:
    """Set the interval at which the running fragment runs by itself, if it does."""
    context, fragment = get_script_run_ctx(), ThreadState.get().fragment_id
    if context is not None and fragment:
        message = ForwardMsg()
        message.auto_rerun.fragment_id, message.auto_rerun.interval = fragment, seconds
        context.enqueue(message)


def error_log() -> Logger:
    """Return what Streamlit logs errors of scripts with."""
    return get_logger("streamlit.error_util")


def browser_token() -> str:
    """Return what all pages of the browser have in a cookie; empty where it has none."""
    # The cookie masks a token, differently in each answer.
    token, _ = decode_xsrf_token_string(st.context.cookies.get(XSRF_COOKIE_NAME) or "")
    return token.hex() if token else ""
