"""The package's rooms: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import anomaly

PACKAGE = Path(anomaly.__file__).parent
LAYERS = (
    "text", "errors", "validation", "caching", "memory", "paths", "tensor_file",
    "data", "preprocessing", "detectors", "evaluation", "training", "storage", "jobs",
    "figures", "reports", "benchmark", "serving", "cli", "__main__", "ui",
)  # fmt: skip


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


MODULES = [
    path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_only_downwards(path: Path) -> None:
    room = _room(path)
    above = LAYERS[LAYERS.index(room) + 1 :]
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("anomaly.")}
    assert not used & set(above)


def test_only_the_screens_know_streamlit() -> None:
    users = {_room(path) for path in MODULES if any("streamlit" in name for name in _imports(path))}
    assert users == {"ui"}


def test_the_command_line_starts_without_streamlit_and_torchvision() -> None:
    code = "import sys, anomaly.__main__; print({'streamlit', 'torchvision'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert done.stdout.strip() == "set()"
