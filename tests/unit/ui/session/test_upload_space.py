"""Space for the files that browsers upload."""

from collections.abc import Callable

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from anomaly.text import t
from anomaly.ui.session import _compat, upload_space
from anomaly.ui.session.upload_space import (
    MAX_IDLE,
    Arrival,
    NoSpaceError,
    Reason,
    UploadSpace,
    refusals,
)
from tests.support.held_uploads import StubUploads


class Server:
    """A server that holds uploads of sessions whose browsers are connected or not."""

    def __init__(self, **sizes: int) -> None:
        self.held = StubUploads({session: [size] for session, size in sizes.items()})
        self.closed: set[str] = set()
        self.now = 0.0
        self.space = UploadSpace(
            self.held, lambda session: session not in self.closed, lambda: self.now
        )
        self.broken = list[str]()

    def begin(self, session: str, announced: int = 0, source: str = "") -> Arrival:
        arrival = Arrival(session, source or session, lambda: self.broken.append(session))
        self.space.begin(arrival, announced)
        return arrival

    def hold(self, session: str, size: int, source: str = "") -> None:
        """Have a file arrive whole."""
        arrival = self.begin(session, source=source)
        self.space.add(arrival, size)
        self.space.end(arrival)
        self.held.files.setdefault(session, []).append(size)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MAX_OF_SESSION": 90, "MAX_IN_ALL": 250, "FILE_COST": 0}.items():
        monkeypatch.setattr(upload_space, name, value)


def reason_of(call: Callable[[], object]) -> Reason | None:
    """Return why something finds no space; None where it does."""
    try:
        call()
    except NoSpaceError as error:
        return error.reason
    return None


def test_a_session_has_its_share_whatever_it_announces() -> None:
    server = Server(me=50)
    assert reason_of(lambda: server.begin("me", 41)) == "session"
    arrival = server.begin("me", 40)
    server.space.add(arrival, 30)
    assert reason_of(lambda: server.space.add(arrival, 11)) == "session"  # what is arriving counts
    server.space.end(arrival)
    server.begin("me", 40)


def test_a_session_has_a_number_of_files_though_they_are_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_space, "FILE_COST", 30)
    server = Server()
    server.held.cost = 30
    for _ in range(3):
        server.hold("me", 0)
    assert reason_of(lambda: server.begin("me")) == "session"


def test_whoever_has_most_gives_way_to_those_who_have_less() -> None:
    server = Server()
    for session, size in {"a": 85, "b": 80, "c": 70}.items():
        server.hold(session, size)
    arrival = server.begin("me")
    server.space.add(arrival, 30)
    assert server.held.files == {"b": [80], "c": [70]}
    server.space.add(arrival, 60)
    assert server.held.files == {"b": [80], "c": [70]}
    greedy = server.begin("greedy")
    assert reason_of(lambda: server.space.add(greedy, 90)) == "all"  # nobody has as much to give


def test_of_an_address_with_many_pages_files_give_way_first() -> None:
    server = Server()
    server.hold("honest", 80)
    for page in "abc":
        server.hold(page, 50, source="one")
    server.space.add(server.begin("me"), 70)
    assert server.held.files["honest"] == [80]
    assert sum(page in server.held.files for page in "abc") == 2


def test_an_upload_that_stands_in_the_way_is_broken_off() -> None:
    server = Server()
    for page in "abc":
        server.space.add(server.begin(page, source="one"), 80)
    server.space.add(server.begin("me"), 11)
    assert len(server.broken) == 1
    server.space.add(server.begin("you", source="one"), 70)  # what was broken off counts no more
    assert len(server.broken) == 1


def test_closed_pages_give_way_first() -> None:
    server = Server(a=90, b=90, closed=60)
    server.closed.add("closed")
    server.space.add(server.begin("me"), 20)
    assert server.held.files == {"a": [90], "b": [90]}


def test_files_of_a_page_that_was_closed_meanwhile_are_dropped() -> None:
    server = Server(me=10)
    arrival = server.begin("me")
    server.closed.add("me")
    server.space.end(arrival)
    assert server.held.files == {}


def test_files_that_lie_there_for_long_are_dropped() -> None:
    server = Server(closed=10)
    server.hold("old", 10)
    server.now = MAX_IDLE / 2
    server.hold("fresh", 10)
    server.now = MAX_IDLE + 1
    server.closed.add("closed")
    server.space.tidy()
    assert server.held.files == {"fresh": [10]}


def test_each_refusal_has_a_sentence() -> None:
    assert set(refusals()) == set(upload_space.STATUSES.values())
    assert t("upload.refused_all") in refusals().values()


def test_what_was_refused_beside_others_is_told_once() -> None:
    space = Server().space
    assert space.refuse("me", "session") == 413
    assert space.pop_refusal("you") == ""
    assert "at a time" in space.pop_refusal("me")
    assert space.pop_refusal("me") == ""


def test_what_streamlit_holds_is_counted_as_it_comes_and_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager = MemoryUploadedFileManager("")
    monkeypatch.setattr(_compat, "_uploads", lambda: manager)
    held = _compat.HeldUploads(5)
    for file in "ab":
        manager.add_file("me", UploadedFileRec(file, file, "", bytes(10)))
    assert (held.total(), held.of("me"), held.of("you"), held.sizes()) == (30, 30, 0, {"me": 30})
    manager.remove_file("me", "a")
    assert held.total() == 15
    assert (held.drop("me"), held.drop("me"), held.total()) == (True, False, 0)
