"""Turns of pages."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack
from functools import partial

import pytest

from anomaly.ui.session.page_turns import PageTurns
from tests.unit.jobs.test_queue import until

Turn = Callable[[str], AbstractContextManager[None]]


def most_of_one_key(turn: Turn, threads: int) -> int:
    """Return how many of so many threads were in turns of one key at once; another's came amid."""
    under_way: list[int] = []
    most: list[int] = []
    others_may_end = threading.Event()

    def work(number: int) -> None:
        with turn("one"):
            under_way.append(number)
            most.append(len(under_way))
            assert others_may_end.wait(10)
            under_way.remove(number)

    with ThreadPoolExecutor(threads) as pool:
        done = [pool.submit(work, number) for number in range(threads)]
        with turn("another"):
            others_may_end.set()
        for each in done:
            each.result()
    return max(most)


def test_no_more_of_one_key_at_once_and_another_key_at_any_time() -> None:
    assert most_of_one_key(PageTurns(at_once=2, patience=60).turn, threads=5) == 2


def test_a_turn_ends_with_what_failed() -> None:
    turns = PageTurns(at_once=1, patience=60)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns.turn("one"):
            1 / 0  # noqa: B018
    with turns.turn("one"):
        pass


def test_who_waited_long_begins_all_the_same() -> None:
    turns = PageTurns(at_once=1, patience=0.01)

    def run() -> None:
        with turns.turn("one"):
            pass

    with turns.turn("one"), ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(10)


def test_others_have_the_turn_of_a_page_that_only_waits() -> None:
    turns, is_first_waiting = PageTurns(at_once=1, patience=60), threading.Event()
    has_second_ended = threading.Event()

    def wait_for_the_second() -> None:
        with turns.turn("one"), turns.pause():
            is_first_waiting.set()
            assert has_second_ended.wait(10)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(wait_for_the_second)
        assert is_first_waiting.wait(10)
        with turns.turn("one"):
            has_second_ended.set()
        first.result()


def test_a_pause_in_a_pause_ends_with_the_outer_one() -> None:
    turns = PageTurns(at_once=1, patience=60)

    def come() -> None:
        with turns.turn("one"):
            pass

    with ThreadPoolExecutor(1) as pool:
        with turns.turn("one"):
            with turns.pause(), turns.pause():
                pass
            coming = pool.submit(come)
            until(lambda: "one" in turns._waiting)
            assert not coming.done()
        coming.result(10)


def test_a_page_that_has_waited_goes_on_before_those_that_came_meanwhile() -> None:
    turns, order = PageTurns(at_once=1, patience=60), list[str]()
    has_paused, may_go_on = threading.Event(), threading.Event()

    def wait() -> None:
        with turns.turn("one"):
            with turns.pause():
                has_paused.set()
                assert may_go_on.wait(10)
            order.append("waited")

    def come() -> None:
        with turns.turn("one"):
            order.append("came")

    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(wait)
        assert has_paused.wait(10)
        with turns.turn("one"):
            coming = pool.submit(come)
            until(lambda: len(turns._waiting.get("one", ())) == 1)
            may_go_on.set()
            until(lambda: len(turns._waiting.get("one", ())) == 2)
        waiting.result(10)
        coming.result(10)
    assert order == ["waited", "came"]


def test_a_pause_without_a_turn_changes_nothing() -> None:
    turns = PageTurns(at_once=1, patience=60)
    with turns.pause():
        pass
    with turns.turn("one"):
        pass


def test_of_the_runs_of_a_page_one_alone_waits() -> None:
    turns, begun = PageTurns(at_once=1, patience=60), []

    def run() -> None:
        with turns.turn("one", "page"):
            begun.append("page")

    with ThreadPoolExecutor(3) as pool:
        with turns.turn("one", "another page"):
            runs = [pool.submit(run) for _ in range(3)]
            earlier = as_completed(runs, timeout=10)
            assert [next(earlier).result() for _ in range(2)] == [None, None]
            begun.append("another page ends")
        next(earlier).result()
    assert begun == ["page", "page", "another page ends", "page"]


def test_a_run_that_resumes_takes_no_turn_from_a_later_one_of_its_page() -> None:
    turns, begun = PageTurns(at_once=1, patience=0.3), []
    has_paused, may_resume = threading.Event(), threading.Event()

    def pause_and_resume() -> None:
        with turns.turn("one", "page"), turns.pause():
            has_paused.set()
            assert may_resume.wait(10)

    def run() -> None:
        with turns.turn("one", "page"):
            begun.append("page")

    with ThreadPoolExecutor(3) as pool:
        earlier = pool.submit(pause_and_resume)
        assert has_paused.wait(10)
        with turns.turn("one", "another page"):
            later = [pool.submit(run), pool.submit(run)]
            next(as_completed(later, timeout=10))  # one waits now
            may_resume.set()
            earlier.result(10)
        for each in later:
            each.result(10)
    assert begun == ["page", "page"]


def test_pages_on_which_a_click_waits_are_drawn_next() -> None:
    turns, order = PageTurns(at_once=1, patience=60), list[str]()

    def run(page: str) -> None:
        with turns.turn("one", page):
            order.append(page)

    with ThreadPoolExecutor(4) as pool:
        with turns.turn("one", "under way"):
            runs = []
            for page in ("first", "second", "clicked", "clicked later"):
                runs.append(pool.submit(run, page))
                until(lambda: len(turns._waiting.get("one", ())) == len(runs))
            for page in ("clicked", "clicked later", "clicked"):
                turns.hurry(page)
        for each in runs:
            each.result(10)
    assert order == ["clicked", "clicked later", "first", "second"]


