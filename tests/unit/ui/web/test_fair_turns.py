"""Turns that are fair to addresses and pages."""

import asyncio

import pytest

from anomaly.ui.web.fair_turns import MAX_WAITING, BusyError, FairTurns


class Crowd:
    """Pages that ask for turns, and those which had one, in order.

    A turn takes as many seconds as are given for its page, of a clock of its own.
    """

    def __init__(self, at_once: int = 1) -> None:
        self.had: list[str] = []
        self._now = 0.0
        self.turns = FairTurns(at_once, lambda: self._now)

    async def ask(self, page: str, seconds: float = 1.0) -> None:
        """Ask for a turn; a page is called by its address and a number, as ``"a1"``."""
        async with self.turns.turn(page[0], page):
            self.had.append(page)
            await asyncio.sleep(0)
            self._now += seconds

    async def ask_all(self, *pages: str) -> list[object]:
        return await asyncio.gather(*map(self.ask, pages), return_exceptions=True)


@pytest.fixture
def crowd() -> Crowd:
    return Crowd()


async def test_addresses_take_turns_however_many_pages_they_have(crowd: Crowd) -> None:
    await crowd.ask_all("a1", "a2", "a3", "a4", "b1", "c1", "b2")
    assert crowd.had == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"]


async def test_of_an_address_the_page_that_took_the_least_time_is_next(crowd: Crowd) -> None:
    for page, seconds in (("a1", 3.0), ("a2", 3.0), ("a3", 0.1)):
        await crowd.ask(page, seconds)
    crowd.had.clear()
    await crowd.ask_all("a1", "a2", "a3", "a4")
    assert crowd.had == ["a1", "a4", "a3", "a2"]  # the first came where nobody waited


async def test_an_address_has_no_second_turn_while_another_waits() -> None:
    crowd, may_end = Crowd(at_once=2), {"a1": asyncio.Event(), "c1": asyncio.Event()}
    await crowd.ask("b1", 60.0)

    async def hold(page: str) -> None:
        async with crowd.turns.turn(page[0], page):
            await may_end[page].wait()

    async with asyncio.TaskGroup() as group:
        for page in may_end:
            group.create_task(hold(page))
        for page in ("a2", "b1"):
            group.create_task(crowd.ask(page))
        await asyncio.sleep(0)
        crowd.had.clear()
        may_end["c1"].set()
        while len(crowd.had) < 2:
            await asyncio.sleep(0)
        may_end["a1"].set()
    assert crowd.had == ["b1", "a2"]  # though it took more time


async def test_where_too_many_wait_those_who_took_most_time_ask_again(crowd: Crowd) -> None:
    greedy = [f"a{number}" for number in range(MAX_WAITING + 1)]
    await crowd.ask_all(*greedy[1:])
    crowd.had.clear()
    ended = await crowd.ask_all(*greedy, "a-new")
    assert [isinstance(each, BusyError) for each in ended] == [False] * MAX_WAITING + [True, False]
    assert crowd.had[:2] == [greedy[0], "a-new"]


async def test_nobody_is_sent_away_from_what_had_a_turn_before(crowd: Crowd) -> None:
    await crowd.ask("a-long", 60.0)
    crowd.had.clear()

    async def go_on() -> None:
        async with crowd.turns.turn("a", "a-long", has_begun=True):
            crowd.had.append("a-long")

    others = [f"a{number}" for number in range(MAX_WAITING + 3)]
    await asyncio.gather(*map(crowd.ask, others), go_on(), return_exceptions=True)
    assert crowd.had[-1] == "a-long"
    assert len(crowd.had) == MAX_WAITING + 2


async def test_who_gives_up_keeps_nobody(crowd: Crowd) -> None:
    under_way, waiting = (asyncio.create_task(crowd.ask(page)) for page in ("a1", "b1"))
    await asyncio.sleep(0)
    for task in (waiting, under_way):
        task.cancel()
    await asyncio.gather(under_way, waiting, return_exceptions=True)
    await crowd.ask("c1")
    assert crowd.had == ["a1", "c1"]
