"""Drafts on disk: what was drawn comes back, and old ones go."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from anomaly.preprocessing.drawing import Drawing
from anomaly.storage import drafts
from anomaly.storage.drafts import Draft, Example, load_draft, save_draft

STROKES = Drawing((((10, 10), (10, 200)), ((90, 40), (200, 40))), (18, 30))


def some_draft(count: int = 2, name: str = "か") -> Draft:
    pictures = np.arange(count * 784, dtype=np.uint8).reshape(count, 28, 28)
    first = Example(pictures[0], drawing=STROKES)
    return Draft((first, *(Example(picture, is_anomaly=True) for picture in pictures[1:])), name)


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    draft = some_draft()
    found = load_draft(save_draft(draft, tmp_path), tmp_path)
    assert found is not None
    assert found.name == "か"
    assert [example.is_anomaly for example in found.examples] == [False, True]
    assert [example.drawing for example in found.examples] == [STROKES, None]
    for before, after in zip(draft.examples, found.examples, strict=True):
        np.testing.assert_array_equal(before.pixels, after.pixels)


def test_an_empty_draft_with_a_name_comes_back(tmp_path: Path) -> None:
    found = load_draft(save_draft(Draft(name="A"), tmp_path), tmp_path)
    assert found is not None
    assert (found.examples, found.name) == ((), "A")


def test_another_content_has_another_key(tmp_path: Path) -> None:
    keys = {save_draft(some_draft(count, name), tmp_path) for count in (1, 2) for name in "ab"}
    assert len(keys) == 4


def test_what_is_no_key_or_damaged_or_gone_is_no_draft(tmp_path: Path) -> None:
    key = save_draft(some_draft(), tmp_path)
    path = tmp_path / f"{key}.safetensors"
    path.write_bytes(path.read_bytes()[:-9])
    for asked in (key, "0" * 16, "../../etc/passwd", ""):
        assert load_draft(asked, tmp_path) is None


def test_old_drafts_and_those_beyond_the_bound_are_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MAX_FILES", 3)
    old, *others = (save_draft(some_draft(name=name), tmp_path) for name in "abc")
    long_ago = time.time() - drafts.MAX_AGE - 60
    os.utime(tmp_path / f"{old}.safetensors", (long_ago, long_ago))
    for name in "de":
        others.append(save_draft(some_draft(name=name), tmp_path))
        os.utime(tmp_path / f"{others[-1]}.safetensors", (time.time() + 60, time.time() + 60))
    last = save_draft(some_draft(name="f"), tmp_path)
    assert load_draft(old, tmp_path) is None
    assert len(list(tmp_path.glob("*.safetensors"))) == 3
    assert load_draft(last, tmp_path) is not None
