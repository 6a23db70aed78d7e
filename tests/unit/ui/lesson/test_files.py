"""The addresses of the lesson's files: what they serve, and what they refuse."""

from pathlib import Path

import pytest

from anomaly.storage import store
from anomaly.storage.chain_file import chain_file
from anomaly.ui.lesson import files
from tests.support.web import request


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that is bundled with the lesson."""
    monkeypatch.setattr(files, "FILES", tmp_path)
    path = tmp_path / "table.json"
    path.write_bytes(b"[1, 2]")
    return path


async def test_a_file_is_served_and_kept_by_the_browser(bundled: Path) -> None:
    answer = await request(f"/{files.file_address(bundled.name)}")
    assert (answer.status, answer.body) == (200, b"[1, 2]")
    assert "immutable" in answer.headers["cache-control"]


async def test_a_bundled_detector_is_served_as_its_chain_of_layers() -> None:
    (path,) = store.BUNDLED.glob("pca-1-*")
    answer = await request(f"/{files.file_address('detector:pca-1')}")
    assert answer.body == chain_file(store.load(path).detector)


@pytest.mark.parametrize(
    "path",
    [
        "lesson/0123456789abcdef/table.json",
        "lesson/0123456789abcdef/../table.json",
        "lesson/0123456789abcdef/detector/pca-1",
        "lesson/0123456789abcdef/detector/..",
        "lesson/0123456789abcdef/elsewhere",
        "lesson/",
    ],
)
async def test_an_address_that_is_no_files_is_refused(bundled: Path, path: str) -> None:
    files.file_address(bundled.name)
    assert (await request(f"/{path}")).status == 404


def test_a_file_that_is_not_there_has_no_address() -> None:
    with pytest.raises(FileNotFoundError):
        files.file_address("elsewhere")
