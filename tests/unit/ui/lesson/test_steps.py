"""Each step of the lesson has what it shows: sentences, a figure, data and files."""

import json
import re
from pathlib import Path

import pytest

from anomaly.text.english import SENTENCES
from anomaly.ui.components import lesson
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.files import file_address
from anomaly.ui.lesson.steps import STEPS, LessonStep

FIGURES = Path(lesson.__file__).with_name("steps.js").read_text(encoding="utf-8")
MAX_WORDS = 60
MAX_BYTES = 20_000
each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)


def test_each_figure_is_of_a_step() -> None:
    figures = re.findall(r"^  (\w+): \w+,$", FIGURES, re.MULTILINE)
    assert figures == [step.name for step in STEPS]


@each_step
def test_a_step_has_its_sentences_and_says_little_before_the_answer(step: LessonStep) -> None:
    names = ["title", "text", "question", "answer", *step.words]
    keys = [f"lesson.{step.name}_{name}" for name in names]
    keys += [f"lesson.{step.name}_choice_{name}" for name in step.choices]
    keys += [f"lesson.{step.name}_act"] if step.figure_choices else []
    keys += [f"lesson.{step.name}_next"] if step.has_next else []
    assert set(keys) <= set(SENTENCES)
    own = {key for key in SENTENCES if key.startswith(f"lesson.{step.name}_")}
    assert own == set(keys)
    assert len(str(SENTENCES[keys[1]]).split()) <= MAX_WORDS
    assert step.right in (*step.choices, *step.figure_choices)


@each_step
def test_a_steps_data_is_little_plain_json(step: LessonStep, lesson_context: LessonContext) -> None:
    data = {} if step.data is None else step.data(lesson_context)
    written = json.dumps(data, allow_nan=False)
    assert json.loads(written) == data
    assert len(written) < MAX_BYTES


@each_step
def test_a_steps_files_are_bundled(step: LessonStep) -> None:
    assert all(file_address(name) for name in step.files)
