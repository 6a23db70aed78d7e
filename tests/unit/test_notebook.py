"""The code in docs/notebook.md and docs/engineers.md: it runs as it stands."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.paths import PROJECT


def blocks(name: str) -> list[str]:
    text = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


def run(name: str) -> dict[str, Any]:
    """Run a document's blocks as a notebook's cells, and return its variables."""
    variables: dict[str, Any] = {}
    for block in blocks(name):
        exec(compile(block, name, "exec"), variables)
    return variables


def write(folder: Path, images: Tensor) -> None:
    """Write digits (N, 1, 28, 28) as pictures of dark ink on light ground, ten times as large."""
    folder.mkdir(parents=True)
    for number, image in enumerate(images):
        picture = Image.fromarray((255 - 255 * image[0]).byte().numpy())
        picture.resize((280, 280)).save(folder / f"{number:03}.png")


@pytest.fixture
def folders(digits: Digits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of somebody's pictures: 3s, new ones with two 8s at the end, and known anomalies."""
    monkeypatch.chdir(tmp_path)
    kinds = {label: digits.test[digits.test.labels == label].images for label in (0, 3, 8)}
    write(tmp_path / "pictures" / "normal", kinds[3][:40])
    write(tmp_path / "pictures" / "new", kinds[3][40:44])
    for number, image in enumerate(kinds[8][:2]):
        picture = Image.fromarray((255 - 255 * image[0]).byte().numpy())
        picture.resize((280, 280)).save(tmp_path / "pictures" / "new" / f"1{number:02}.png")
    Image.new("L", (280, 280), 255).save(tmp_path / "pictures" / "new" / "empty.png")
    write(tmp_path / "pictures" / "anomalies", kinds[0][:8])


def test_the_notebook_goes_from_pictures_to_a_threshold(
    folders: None, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run("notebook.md")
    out = capsys.readouterr().out
    assert found["trained"].is_of_signs
    assert "of 40 called normal" in out
    assert len(found["normal"]) == 40
    assert len(found["new"]) == 6  # the empty one is left out
    assert (found["detector"].anomaly_score(found["new"]) >= found["threshold"])[-2:].all()
    assert "threshold" in out
    assert float(re.findall(r"AUROC (\S+)", out)[0]) > 0.95


def test_its_first_blocks_are_as_short_as_promised() -> None:
    short, _, longer, *_ = blocks("notebook.md")
    assert len(list(filter(None, short.splitlines()))) == 5
    assert len(list(filter(None, longer.splitlines()))) <= 15


def test_the_examples_for_engineers_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MNIST_ROOT", raising=False)
    monkeypatch.setattr("anomaly.data.mnist.DATA", tmp_path)
    found = run("engineers.md")
    assert set(found["detector"].predict(found["pictures"])) <= {1, -1}
    assert found["trained"].plan.normal == (4,)
