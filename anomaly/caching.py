"""Cache results: once for all, or per instance without keeping the instance alive."""

import threading
from collections.abc import Callable, Hashable
from functools import update_wrapper, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache

Instance = TypeVar("Instance")
Params = ParamSpec("Params")
Result = TypeVar("Result")
Function = Callable[Concatenate[Instance, Params], Result]


class Once(Generic[Result]):
    """A function without arguments whose result is made once for all threads.

    With `functools.cache`, threads that call it together would each make one.
    """

    def __init__(self, make: Callable[[], Result]) -> None:
        self._make = make
        self._made: tuple[Result] | None = None
        self._lock = threading.Lock()
        update_wrapper(self, make)

    def __call__(self) -> Result:
        """Return the result."""
        with self._lock:
            if self._made is None:
                self._made = (self._make(),)
            return self._made[0]

    @property
    def made(self) -> Result | None:
        """The result, if it has been made."""
        return self._made[0] if self._made else None

    def forget(self) -> None:
        """Discard the result; the next call makes it anew."""
        with self._lock:
            self._made = None


class KeptPerInstance(Generic[Result]):
    """Results kept with the instances that they are of, and gone with them.

    For what is made of more than its key names; `cached_per_instance` keeps all arguments.

    Parameters
    ----------
    maxsize : int
        Results of one instance; those used least recently go first.
    """

    def __init__(self, maxsize: int) -> None:
        self._maxsize = maxsize
        self._caches: WeakKeyDictionary[object, LRUCache[Hashable, Result]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def get(self, instance: object, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return an instance's result by its key, which `make` makes where it is not kept.

        Neither key nor result may hold the instance. Threads that come together each make one.
        """
        with self._lock:
            cache = self._caches.setdefault(instance, LRUCache(self._maxsize))
            if key in cache:
                return cache[key]
        result = make()
        with self._lock:
            return cache.setdefault(key, result)


def cached_per_instance(
    maxsize: int, also_by: Callable[[], Hashable] | None = None
) -> Callable[[Function[Instance, Params, Result]], Function[Instance, Params, Result]]:
    """Return a decorator that gives each first argument an LRU cache of the function's results.

    The caches refer to their instances weakly and go with them. `functools.lru_cache` and
    `cachetools.cached` would keep every instance alive; `cachetools.cachedmethod` needs a method
    and an attribute of the instance.

    Parameters
    ----------
    maxsize : int
        Results for one instance; the other arguments are the key and must be hashable.
    also_by : callable, optional
        Returns what else is part of the key, such as the language of sentences.
    """

    def decorate(
        function: Function[Instance, Params, Result],
    ) -> Function[Instance, Params, Result]:
        kept = KeptPerInstance[Result](maxsize)

        @wraps(function)
        def cached(instance: Instance, /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
            key = (also_by and also_by(), args, tuple(kwargs.items()))
            return kept.get(instance, key, lambda: function(instance, *args, **kwargs))

        return cached

    return decorate
