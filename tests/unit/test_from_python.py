"""The package as a library: its public names, and the README's example."""

import ast
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

import anomaly
from anomaly.paths import PROJECT
from anomaly.training.trained import TrainedDetector

STUB = Path(anomaly.__file__).with_suffix(".pyi")


def example() -> str:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"## From Python\n\n```python\n(.*?)```", readme, re.DOTALL)
    return str(code)


def test_the_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MNIST_ROOT", raising=False)
    monkeypatch.setattr("anomaly.data.mnist.DATA", tmp_path)
    picture = Image.new("L", (280, 280))
    ImageDraw.Draw(picture).line([(140, 50), (140, 230)], fill=255, width=20)
    picture.save("my-digit.png")
    exec(compile(example(), "README.md", "exec"), {})
    assert Path("my-digit.html").stat().st_size > 1000


def test_the_example_is_ten_lines() -> None:
    assert len(list(filter(None, example().splitlines()))) <= 10


def test_every_public_name_is_there_and_none_besides() -> None:
    (names,) = [
        ast.literal_eval(node.value)
        for node in ast.parse(STUB.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
    ]
    assert sorted(anomaly.__all__) == sorted(names)
    assert all(getattr(anomaly, name) is not None for name in names)


def test_saving_loading_and_figures_are_public() -> None:
    assert {"save", "load", "figures"} <= set(anomaly.__all__)


@pytest.mark.parametrize("kind", [str, Path])
def test_paths_are_taken_as_text_too(kind: type, small: TrainedDetector, tmp_path: Path) -> None:
    path = anomaly.save(small, kind(tmp_path / "models"))
    assert path.parent == tmp_path / "models"
    assert anomaly.load(kind(path)).key == small.key
    Image.new("L", (30, 20)).save(tmp_path / "picture.png")
    assert anomaly.read_picture(kind(tmp_path / "picture.png")).shape == (20, 30, 4)
