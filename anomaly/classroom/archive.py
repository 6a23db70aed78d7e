"""A class as a ZIP: what was drawn and guessed, to look at, to count and to train on.

====================  ======================================================================
summary.html          a page to read
drawings.jsonl        a drawing a line: its strokes, its task, who drew it, its score
drawings.csv          the same without the strokes
answers.csv           what was guessed
tasks.jsonl           the tasks
pictures/             each drawing as a PNG of 28x28 pixels, named by task, seat and id
MNIST/raw/            the labelled ones that are not hidden, as IDX files; see
                      `anomaly.data.class_archive`
====================  ======================================================================
"""

import csv
import io
import json
import struct
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import IO, Any

import numpy as np
from PIL import Image

from anomaly.classroom.news import News
from anomaly.classroom.pictures import DrawnDigits, Pixels, pixels_of
from anomaly.classroom.sent import ClassDrawing
from anomaly.classroom.tasks import Task
from anomaly.data.class_archive import images_file, labels_file
from anomaly.data.image_format import IMAGE_SIDE

FORMULA = ("=", "+", "-", "@")  # with which a spreadsheet takes a text for a formula


def write_archive(
    file: IO[bytes], news: News, digits: DrawnDigits, summary: str
) -> Generator[float, None, None]:
    """Write a class as a ZIP, in parts.

    Parameters
    ----------
    file : binary file
    news : News
        All of the class.
    digits : mapping
        As `anomaly.classroom.pictures.digits_of` returns them of all drawings.
    summary : str
        The page to read, HTML.

    Yields
    ------
    float
        How many pictures are done.
    """
    tasks = {task.number: task for task in news.tasks}
    names = {seat.number: "" if seat.is_hidden else seat.nickname for seat in news.seats}
    drawn = [(each, pixels_of(digit)) for each in news.drawings
             if (digit := digits[each.id]) is not None]  # fmt: skip
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("summary.html", summary)
        archive.writestr("tasks.jsonl", _lines(_about_task(task) for task in news.tasks))
        about = [_about(each, tasks[each.task], names.get(each.seat, "")) for each in news.drawings]
        strokes = (asdict(each.drawing) for each in news.drawings)
        lines = _lines(row | of_row for row, of_row in zip(about, strokes, strict=True))
        archive.writestr("drawings.jsonl", lines)
        archive.writestr("drawings.csv", _table(about))
        answers = [
            {"task": each.task, "seat": each.seat, "guess": json.dumps(each.value)}
            for each in news.answers
        ]
        archive.writestr("answers.csv", _table(answers))
        for done, (each, picture) in enumerate(drawn, 1):
            name = f"pictures/{each.task:03d}-{each.seat:03d}-{each.id}.png"
            archive.writestr(name, as_png(picture))
            yield done
        for name, values in _idx_files(drawn, tasks):
            archive.writestr(name, _idx(values))


def _idx_files(
    drawn: Sequence[tuple[ClassDrawing, Pixels]], tasks: Mapping[int, Task]
) -> Iterator[tuple[str, Pixels]]:
    """Yield the names of the IDX files and what they have."""
    labelled = [
        (each.seat, picture, tasks[each.task].content["digit"])
        for each, picture in drawn
        if tasks[each.task].kind == "draw_digit" and not each.is_hidden
    ]
    for half, remainder in [("train", 1), ("t10k", 0)]:
        of_half = [row for row in labelled if row[0] % 2 == remainder]
        images = np.array([picture for _, picture, _ in of_half], np.uint8)
        yield images_file(half), images.reshape(-1, IMAGE_SIDE, IMAGE_SIDE)
        yield labels_file(half), np.array([digit for *_, digit in of_half], np.uint8)


def _about(each: ClassDrawing, task: Task, nickname: str) -> dict[str, Any]:
    return {
        "id": each.id,
        "task": each.task,
        "kind": task.kind,
        "digit": task.content.get("digit"),
        "seat": each.seat,
        "nickname": nickname,
        "score": each.score,
        "scored_by": each.scored_by,
        "hidden": each.is_hidden,
    }


def _about_task(task: Task) -> dict[str, Any]:
    about = {"number": task.number, "kind": task.kind, "content": dict(task.content)}
    return about | {"answer": dict(task.answer or {})}


def _lines(values: Iterable[Any]) -> str:
    return "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)


def _table(rows: Sequence[dict[str, Any]]) -> str:
    """Return rows as CSV, in which no text is a formula."""
    file = io.StringIO()
    if rows:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        for row in rows:
            table.writerow({name: _plain(value) for name, value in row.items()})
    return file.getvalue()


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_png(picture: Pixels) -> bytes:
    """Return a picture as a PNG."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return file.getvalue()


def _idx(values: Pixels) -> bytes:
    header = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
    return header + values.tobytes()
