"""The sentences."""

import ast
import math
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

import anomaly
from anomaly.detectors import DETECTORS, recipe
from anomaly.errors import UserError
from anomaly.text import (
    Message,
    format_digits,
    format_score_beside,
    format_share,
    japanese,
    spell_digits,
    t,
)
from anomaly.text.english import SENTENCES, TOPICS
from anomaly.text.formatting import Plural, format_number
from anomaly.text.language import LANGUAGES, accepted_language, find_language, use_language
from anomaly.text.topics import merge
from anomaly.validation import Choice, allowed_values

PACKAGE = Path(anomaly.__file__).parent
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.j2"), PACKAGE.parent / "app.py")
    if path.parent.parent != PACKAGE / "text"
]


def test_every_sentence_asked_for_exists() -> None:
    asked = {
        key for text in SOURCES for key in re.findall(r'(?:\bt|UserError)\(\s*"([^"]+)"', text)
    }
    assert asked
    assert asked <= set(SENTENCES)


def test_no_sentence_is_left_over() -> None:
    text = "".join(SOURCES).replace("'", '"')
    families = set(re.findall(r'f"([a-z_]+\.[a-z_]*)\{', text))
    families |= set(re.findall(r'startswith\("([a-z]+\.)"', text))
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
        merge([*TOPICS, TOPICS[0]])


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


def test_numbers_are_written_as_each_language_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert format_number(1234567, ",") == "1,234,567"
    assert format_number(0.12345, ".1%") == "12.3%"
    assert format_number(1234.5, ".2f") == "1234.50"
    assert format_number(0.000123, ".0e") == "1e-04"
    monkeypatch.setitem(LANGUAGES, "de", "Deutsch")
    with use_language("de"):
        assert format_number(1234567, ",") == "1.234.567"
        assert format_number(0.12345, ".1%") == "12,3\N{NO-BREAK SPACE}%"
        assert format_number(1234.5, ".2f") == "1234,50"


def test_how_many_there_are_decides_the_form_of_a_sentence() -> None:
    assert t("plan.told_taught", count=1) == "taught 1 example"
    assert t("plan.told_taught", count=12) == "taught 12 examples"
    with use_language("ja"):
        assert t("plan.told_taught", count=1) == t("plan.told_taught", count=12).replace("12", "1")


def test_a_sentence_is_put_into_words_where_it_is_shown() -> None:
    problem = UserError("own.one_wrong", problem=Message("canvas.blank"))
    in_english = str(problem)
    with use_language("ja"):
        assert str(problem) == t("own.one_wrong", problem=t("canvas.blank")) != in_english
    assert str(problem) == in_english


def test_languages_do_not_mix_between_threads() -> None:
    def say(name: str) -> list[str]:
        with use_language(name):
            return [t("verdict.close") for _ in range(50)]

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(say, ["en", "ja"] * 4))
    assert said[0::2] == [said[0]] * 4
    assert said[1::2] == [said[1]] * 4
    assert set(said[0]).isdisjoint(said[1])


@pytest.mark.parametrize(
    ("locale", "found"),
    [
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("ja_JP.UTF-8", "ja"),
        ("JA", "ja"),
        ("en-GB", "en"),
        ("de-DE", None),
        ("C.UTF-8", None),
        ("jam", None),
        ("", None),
        (None, None),
    ],
)
def test_a_locale_asks_for_a_language(locale: str | None, found: str | None) -> None:
    assert find_language(locale) == found


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
        ("fr, ja;q=0.5", "ja"),
        (" de-DE ,de,  EN-gb, ja", "en"),
        ("jam, ja", "ja"),
        ("fr-JA", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_browser_is_answered_in_the_first_language_that_we_speak(
    header: str | None, found: str
) -> None:
    assert accepted_language(header) == found


def blanks_of(sentence: str | Plural) -> set[tuple[str, str]]:
    """Return the blanks of a sentence with their formats, and those that the page fills."""
    texts = sentence.forms.values() if isinstance(sentence, Plural) else [sentence]
    parsed = [part for text in texts for part in Formatter().parse(text)]
    in_page = {name for text, *_ in parsed for name in re.findall(r"\{\w+\}", text)}
    return {(name, spec or "") for _, name, spec, _ in parsed if name} | {(n, "") for n in in_page}


def test_the_languages_have_the_same_sentences_with_the_same_blanks() -> None:
    assert SENTENCES.keys() == japanese.SENTENCES.keys()
    different = {
        key for key in SENTENCES if blanks_of(SENTENCES[key]) != blanks_of(japanese.SENTENCES[key])
    }
    assert different == set()
