"""What the package declares that it needs, and what was run together."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from anomaly.paths import PROJECT

DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
TESTS = PROJECT / "tests"


def read_pins(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)", line) for line in lines)
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


def lines_of_extra(name: str) -> list[str]:
    """Return the lines of an extra, and those of the extras that it includes."""
    lines = DECLARED["project"]["optional-dependencies"][name]
    included = [extra for line in lines for extra in _extras_of_ours(line)]
    return [*lines, *(line for extra in included for line in lines_of_extra(extra))]


def _extras_of_ours(line: str) -> set[str]:
    requirement = Requirement(line)
    return requirement.extras if requirement.name == "anomaly" else set()


def read_ranges(*lines: str) -> dict[str, Requirement]:
    ranges = map(Requirement, lines)
    return {canonicalize_name(each.name): each for each in ranges if each.name != "anomaly"}


@pytest.mark.parametrize(
    ("pins", "ranges"),
    [
        (PROJECT / "requirements.txt", DECLARED["project"]["dependencies"]),
        (TESTS / "requirements.txt", lines_of_extra("dev")),
    ],
    ids=["program", "tests"],
)
def test_each_pin_is_of_a_declared_range(pins: Path, ranges: list[str]) -> None:
    pinned, declared = read_pins(pins), read_ranges(*ranges)
    assert set(pinned) == set(declared)
    assert all(declared[name].specifier.contains(pinned[name]) for name in pinned)


@pytest.mark.parametrize("path", [PROJECT / "requirements.txt", TESTS / "requirements.txt"])
def test_the_lock_has_the_pins(path: Path) -> None:
    locked = read_pins(TESTS / "requirements.lock")
    pinned = read_pins(path)
    assert {name: locked[name] for name in pinned} == pinned


def test_the_lock_names_no_registry() -> None:
    text = (TESTS / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links", text)
