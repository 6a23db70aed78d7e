"""The components' scripts: their pure functions in Node, and how they are joined to one script."""

import re
from pathlib import Path

import pytest

import anomaly
from anomaly.ui.components.loader import join_scripts
from tests.support.node import run_node

COMPONENTS = Path(anomaly.__file__).parent / "ui" / "components"
SCRIPTS = sorted(COMPONENTS.rglob("*.js"))
STYLES = sorted(COMPONENTS.rglob("*.css"))
ENTRIES = [path for path in SCRIPTS if "export default" in path.read_text(encoding="utf-8")]
SUITES = sorted(Path(__file__).parent.rglob("*.test.mjs"))
MAX_LINES = 250


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.name)
def test_scripts_in_node(suite: Path) -> None:
    run_node("--test", suite)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.stem)
def test_a_component_is_joined_to_one_script_that_parses(entry: Path, tmp_path: Path) -> None:
    joined = tmp_path / "joined.mjs"
    joined.write_text(join_scripts(entry), encoding="utf-8")
    script = joined.read_text(encoding="utf-8")
    assert re.findall(r"^(?:import|export) \w+", script, re.MULTILINE) == ["export default"]
    run_node("--check", joined)


def test_modules_are_joined_once_each_after_what_they_import(tmp_path: Path) -> None:
    modules = {
        "main.js": 'import { a } from "./a.js";\nimport {\n  b,\n} from "./b.js";\n\n'
        "// A comment.\nexport default () => a + b;\n",
        "a.js": 'import { b } from "./b.js";\nexport async function a() {}\n',
        "b.js": "/**\n * A comment\n * of some lines.\n */\nexport const b = 1; // kept\n",
    }
    for name, source in modules.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    assert join_scripts(tmp_path / "main.js").splitlines() == [
        "const b = 1; // kept",
        "async function a() {}",
        "export default () => a + b;",
    ]


def test_comments_are_left_out_and_types_within_a_line_are_no_comments(tmp_path: Path) -> None:
    lines = [
        "// @ts-check",
        "/** A comment. */",
        "const a = [",
        "  // Another.",
        "  /** @type {number} */ (1),",
        "  /* kept */ 2,",
        "];",
        "/**",
        " * Some lines,",
        " * with a / and a * and a **.",
        " */",
        "/** @type {string} */",
        'let b = "// kept"; // kept',
        "b = /** @type {any} */ (a);",
        "/** @typedef {{ c: number }} Last Two",
        " *   lines. */",
        "export default () => b;",
    ]
    (tmp_path / "main.js").write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept = [lines[at] for at in (2, 4, 5, 6, 12, 13, 16)]
    assert join_scripts(tmp_path / "main.js").splitlines() == kept


def test_modules_of_other_components_are_found(tmp_path: Path) -> None:
    for folder in ("one", "shared"):
        (tmp_path / folder).mkdir()
    (tmp_path / "shared" / "x.js").write_text("export async function x() {}\n", encoding="utf-8")
    main = tmp_path / "one" / "main.js"
    main.write_text('import { x } from "../shared/x.js";\nexport default x;\n', encoding="utf-8")
    assert join_scripts(main).splitlines() == ["async function x() {}", "export default x;"]


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_files_are_short_and_scripts_are_type_checked(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < MAX_LINES
    assert path.suffix == ".css" or lines[0] == "// @ts-check"
