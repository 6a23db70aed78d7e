"""What was read from large files, as the sessions of a server share it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from weakref import ref

import pytest
import torch
from cachetools import LRUCache
from torch import Tensor

from anomaly.budget import Budget
from anomaly.errors import UserError
from anomaly.ui.session import shared_cache
from anomaly.ui.session.shared_cache import MAX_IDLE, SharedCache, sized_cache


class Read:
    """What was read from a file."""

    def __init__(self, nbytes: int = 0) -> None:
        self.nbytes = nbytes


def cache_of(
    max_kept: int = 1000, max_open: int = 1000, max_share: int = 1000
) -> SharedCache[Read]:
    return SharedCache(max_kept, max_open, max_share, Budget(1000, 0.01))


def test_memory_holds_a_bounded_number_of_bytes() -> None:
    cache: LRUCache[str, Tensor] = sized_cache(2000)
    for name in "abc":
        cache[name] = torch.zeros(900, dtype=torch.uint8)
    assert cache.get("a") is None
    assert cache.get("b") is not None
    cache["d"] = torch.zeros(900, dtype=torch.uint8)
    assert cache.get("c") is None
    cache["huge"] = torch.zeros(5000, dtype=torch.uint8)
    assert cache.get("huge") is not None
    assert cache.get("b") is None
    cache["e"] = torch.zeros(1, dtype=torch.uint8)
    assert list(cache) == ["e"]


def test_who_asks_while_a_file_is_read_waits_for_it() -> None:
    cache, both_ask, calls = cache_of(), Barrier(2), list[Read]()

    def load() -> Read:
        calls.append(Read())
        both_ask.wait(10)
        return calls[-1]

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cache.read, "a", 1, load)
        second = threads.submit(lambda: (both_ask.wait(10), cache.read("a", 1, load))[1])
        assert first.result() is second.result()
    assert len(calls) == 1


def test_what_somebody_holds_is_found_though_it_is_not_kept() -> None:
    cache, held = cache_of(max_kept=10), Read(8)
    cache.put("a", held)
    cache.put("b", Read(8))
    assert cache.get("a") is held
    assert cache.get("b") is None
    cache.drop("a")
    assert cache.get("a") is None


def test_nothing_is_read_beyond_what_may_be_open_but_what_always_is() -> None:
    cache, held = cache_of(max_kept=100), [Read(300) for _ in range(3)]
    for index, value in enumerate(held):
        cache.put(str(index), value)
    with pytest.raises(UserError, match="fill the memory"):
        cache.read("more", 100, Read, "me")
    assert cache.read("bundled", 100, Read) is not None
    held.pop()
    cache.drop("2")
    assert cache.read("more", 100, Read, "me") is not None


def test_what_is_kept_gives_way_only_where_that_helps() -> None:
    cache, kept = cache_of(max_kept=400), Read(50)
    held = [Read(300), Read(300)]
    for index, value in enumerate(held):
        cache.put(str(index), value)
    cache.put("kept", kept)
    alive = ref(kept)
    del kept
    with pytest.raises(UserError, match="fill the memory"):
        cache.read("large", 400, Read, "me")
    assert alive() is not None
    held.clear()
    assert cache.read("large", 300, Read, "me") is not None
    assert alive() is None


def test_an_address_has_a_share_of_what_is_open_however_small_each_is() -> None:
    cache = cache_of(max_kept=10, max_share=100)
    held = [cache.read(key, 10, lambda: Read(20), "one") for key in "abcde"]
    with pytest.raises(UserError, match="fill the memory"):
        cache.read("f", 10, lambda: Read(20), "one")
    assert not cache.has_room(10, "one")
    assert cache.read("a", 10, Read, "one") is held[0]  # which it has
    other = cache.read("f", 10, lambda: Read(20), "two")
    assert other is not None
    assert not cache.lend(other, "one")
    del held[0]
    assert cache.lend(other, "one")


def test_files_are_not_read_beyond_what_reading_may_take() -> None:
    cache = cache_of()
    with cache.memory_for(300, ""), pytest.raises(UserError, match="at this moment"):
        cache.read("a", 100, Read)


def test_large_values_are_not_kept_for_long_after_they_were_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shared_cache, "LARGE", 10)
    now = [0.0]
    cache: SharedCache[Read] = SharedCache(1000, 1000, 1000, Budget(1000, 0.01), lambda: now[0])
    for key, size in {"small": 10, "large": 20, "asked": 20, "nowhere": 20}.items():
        cache.put(key, Read(size))
    now[0] = MAX_IDLE
    assert cache.get("asked") is not None
    now[0] = MAX_IDLE + 1
    cache.tidy(lambda key: key != "nowhere")
    assert cache.has_large
    gone = [key for key in ("small", "large", "asked", "nowhere") if cache.get(key) is None]
    assert gone == ["large"]
