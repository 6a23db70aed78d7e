"""The documents: what they name exists."""

import re
from collections import Counter
from pathlib import Path

import pytest

from anomaly.paths import PROJECT

FILES = (
    PROJECT / "README.md",
    PROJECT / "README.ja.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "assets" / "README.md",
    *sorted((PROJECT / "docs").glob("*.md")),
)
DOCUMENTS = {str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8") for path in FILES}
# The reader of docs/own-detector.md writes it.
TO_BE_WRITTEN = {"anomaly/detectors/average.py"}
NAMED = re.compile(r"`((?:anomaly|app|assets|docs|tests)[/.][\w./*-]*)(?:::([\w.]+))?`")
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b|_NAME")  # as in anomaly/detectors/NAME.py
DEFINED = re.compile(r"^ *(?:export )?(?:async )?(?:def|class|function) (\w+)", re.MULTILINE)
COMMAND = re.compile(r"python3? ((?:tests|assets)/[\w/]+\.py)")
IN_BACKTICKS = re.compile(r"`[^`\n]+`")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
SPELT = {"1", "2", "3", "4", "5", "9", "10", "15", "30"}  # numbers that English writes in words
MODULE = re.compile(r"python3? -m ((?:anomaly|assets|tests)[\w.]*)")


def _prose(text: str) -> str:
    """Return a document without its blocks of code."""
    return re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)


def _anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", _prose(path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files_and_headings_that_exist(name: str) -> None:
    path = PROJECT / name
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", _prose(DOCUMENTS[name])):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_in_backticks_exist(name: str) -> None:
    paths = {path for path, _ in NAMED.findall(DOCUMENTS[name]) if "/" in path or path == "app.py"}
    missing = {
        path
        for path in paths - TO_BE_WRITTEN
        if not PLACEHOLDER.search(path.replace("README", "")) and not any(PROJECT.glob(path))
    }
    assert missing == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_functions_and_methods_named_with_their_file_are_defined_there(name: str) -> None:
    missing = []
    for path, dotted in NAMED.findall(DOCUMENTS[name]):
        if not dotted:
            continue
        file = PROJECT / path
        code = file.read_text(encoding="utf-8") if file.exists() else ""
        defined = set(DEFINED.findall(code))
        if not set(dotted.split(".")) <= defined:
            missing.append(f"{path}::{dotted}")
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_name_scripts_and_modules_that_exist(name: str) -> None:
    text = DOCUMENTS[name]
    modules = [module.replace(".", "/") for module in MODULE.findall(text)]
    missing = [script for script in COMMAND.findall(text) if not (PROJECT / script).exists()]
    missing += [
        module
        for module in modules
        if not (PROJECT / module).is_dir() and not (PROJECT / f"{module}.py").exists()
    ]
    assert missing == []


def test_the_glossary_names_what_the_code_has() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (PROJECT / "anomaly").rglob("*.py")
    )
    named = re.findall(r"`([A-Za-z_]\w*(?:\.\w+)?)`", DOCUMENTS["docs/glossary.md"])
    in_code = set(re.findall(r"^ *(?:def|class)? *(\w+)\b *[:=(]", code, re.MULTILINE))
    assert len(named) > 15
    assert {part for name in named for part in name.split(".")} - in_code == set()


def _commands(text: str) -> list[str]:
    """Return the lines of a document's blocks of code without their comments."""
    blocks = re.findall(r"^```(?:sh|python)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line.partition("#")[0].rstrip() for line in "".join(blocks).splitlines()]


def test_the_readme_says_the_same_in_both_languages() -> None:
    english, japanese = DOCUMENTS["README.md"], DOCUMENTS["README.ja.md"]
    assert _commands(english) == _commands(japanese) != []
    texts = [_prose(english), _prose(japanese)]
    code, figures, headings = (
        [Counter(expression.findall(text)) for text in texts]
        for expression in (IN_BACKTICKS, FIGURE, HEADING)
    )
    assert code[0] == code[1]
    assert figures[0] - figures[1] == Counter()
    assert (figures[1] - figures[0]).keys() <= SPELT
    assert headings[0] == headings[1]


def test_the_documents_name_paths_functions_and_commands() -> None:
    """Guard against expressions above that find nothing any more."""
    text = "".join(DOCUMENTS.values())
    found = NAMED.findall(text)
    assert len(found) > 80
    assert sum(bool(dotted) for _, dotted in found) > 20
    assert len(COMMAND.findall(text)) > 5
    assert len(MODULE.findall(text)) > 5
