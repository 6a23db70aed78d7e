"""The package's rooms: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import anomaly

PACKAGE = Path(anomaly.__file__).parent
LAYERS = (
    "text", "errors", "validation", "caching", "memory", "budget", "owner", "paths", "threads",
    "parent", "descriptors", "tensor_file", "schema", "data", "preprocessing", "classroom",
    "corruptions", "detectors", "evaluation", "training", "sklearn", "storage", "jobs", "figures",
    "reports", "benchmark", "serving", "cli", "__main__", "ui",
)  # fmt: skip


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert getattr(node, "level", 0) == 0, "imports are absolute"
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


def _loaded_by(code: str) -> set[str]:
    """Return which of the large packages are imported by a new Python that runs `code`."""
    heavy = "{'torch', 'torchvision', 'sklearn', 'scipy', 'numpy', 'streamlit'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*{heavy} & set(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    return set(done.stdout.split())


def test_the_light_rooms_and_the_entry_load_no_large_package() -> None:
    rooms = ("text", "errors", "validation", "paths", "threads", "cli.main", "__main__")
    code = f"import {', '.join(f'anomaly.{room}' for room in rooms)}"
    assert _loaded_by(code) == set()


def test_what_the_server_has_beside_the_pages_does_not_hold_up_its_start() -> None:
    assert not _loaded_by("import anomaly.ui.web.routes") & {"torch", "numpy", "torchvision"}


def test_importing_all_public_names_changes_no_environment_and_loads_no_screens() -> None:
    code = "import os; before = dict(os.environ)\nfrom anomaly import *\n"
    code += "assert dict(os.environ) == before"
    assert not _loaded_by(code) & {"streamlit", "torchvision"}
