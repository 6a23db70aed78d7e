"""A class as a ZIP, which can be opened again as data."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np
import pytest
import torch
from PIL import Image

from anomaly.classroom import archive, seats, tasks, work
from anomaly.classroom.classes import Class
from anomaly.classroom.database import Database
from anomaly.classroom.news import news_since
from anomaly.classroom.pictures import digits_of
from anomaly.data import class_archive
from anomaly.data.digits import load_digits
from anomaly.detectors.progress import drain
from anomaly.errors import UserError

ONE = {"strokes": [[140, 20, 140, 250]], "widths": [18]}
SEVEN = {"strokes": [[60, 40, 200, 40, 120, 230]], "widths": [18]}
DOT = {"strokes": [[3, 3]], "widths": [1]}


TASKS: list[tuple[str, dict[str, int], object]] = [
    ("draw_digit", {"digit": 1}, ONE),
    ("draw_digit", {"digit": 7}, SEVEN),
    ("draw_fooling", {}, SEVEN),
    ("draw_digit", {"digit": 1}, DOT),
]


def write(file: IO[bytes], database: Database, lesson: Class) -> None:
    news = news_since(database, lesson.id, 0)
    digits = drain(digits_of(news.drawings))
    drain(archive.write_archive(file, news, digits, "<p>Our class</p>"))


@pytest.fixture
def zipped(database: Database, lesson: Class, tmp_path: Path) -> Path:
    """The ZIP of a class of four, who drew a 1, a 7, and what fools the detector."""
    everybody = [seats.take(database, lesson.id)[0] for _ in range(4)]
    seats.rename(database, everybody[0], "=1+1")
    seats.rename(database, everybody[1], "Ada")
    seats.hide(database, lesson.id, 2, True)
    number = 0
    for kind, content, sent in TASKS:
        task = tasks.give(database, lesson.id, kind, content).number
        for seat in everybody:
            number += 1
            work.draw(database, seat, task, f"{number:032x}", sent)
    guess = tasks.give(database, lesson.id, "guess_threshold", {}).number
    work.answer(database, everybody[0], guess, 42.5)
    path = tmp_path / "class.zip"
    with path.open("wb") as file:
        write(file, database, lesson)
    return path


def test_a_class_is_opened_again_as_data(zipped: Path) -> None:
    digits = load_digits(zipped)
    assert digits.source == "class"
    assert digits.train.labels.tolist() == digits.test.labels.tolist() == [1, 1, 7, 7]
    assert digits.train.pixels.shape == (4, 28, 28)
    assert torch.equal(digits.train.pixels[0], digits.test.pixels[0])
    assert digits.fingerprint == load_digits(str(zipped)).fingerprint


def test_it_has_all_that_was_drawn_and_guessed(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as content:
        drawings = [json.loads(line) for line in content.read("drawings.jsonl").splitlines()]
        rows = list(csv.DictReader(io.StringIO(content.read("drawings.csv").decode())))
        guesses = list(csv.DictReader(io.StringIO(content.read("answers.csv").decode())))
        names = content.namelist()
        picture = next(name for name in names if name.startswith("pictures/002-003-"))
        with content.open(picture) as file, Image.open(file) as opened:
            assert np.array(opened).shape == (28, 28)
        assert content.read("summary.html") == b"<p>Our class</p>"
    assert len(drawings) == len(rows) == 16
    assert drawings[0]["strokes"] == [[[140, 20], [140, 250]]]
    assert guesses == [{"task": "5", "seat": "1", "guess": "42.5"}]
    assert sum(name.startswith("pictures/") for name in names) == 12, "a speck is no digit"


def test_names_are_no_formulas_and_hidden_ones_stay_hidden(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as content:
        rows = list(csv.DictReader(io.StringIO(content.read("drawings.csv").decode())))
        everything = b"".join(content.read(name) for name in content.namelist())
    assert rows[0]["nickname"] == "'=1+1"
    assert b"Ada" not in everything


def test_a_hidden_drawing_is_kept_but_is_no_data(
    database: Database, lesson: Class, tmp_path: Path
) -> None:
    task = tasks.give(database, lesson.id, "draw_digit", {"digit": 1}).number
    for number in range(4):
        seat, _ = seats.take(database, lesson.id)
        work.draw(database, seat, task, f"{number:032x}", ONE)
    work.hide(database, lesson.id, f"{0:032x}", True)
    path = tmp_path / "class.zip"
    with path.open("wb") as file:
        write(file, database, lesson)
    digits = load_digits(path)
    assert (len(digits.train.labels), len(digits.test.labels)) == (1, 2)
    with zipfile.ZipFile(path) as content:
        assert len([name for name in content.namelist() if name.endswith(".png")]) == 4


def test_a_class_in_which_nothing_was_drawn_is_a_zip_but_no_data(
    database: Database, lesson: Class, tmp_path: Path
) -> None:
    path = tmp_path / "empty.zip"
    with path.open("wb") as file:
        write(file, database, lesson)
    with pytest.raises(UserError, match="labelled digits"):
        load_digits(path)


@pytest.mark.parametrize(
    "damage",
    [lambda content: b"", lambda content: b"no ZIP", lambda content: content[:-50],
     lambda content: content[: len(content) // 2],
     lambda content: content.replace(b"-ubyte", b"-ubytf")],
    ids=["empty", "no ZIP", "cut", "half", "other names"],
)  # fmt: skip
def test_a_damaged_file_is_told_in_a_sentence(
    zipped: Path, damage: Callable[[bytes], bytes]
) -> None:
    zipped.write_bytes(damage(zipped.read_bytes()))
    with pytest.raises(UserError, match="is not a class"):
        load_digits(zipped)


def test_a_file_that_unpacks_to_more_than_it_may_is_refused(
    zipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_archive, "MAX_BYTES", 100)
    with pytest.raises(UserError, match="is not a class"):
        load_digits(zipped)


def test_no_zip_at_all(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a class"):
        load_digits(tmp_path / "missing.zip")
