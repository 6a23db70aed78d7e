"""Models to download."""

import pytest

from anomaly.storage import store
from anomaly.training.trained import TrainedDetector
from anomaly.ui.session import downloads
from anomaly.ui.session.downloads import Downloads


def test_earlier_downloads_are_dropped_before_they_fill_the_memory(
    small: TrainedDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, dropped = store.save(small).read_bytes(), list[int]()
    monkeypatch.setattr(downloads, "MAX_BYTES", 2.5 * len(content))
    given = Downloads(lambda: dropped.append(1))
    assert [given.read(small) for _ in range(5)] == [content] * 5
    assert len(dropped) == 2
