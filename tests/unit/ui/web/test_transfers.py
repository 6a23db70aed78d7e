"""Large answers: how much of them is in memory, and which give way."""

import pytest
from starlette.types import Message

from anomaly.ui.web import transfers
from anomaly.ui.web.transfers import FEWEST_SECONDS, PART, Answer, LargeAnswers, NoRoomError

LENGTH = 2 * PART


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> LargeAnswers:
    """Return large answers of which two of an address have room, and three in all."""
    monkeypatch.setattr(transfers, "MAX_OF_ADDRESS", 2 * LENGTH)
    monkeypatch.setattr(transfers, "MAX_IN_ALL", 3 * LENGTH)
    return LargeAnswers()


class Given:
    """An answer, and whether it was cut."""

    def __init__(self, large: LargeAnswers, address: str = "here", since: float = 0.0) -> None:
        self.is_cut = False
        self.answer = Answer(self._send, list, large, self._cut, address, since=since)
        self.answer.body = bytes(LENGTH)

    async def _send(self, message: Message) -> None:
        pass

    def _cut(self) -> None:
        self.is_cut = True


def test_an_address_has_its_share_and_others_have_theirs(large: LargeAnswers) -> None:
    for _ in range(2):
        large.admit(Given(large).answer)
    with pytest.raises(NoRoomError):
        large.admit(Given(large).answer)
    large.admit(Given(large, "there").answer)
    with pytest.raises(NoRoomError):
        large.admit(Given(large, "elsewhere").answer)


def test_a_file_that_many_download_counts_once(large: LargeAnswers) -> None:
    first = Given(large)
    for _ in range(5):
        other = Given(large)
        other.answer.body = first.answer.body
        large.admit(other.answer)
    large.admit(first.answer)


def test_the_slowest_gives_way_and_what_has_ended_makes_room(large: LargeAnswers) -> None:
    slow, other = Given(large), Given(large, since=1.0)
    for each in (slow, other):
        large.admit(each.answer)
    large.admit(Given(large, since=FEWEST_SECONDS).answer)
    assert [slow.is_cut, other.is_cut] == [True, False]
    large.remove(other.answer)
    large.admit(Given(large, since=FEWEST_SECONDS).answer)
