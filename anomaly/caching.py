"""Remembering what was worked out about a thing for as long as the thing is there."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

Thing = TypeVar("Thing")
Rest = ParamSpec("Rest")
Answer = TypeVar("Answer")
Function = Callable[Concatenate[Thing, Rest], Answer]


def cached_per_instance(
    most: int,
) -> Callable[[Function[Thing, Rest, Answer]], Function[Thing, Rest, Answer]]:
    """Have a function remember its last answers about each thing, its first argument.

    A plain cache keeps what it was asked about, and all that belongs to it, from ever being let go.

    Parameters
    ----------
    most : int
        How many answers about one thing; they are told apart by the other arguments, which are
        hashable.
    """

    def decorate(function: Function[Thing, Rest, Answer]) -> Function[Thing, Rest, Answer]:
        about: WeakKeyDictionary[Thing, Any] = WeakKeyDictionary()

        def begin(thing: Thing) -> Any:
            there = ref(thing)

            @lru_cache(maxsize=most)
            def answer(*rest: Any, **named: Any) -> Answer:
                alive = there()
                assert alive is not None  # whoever asks holds it
                return function(alive, *rest, **named)

            return about.setdefault(thing, answer)

        @wraps(function)
        def ask(thing: Thing, /, *rest: Rest.args, **named: Rest.kwargs) -> Answer:
            known: Answer = (about.get(thing) or begin(thing))(*rest, **named)
            return known

        return ask

    return decorate
