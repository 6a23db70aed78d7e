"""A browser's copy of a page: the elements that the server sent, and the widgets' values."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.support.widgets import first_value, id_of, is_set_by_server, widget_of

Place = tuple[int, ...]


@dataclass
class Shown:
    """An element on the page, with the run and the fragment that put it there."""

    element: Element
    run: str
    fragment: str


@dataclass
class Kept:
    """A message that the server need not send again, with the number of the run it was last in."""

    message: ForwardMsg
    run: int
    fragment: str


class PageState:
    """A page as the server's messages have made it.

    Attributes
    ----------
    query : str
        The page's query string.
    begun, finished : int
        How many runs have begun, and ended.
    whole_runs : int
        How many of those that ended were of the whole page.
    exceptions : list of str
        Tracebacks, or what stands for them, that were on the page at any time.
    files : dict
        Addresses of the files that were made to download, by the names of the requests.
    widgets : dict of str to WidgetState
        What the browser tells of the widgets on the page, by their names.
    """

    def __init__(self, query: str) -> None:
        self.query = query
        self.begun = self.finished = self.whole_runs = 0
        self.exceptions: list[str] = []
        self.files: dict[str, str] = {}
        self._shown: dict[Place, Shown] = {}
        self._tabs = ("", "")  # the widget that says which tab is open, and its fragment
        self.widgets: dict[str, WidgetState] = {}
        self._cache: dict[str, Kept] = {}
        self._longest = self._runs = 0  # runs for which a message is kept, and runs so far
        self._pages: dict[str, str] = {}
        self._page = ""
        self._page_of_run = self._ended_page = ""
        self._run = ""
        self._ended_run = ""
        self._fragments: list[str] = []
        self._id = ""

    def elements(self, kind: str) -> Iterator[Any]:
        """Return what there is of a kind of element, in the page's order."""
        for path in sorted(self._shown):
            if self._shown[path].element.WhichOneof("type") == kind:
                yield getattr(self._shown[path].element, kind)

    @property
    def drawn(self) -> int:
        """Number of elements that the last run has drawn so far; it may be under way."""
        return sum(shown.run == self._run for shown in self._shown.values())

    def sentences(self) -> list[str]:
        """Return the texts of all warnings, errors and the like."""
        return [alert.body for alert in self.elements("alert")]

    def find(self, key: str) -> Shown:
        """Return the widget with a key, or the button with a label."""
        for there in self._shown.values():
            if id_of(there.element).endswith(f"-{key}"):
                return there
            if there.element.WhichOneof("type") == "button" and there.element.button.label == key:
                return there
        raise LookupError(f"nothing called {key} on the page")

    def has(self, key: str) -> bool:
        """Whether `find` would find something."""
        try:
            self.find(key)
        except LookupError:
            return False
        return True

    def is_settled(self, key: str) -> bool:
        """Whether a widget is there and the run that drew it has ended, with all that it drew."""
        return self.has(key) and self.find(key).run == self._ended_run

    def value_of(self, key: str) -> WidgetState:
        """Return the value of a widget that has one."""
        return self.widgets[widget_of(self.find(key).element).id]

    def query_value(self, name: str) -> str:
        """Return a parameter of the page's address; empty if it is not there."""
        return parse_qs(self.query).get(name, [""])[0]

    def data_of(self, key: str) -> Any:
        """Return what a component of ours was last given; None where that was nothing."""
        component = self.find(key).element.bidi_component
        text = component.json or component.mixed.json
        return json.loads(text) if text else None

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            kept, metadata = self._cache[message.ref_hash], message.metadata
            kept.run = self._runs
            message = ForwardMsg()
            message.CopyFrom(kept.message)
            message.metadata.CopyFrom(metadata)
            kind = message.WhichOneof("type")
        elif message.metadata.cacheable:
            new = Kept(message, self._runs, message.delta.fragment_id)
            self._cache.setdefault(message.hash, new).run = self._runs
        if kind == "new_session":
            self._begin(message)
        elif kind == "delta":
            self._place(tuple(message.metadata.delta_path), message.delta)
        elif kind == "navigation":
            self._pages = {
                page.url_pathname: page.page_script_hash for page in message.navigation.app_pages
            }
            self._page = self._page_of_run = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "backend_operation_response":
            made = message.backend_operation_response
            self.files[made.request_id] = made.deferred_file.url
        elif kind == "script_finished":
            self._end(message.script_finished)

    def _begin(self, message: ForwardMsg) -> None:
        run = message.metadata.run
        self.begun += 1
        self._run, self._fragments = run.script_run_id, list(run.fragment_ids)
        self._id = message.new_session.initialize.session_id or self._id
        self._longest = message.new_session.config.max_cached_message_age

    def _place(self, path: Place, delta: Any) -> None:
        if delta.WhichOneof("type") == "add_block":
            if delta.add_block.tab_container.id:
                self._tabs = (delta.add_block.tab_container.id, delta.fragment_id)
            return
        element = Element()
        element.CopyFrom(delta.new_element)
        if element.WhichOneof("type") == "exception":
            self.exceptions.append(element.exception.message)
        self._shown[path] = Shown(element, self._run, delta.fragment_id)
        there = first_value(element)
        if there is not None and (there.id not in self.widgets or is_set_by_server(element)):
            self.widgets[there.id] = there

    def _end(self, status: int) -> None:
        if status != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._runs += 1
            self._cache = {name: kept for name, kept in self._cache.items() if self._stays(kept)}
        whole = status == ForwardMsg.FINISHED_SUCCESSFULLY
        if whole or status == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            self._shown = {
                path: shown
                for path, shown in self._shown.items()
                if shown.run == self._run or not (whole or shown.fragment in self._fragments)
            }
            there = {id_of(shown.element) for shown in self._shown.values()} | {self._tabs[0]}
            self.widgets = {name: value for name, value in self.widgets.items() if name in there}
            self.finished += 1
            self.whole_runs += whole
            self._ended_run = self._run
            self._ended_page = self._page_of_run

    def _stays(self, kept: Kept) -> bool:
        """Return whether a browser keeps a message; a fragment run ages those of its own alone."""
        is_of_others = bool(self._fragments) and kept.fragment not in self._fragments
        return is_of_others or self._runs - kept.run <= self._longest
