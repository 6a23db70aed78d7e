"""The owners of stored files, so that where there is no room, those of whoever has most give way.

A line of one file names a stored file's key, the address and the browser it was stored for. All
processes of a server append to it. The names tell nothing, and mean nothing after the server's end.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from anomaly.owner import NOBODY, Owner
from anomaly.paths import atomic_write, model_folder
from anomaly.storage.files import size_of

DAY = 24 * 3600.0  # seconds
KEPT_FOR = DAY  # seconds from its last use in which a file gives way only if its owner has most
MAX_LINES = 40_000  # of which the later half is kept


def note_owner(key: str, owner: Owner) -> None:
    """Note for whom the file with a key is stored."""
    if owner == NOBODY:
        return
    with suppress(OSError):
        _path().parent.mkdir(parents=True, exist_ok=True)
        with _path().open("a", encoding="utf-8") as file:
            file.write(f"{key} {owner.address} {owner.browser}\n")


def in_order_of_giving_way(
    paths: Iterable[Path], key_of: Callable[[Path], str]
) -> Iterator[tuple[Path, int]]:
    """Yield files with their sizes in the order in which they make room for another one.

    First come those that were not used for a day, then those of the address with most, there of the
    browser with most; each time the one that was not used for longest.

    Parameters
    ----------
    paths : iterable of Path
    key_of : callable
        Returns the key in a file's name.
    """
    owners = _known()
    left = {path: size_of(path) for path in paths}
    owner = {path: owners.get(key_of(path), NOBODY) for path in left}
    unused = {path: unused_for(path) for path in left}
    for path in sorted(left, key=unused.__getitem__, reverse=True):
        if unused[path] > KEPT_FOR:
            yield path, left.pop(path)
    by_address, by_browser = Counter[str](), Counter[Owner]()
    for path, size in left.items():
        by_address[owner[path].address] += size
        by_browser[owner[path]] += size

    def rank(path: Path) -> tuple[int, int, float]:
        return by_address[owner[path].address], by_browser[owner[path]], unused[path]

    while left:
        path = max(left, key=rank)
        size = left.pop(path)
        by_address[owner[path].address] -= size
        by_browser[owner[path]] -= size
        yield path, size


def unused_for(path: Path) -> float:
    """Return the seconds since a file was used last; infinite where there is none."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:  # deleted meanwhile
        return float("inf")


def _known() -> dict[str, Owner]:
    """Return the owners of stored files, by key."""
    try:
        lines = _path().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    if len(lines) > MAX_LINES:
        with suppress(OSError), atomic_write(_path()) as path:
            path.write_text("\n".join([*lines[-MAX_LINES // 2 :], ""]), encoding="utf-8")
    fields = (line.split() for line in lines)
    return {
        key: Owner(address=address, browser=browser)
        for key, address, browser in (each for each in fields if len(each) == 3)
    }


def _path() -> Path:
    return model_folder() / "owners"
