"""Room for the files that browsers upload."""

import pytest

from anomaly.text import t
from anomaly.ui.session import upload_room
from anomaly.ui.session.upload_room import MAX_IDLE, UploadRoom, refusals


class Server:
    """What a server holds of uploads, with sessions whose browsers are connected or not."""

    def __init__(self, **sizes: int) -> None:
        self.files = {session: {"a": size} for session, size in sizes.items()}
        self.closed: set[str] = set()
        self.now = 0.0

    def drop(self, session: str, file: str) -> None:
        self.files[session] = {
            name: size for name, size in self.files[session].items() if name != file
        }

    def room(self) -> UploadRoom:
        return UploadRoom(
            lambda: self.files, self.drop, lambda name: name not in self.closed, lambda: self.now
        )


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MAX_OF_SESSION": 90, "MAX_IN_ALL": 250, "MAX_FILES": 3}.items():
        monkeypatch.setattr(upload_room, name, value)


def test_a_session_has_its_share_whatever_it_announces() -> None:
    room = Server(me=50).room()
    assert room.full("me", 41) == "session"
    assert room.full("me", 40) is None
    assert room.add("me", 30) is None
    assert room.add("me", 11) == "session"  # what is arriving counts
    room.end("me")
    assert room.full("me", 40) is None


def test_a_session_has_a_number_of_files_though_they_are_empty() -> None:
    server = Server(me=0)
    server.files["me"] |= {"b": 0, "c": 0}
    assert server.room().full("me", 0) == "session"


def test_whoever_has_most_gives_way_to_those_who_have_less() -> None:
    server = Server(a=90, b=80, c=70)
    room = server.room()
    assert room.full("me", 30) is None
    assert server.files == {"a": {}, "b": {"a": 80}, "c": {"a": 70}}
    assert room.full("greedy", 90) is None
    assert room.add("greedy", 90) is None
    assert room.full("more", 85) == "all"  # nobody has as much to give


def test_closed_pages_give_way_first() -> None:
    server = Server(a=90, b=90, closed=60)
    server.closed.add("closed")
    assert server.room().full("me", 20) is None
    assert server.files == {"a": {"a": 90}, "b": {"a": 90}, "closed": {}}


def test_files_of_a_page_that_was_closed_meanwhile_are_dropped() -> None:
    server = Server(me=10)
    room = server.room()
    server.closed.add("me")
    room.end("me")
    assert server.files == {"me": {}}


def test_files_that_lie_there_for_long_are_dropped() -> None:
    server = Server(old=10, fresh=10, closed=10)
    room = server.room()
    room.add("old", 10)
    room.end("old")
    server.now = MAX_IDLE / 2
    room.add("fresh", 10)
    room.end("fresh")
    server.now = MAX_IDLE + 1
    server.closed.add("closed")
    room.tidy()
    assert server.files == {"old": {}, "fresh": {"a": 10}, "closed": {}}


def test_each_refusal_has_a_sentence() -> None:
    assert set(refusals()) == set(upload_room.STATUSES.values())
    assert t("upload.refused_all") in refusals().values()


def test_what_was_refused_beside_others_is_told_once() -> None:
    room = Server(me=50).room()
    assert room.refuse("me", "session") == 413
    assert room.pop_refusal("you") == ""
    assert "at a time" in room.pop_refusal("me")
    assert room.pop_refusal("me") == ""
