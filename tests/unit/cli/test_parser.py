"""Help and error messages of argparse in every language, and how long their lines are."""

import argparse
import inspect
import re

import pytest
from wcwidth import width as columns

from anomaly.cli.main import COMMANDS, main
from anomaly.cli.parser import MESSAGES
from anomaly.text.language import use_language
from anomaly.text.wrapping import wrap

JAPANESE = "レシピの設定を1つ変える（例：latent=8、hidden=256,128）。何度も指定できる"


def ended(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command says that ends before it runs."""
    with pytest.raises(SystemExit):
        main(arguments)
    return "".join(capsys.readouterr())


def test_the_messages_are_those_of_this_python() -> None:
    source = inspect.getsource(argparse)
    assert [message for message in MESSAGES if repr(message)[1:-1] not in source] == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_is_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = ended(capsys, *command.split(), "--lang", "ja", "--help")
    assert re.search("usage|options|commands|show this|positional", out) is None
    assert out.startswith("使い方: ")
    _, _, explained = out.partition("\n\n")
    assert all(columns(line) <= 78 for line in explained.splitlines())


@pytest.mark.parametrize(
    ("arguments", "english", "japanese"),
    [
        (["score"], "the following arguments are required: FILE", "次の引数が必要です：FILE"),
        (["train", "--new"], "unrecognized arguments: --new", "次の引数は使えません：--new"),
        (["train", "--seed", "x"], "argument --seed: invalid int value: 'x'", "--seed：'x'はint"),
        (["train", "--seed"], "argument --seed: expected one argument", "--seed：値を1つ指定"),
        (["train", "--json=3"], "--json: takes no value, but was given '3'", "値は指定できません"),
        (["train", "--se", "1"], "--se could match --set, --seed", "次のどれか"),
        (["oracle"], "invalid choice: 'oracle' (choose from", "'oracle'は選べません"),
        (["--lang", "xx"], "argument --lang: invalid choice: 'xx'", "'xx'は選べません"),
    ],
)
def test_a_wrong_argument_is_told_in_the_language_in_force(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    english: str,
    japanese: str,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert english in ended(capsys, *arguments)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    out = ended(capsys, *arguments)
    assert japanese in out
    assert "エラー: " in out


def test_other_parsers_keep_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    ended(capsys, "--lang", "ja", "--help")
    with use_language("ja"):
        assert argparse.ArgumentParser(prog="other").format_help().startswith("usage: other")


def test_lines_of_a_usage_are_aligned_by_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    first, second = ended(capsys, "train", "--lang", "ja", "--help").splitlines()[:2]
    assert columns(first[: first.index("[")]) == second.index("[")


def test_japanese_is_broken_between_phrases() -> None:
    assert wrap(JAPANESE, 24) == [
        "レシピの設定を1つ変える",
        "（例：latent=8、",
        "hidden=256,128）。何度も",
        "指定できる",
    ]


@pytest.mark.parametrize("width", range(1, 40))
def test_marks_and_values_stay_with_what_they_belong_to(width: int) -> None:
    lines = wrap(JAPANESE, width)
    assert "".join(lines) == JAPANESE
    assert re.findall(r"\w+=[\w,]+", "\n".join(lines), re.ASCII) == ["latent=8", "hidden=256,128"]
    assert not any(line[0] in "）。、：" or line[-1] == "（" for line in lines)
    assert width < 18 or all(columns(line) <= width for line in lines)


def test_english_is_broken_at_blanks_alone() -> None:
    text = "keep results\n in a folder, leave-one-out  included (default: benchmark/)"
    assert wrap(text, 20) == [
        "keep results in a",
        "folder,",
        "leave-one-out",
        "included (default:",
        "benchmark/)",
    ]
    assert wrap("", 20) == []
