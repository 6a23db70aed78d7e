"""The sentences."""

import ast
import math
import pickle
import re
from dataclasses import fields
from pathlib import Path

import pytest

import anomaly
from anomaly.detectors import DETECTORS, recipe
from anomaly.errors import UserError
from anomaly.text import format_digits, format_score_beside, format_share, spell_digits, t
from anomaly.text.english import SENTENCES, TOPICS, merge
from anomaly.validation import Choice, allowed_values

PACKAGE = Path(anomaly.__file__).parent
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.j2"), PACKAGE.parent / "app.py")
    if not path.is_relative_to(PACKAGE / "text" / "english")
]


def test_every_sentence_asked_for_exists() -> None:
    asked = {
        key for text in SOURCES for key in re.findall(r'(?:\bt|UserError)\(\s*"([^"]+)"', text)
    }
    assert asked
    assert asked <= set(SENTENCES)


def test_no_sentence_is_left_over() -> None:
    text = "".join(SOURCES).replace("'", '"')
    families = set(re.findall(r'f"([a-z]+\.[a-z_]*)\{', text))
    families |= {f"{family}." for family in re.findall(r'display_name\("([a-z]+)"', text)}
    unused = {
        key
        for key in SENTENCES
        if f'"{key}"' not in text and not any(key.startswith(family) for family in families)
    }
    assert unused == set()


def test_no_sentence_is_written_twice() -> None:
    files = (PACKAGE / "text" / "english").glob("*.py")
    keys = [
        key.value
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert len(keys) == len(set(keys)) == len(SENTENCES)
    with pytest.raises(ValueError, match="more than one sentence"):
        merge((*TOPICS, TOPICS[0]))


@pytest.mark.parametrize("name", DETECTORS)
def test_a_detector_is_named_with_all_that_can_be_set_of_it(name: str) -> None:
    settings = recipe(name)
    options = {
        option
        for allowed in allowed_values(type(settings)).values()
        if isinstance(allowed, Choice)
        for option in allowed.options
    }
    needed = {f"detector.{name}"}
    needed |= {f"recipe.{one}" for one in DETECTORS[name].recipes}
    needed |= {f"choice.{option}" for option in options}
    needed |= {f"setting.{field.name}{end}" for field in fields(settings) for end in ("", "_help")}
    assert needed <= set(SENTENCES)


def test_a_problem_is_its_sentence_filled_in() -> None:
    problem = UserError("data.unknown_label", label="x")
    assert str(problem) == t("data.unknown_label", label="x")
    assert problem.key == "data.unknown_label"


def test_a_problem_crosses_from_one_process_to_another() -> None:
    there = pickle.loads(pickle.dumps(UserError("data.unknown_label", label="x")))  # noqa: S301
    assert (str(there), there.values) == (t("data.unknown_label", label="x"), {"label": "x"})


@pytest.mark.parametrize(
    ("labels", "name"), [((1,), "1s"), ((7, 1), "1s and 7s"), ((1, 4, 7), "1s, 4s and 7s")]
)
def test_digits_are_named_as_a_person_would(labels: tuple[int, ...], name: str) -> None:
    assert format_digits(labels) == name


@pytest.mark.parametrize(
    ("labels", "names"),
    [((1,), "ones"), ((7, 1), "ones and sevens"), ((0, 4, 9), "zeros, fours and nines")],
)
def test_digits_are_spelt_in_sentences(labels: tuple[int, ...], names: str) -> None:
    assert spell_digits(labels) == names


def test_only_all_is_called_all() -> None:
    assert [format_share(share) for share in (1.0, 0.99999, 0.5)] == ["all", "99.9% of", "50.0% of"]


@pytest.mark.parametrize(
    ("score", "threshold", "written"),
    [
        (12.34, 31.4, ("12.3", "31.4")),
        (31.44, 31.41, ("31.44", "31.41")),
        (0.30004, 0.30001, ("0.30004", "0.30001")),
        (31.4, 31.4, ("31.4", "31.4")),
        (math.nan, 31.4, ("–", "31.4")),
    ],
)
def test_a_score_never_looks_equal_to_a_threshold_that_it_is_not(
    score: float, threshold: float, written: tuple[str, str]
) -> None:
    assert format_score_beside(score, threshold, 1) == written