def give_way(turns: PageTurns, begins: threading.Event, *keys: str) -> None:
    """Give way to strokes for a minute, in turns of which the first has a page."""
    with ExitStack() as stack:
        for number, key in enumerate(keys):
            stack.enter_context(turns.turn(key, "" if number else "page", courtesy=60))
        begins.set()
        turns.give_way()


@pytest.mark.parametrize("keys", [("one",), ("one", "a part of it")])
def test_a_run_for_which_a_click_waits_stops_giving_way(keys: tuple[str, ...]) -> None:
    turns, begins = PageTurns(), threading.Event()
    with turns.stroke(), ThreadPoolExecutor(1) as pool:
        page = pool.submit(give_way, turns, begins, *keys)
        assert begins.wait(10)
        turns.hurry("another")
        with pytest.raises(TimeoutError):
            page.result(0.1)
        turns.hurry("page")
        page.result(10)


def test_the_run_before_one_for_which_a_click_waits_stops_giving_way() -> None:
    turns, begins, order = PageTurns(at_once=1, patience=60), threading.Event(), list[str]()

    def come() -> None:
        with turns.turn("one", "clicked"):
            order.append("clicked")

    with turns.stroke(), ThreadPoolExecutor(2) as pool:
        before = pool.submit(give_way, turns, begins, "one")
        assert begins.wait(10)
        coming = pool.submit(come)
        until(lambda: "one" in turns._waiting)
        turns.hurry("clicked")
        before.result(10)
        coming.result(10)
    assert order == ["clicked"]


def test_a_page_that_has_been_drawn_is_not_known_any_more() -> None:
    turns = PageTurns()
    with pytest.raises(ZeroDivisionError), turns.turn("one", "page"), turns.pause():
        1 / 0  # noqa: B018
    turns.hurry("page")
    assert turns._runs == []


def test_a_run_gives_way_to_a_stroke() -> None:
    turns, done = PageTurns(), []
    is_drawing, has_begun = threading.Event(), threading.Event()

    def run() -> None:
        with turns.turn("one"):
            has_begun.set()
            assert is_drawing.wait(10)
            turns.give_way()
            done.append("the page")

    with ThreadPoolExecutor(1) as pool:
        page = pool.submit(run)
        assert has_begun.wait(10)
        with turns.stroke():
            is_drawing.set()
            done.append("the stroke")
        page.result(10)
    assert done == ["the stroke", "the page"]


def test_the_answer_of_a_page_in_the_making_gives_way_to_a_stroke() -> None:
    turns, done = PageTurns(), []
    has_begun = threading.Event()

    def run() -> None:
        with turns.turn("one"):
            has_begun.set()
            with turns.stroke("one"):
                done.append("the page's answer")

    with ThreadPoolExecutor(1) as pool:
        with turns.stroke("another"):
            page = pool.submit(run)
            assert has_begun.wait(10)
            done.append("the stroke")
        page.result(10)
    assert done == ["the stroke", "the page's answer"]


def test_a_blank_canvas_is_answered_after_a_stroke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anomaly.ui.session.page_turns.BLANK_COURTESY", 60)
    turns, done = PageTurns(), []
    is_wiped = threading.Event()

    def wipe() -> None:
        is_wiped.set()
        with turns.blank():
            done.append("the blank")

    with ThreadPoolExecutor(1) as pool:
        with turns.stroke():
            blank = pool.submit(wipe)
            assert is_wiped.wait(10)
            done.append("the stroke")
        blank.result(10)
    assert done == ["the stroke", "the blank"]


def test_a_blank_canvas_is_answered_among_endless_strokes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anomaly.ui.session.page_turns.BLANK_COURTESY", 0.01)
    turns = PageTurns(patience=60)

    def wipe() -> None:
        with turns.blank():
            pass

    with turns.stroke(), ThreadPoolExecutor(1) as pool:
        pool.submit(wipe).result(10)


def test_a_blank_canvas_does_not_hold_up_a_run() -> None:
    turns = PageTurns()

    def run() -> None:
        with turns.turn("one", courtesy=60):
            turns.give_way()

    with turns.blank(), ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(10)


def test_a_blank_canvas_within_a_run_waits_for_no_other() -> None:
    turns = PageTurns(at_once=1, patience=60)

    def run() -> None:
        with turns.turn("one"), turns.blank():
            pass

    with turns.blank(), ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(10)


def test_a_run_goes_on_among_endless_strokes() -> None:
    turns = PageTurns()

    def run() -> None:
        with turns.turn("one", courtesy=0.01):
            for _ in range(1_000):
                turns.give_way()

    with turns.stroke(), ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(10)


def test_a_stroke_answered_within_a_run_does_not_wait_for_itself() -> None:
    turns = PageTurns()
    with turns.turn("one"), turns.stroke():
        turns.give_way()


def test_a_part_of_a_run_goes_on_in_its_turn() -> None:
    turns = PageTurns(at_once=1, patience=60)
    with turns.turn("one"), turns.turn("one"):
        pass
    with turns.turn("one"):
        pass


@pytest.mark.parametrize("kind", [PageTurns.stroke, PageTurns.blank])
def test_canvases_of_one_address_are_answered_one_after_the_other(
    kind: Callable[[PageTurns, str], AbstractContextManager[None]],
) -> None:
    assert most_of_one_key(partial(kind, PageTurns(patience=60)), threads=3) == 1
