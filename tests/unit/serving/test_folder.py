"""The folder in which nginx works."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from anomaly.serving.folder import remove_abandoned, working_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def abandon(temporary: Path) -> Path:
    """Return a folder as a killed process leaves it."""
    with working_folder() as folder:
        shutil.copytree(folder, temporary / "kept")
    return (temporary / "kept").rename(folder)


def test_a_folder_is_removed_after_its_use(temporary: Path) -> None:
    with working_folder() as folder:
        assert folder.parent == temporary
    assert not list(temporary.iterdir())


def test_abandoned_folders_are_removed_and_those_in_use_are_not(temporary: Path) -> None:
    abandoned = abandon(temporary)
    other = temporary / "others"
    other.mkdir()
    with working_folder() as folder:
        remove_abandoned()
        assert not abandoned.exists()
        assert folder.exists()
        assert other.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="found by /proc")
def test_what_still_works_in_an_abandoned_folder_is_killed(temporary: Path) -> None:
    abandoned = abandon(temporary)
    with subprocess.Popen(["sleep", "1000"], cwd=abandoned) as left:
        remove_abandoned()
        assert left.wait(10) == -9
