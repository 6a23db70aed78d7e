"""Remembering what was worked out about things."""

import gc
from weakref import ref

from anomaly.caching import cached_per_instance


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
