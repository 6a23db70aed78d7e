"""Remembering what was worked out about things."""

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from weakref import ref

from anomaly.caching import KeptPerInstance, Once, cached_per_instance


class Thing:
    """Something to ask about."""


def test_a_question_is_worked_out_once_for_each_thing() -> None:
    asked = []

    @cached_per_instance(2)
    def name(thing: Thing, number: int) -> str:
        asked.append((thing, number))
        return f"{number}"

    one, other = Thing(), Thing()
    assert [name(one, 1), name(one, 1), name(one, 2), name(other, 1)] == ["1", "1", "2", "1"]
    assert asked == [(one, 1), (one, 2), (other, 1)]
    name(one, 3)
    name(one, 1)  # one answer too many was asked for meanwhile
    assert asked[-1] == (one, 1)


def test_what_was_asked_about_is_let_go() -> None:
    @cached_per_instance(1)
    def describe(thing: Thing) -> list[str]:
        return [repr(thing)]

    thing = Thing()
    describe(thing)
    there = ref(thing)
    del thing
    gc.collect()
    assert there() is None


def test_what_is_kept_is_made_once_and_goes_with_its_thing() -> None:
    kept, made, thing = KeptPerInstance[int](2), list[int](), Thing()

    def make() -> int:
        made.append(len(made))
        return made[-1]

    results = [kept.get(thing, name, make) for name in "aabca"]  # c is one too many
    assert results == [0, 0, 1, 2, 3]
    there = ref(thing)
    del thing
    gc.collect()
    assert there() is None


def test_threads_that_ask_together_get_one_result() -> None:
    both_ask, made = Barrier(2), list[object]()

    @Once
    def shared() -> object:
        both_ask.wait(10)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(shared)
        second = threads.submit(lambda: (both_ask.wait(10), shared())[1])
        assert first.result() is second.result()
    assert len(made) == 1
