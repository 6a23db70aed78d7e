"""What all sessions of a server share."""

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import MagicMock

import pytest

from anomaly.data.digits import Digits
from anomaly.errors import UserError
from anomaly.text import t
from anomaly.ui.session import server
from anomaly.ui.session.model_cache import Models


class StubFetch:
    """A download whose end the test decides."""

    def __init__(self, on_failure: Callable[[UserError], None]) -> None:
        self.fail = on_failure
        self.status = "running"
        self.root = Path("arrived")


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, digits: Digits) -> server.Library:
    """The library of a machine without MNIST, whose download is under way."""
    monkeypatch.setattr(server, "find_mnist", lambda: (None, [UserError("data.no_normal")]))
    monkeypatch.setattr(server, "MnistFetch", StubFetch)
    monkeypatch.setattr(server, "load_mnist", lambda root: replace(digits, source="mnist"))
    return server.Library()


def test_the_generated_digits_serve_until_mnist_arrives(library: server.Library) -> None:
    assert library.digits.source == "generated"
    assert not library.refresh()
    assert library.fetch is not None
    library.fetch.status = "done"  # type: ignore[misc]
    assert library.refresh()
    assert library.digits.source == "mnist"
    assert library.problems == []
    assert not library.refresh()


def test_only_a_failed_download_is_tried_again(library: server.Library) -> None:
    first = library.fetch
    library.retry()
    assert library.fetch is first
    assert first is not None
    first.status = "failed"  # type: ignore[misc]
    library.retry()
    assert library.fetch is not first


def test_what_is_wrong_with_mnist_is_written_to_the_terminal_once(
    library: server.Library, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    library.fetch.fail(UserError("fetch.cancelled"))  # type: ignore[union-attr]
    assert caplog.messages == [t("fetch.cancelled")]
    caplog.clear()
    assert [str(problem) for problem in server.Library().problems] == caplog.messages


def test_nothing_is_left_of_a_server_that_was_forgotten() -> None:
    before = server.upload_space(), server.downloads(), server.page_turns()
    server.forget()
    after = server.upload_space(), server.downloads(), server.page_turns()
    assert all(new is not old for new, old in zip(after, before, strict=True))


@pytest.mark.parametrize("has_large", [False, True])
def test_modules_are_frozen_with_the_first_page_unless_a_large_model_would_be_too(
    monkeypatch: pytest.MonkeyPatch, has_large: bool
) -> None:
    frozen: list[None] = []
    monkeypatch.setattr(Models, "has_large", has_large)
    monkeypatch.setattr(server, "_freeze_modules", lambda: frozen.append(None))
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    server.settle.forget()
    for _ in range(3):
        server.settle()
    assert len(frozen) == (not has_large)


@pytest.mark.parametrize("count", [server.YOUNG_COLLECTIONS - 1, server.YOUNG_COLLECTIONS])
def test_the_heap_is_searched_after_many_collections_of_the_young(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    searched: list[None] = []
    monkeypatch.setattr(gc, "collect", lambda: searched.append(None))
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, count))
    for name in ("worker", "upload_space", "models"):
        monkeypatch.setattr(server, name, MagicMock())
    server.models().has_large = False  # type: ignore[misc]
    monkeypatch.setattr("anomaly.ui.session._compat.expire_sessions", lambda: None)
    server._tidy(number=1, idle_rounds=0)
    assert len(searched) == (count == server.YOUNG_COLLECTIONS)
