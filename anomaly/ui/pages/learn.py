"""The Learn screen: the lesson, whose steps all run in the page."""

from dataclasses import asdict, replace

import streamlit as st

from anomaly.preprocessing.pipeline import CanvasSettings
from anomaly.text import t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.lesson import (
    LessonMessage,
    StepMessage,
    StrokesMessage,
    show_lesson,
)
from anomaly.ui.digit_input.drawing import take_drawing
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.files import file_address
from anomaly.ui.lesson.progress import take_progress, take_try
from anomaly.ui.lesson.steps import STEPS, LessonStep
from anomaly.ui.obtain import tested_on
from anomaly.ui.session import address, server
from anomaly.ui.session.links import view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, session
from anomaly.ui.session.threshold import current_threshold

WORDS = (
    "label", "steps", "count", "dot", "dot_done", "back", "next", "try", "yours", "is_right",
    "right", "other", "sketch", "sketch_hint", "sketch_clear", "sketch_one", "sketch_nine",
)  # fmt: skip


def page() -> None:
    """Draw the whole screen."""
    context = current_context()
    _lesson(context, _message(LessonContext(server.library().digits, _autoencoder(context))))


@st.fragment
def _lesson(context: PageContext, message: LessonMessage) -> None:
    """Draw the lesson; it is run again for what the page tells, with the same message."""
    learn = session().learn
    view = view_of(context, current_threshold(context.trained, context.anomalous))
    if learn.tries:
        step = next(step for step in STEPS if step.name == learn.tries)
        learn.tries = ""
        playground = session().navigation.pages["playground"]
        st.switch_page(playground, query_params=address.write(view) | step.tries)
    show_lesson(message, take_progress, take_drawing, take_try)
    write_address(replace(view, step=learn.step, done=learn.finished))


def _autoencoder(context: PageContext) -> TrainedDetector:
    """Return the default autoencoder for 1s, which most sessions have in view."""
    digits = server.library().digits
    found, _ = server.models().find(TrainingPlan(), digits)
    return context.trained if found is None else tested_on(found, digits)


def _message(lesson: LessonContext) -> LessonMessage:
    learn = session().learn
    learn.step = min(learn.step, len(STEPS))
    return {
        "steps": [_step_message(step, lesson) for step in STEPS],
        "words": {word: t(f"lesson.{word}") for word in WORDS},
        "files": {name: file_address(name) for step in STEPS for name in step.files},
        "visit": learn.visit,
        "step": learn.step,
        "finished": sorted(learn.finished),
        "answers": dict(learn.answers),
        "drawing": _drawing_message(),
        "settings": asdict(CanvasSettings()),
    }


def _step_message(step: LessonStep, lesson: LessonContext) -> StepMessage:
    def sentence(word: str) -> str:
        return t(f"lesson.{step.name}_{word}")

    return {
        "name": step.name,
        "title": sentence("title"),
        "text": sentence("text"),
        "question": sentence("question"),
        "answer": sentence("answer"),
        "choices": [{"name": name, "text": sentence(f"choice_{name}")} for name in step.choices],
        "right": step.right,
        "words": {word: sentence(word) for word in step.words},
        "data": {} if step.data is None else step.data(lesson),
    }


def _drawing_message() -> StrokesMessage:
    digit = session().digit
    return {
        "strokes": [[n for point in stroke for n in point] for stroke in digit.drawing.strokes],
        "widths": list(digit.drawing.widths),
        "sequence": digit.sequence,
    }
