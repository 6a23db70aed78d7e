"""The Learn screen: the lesson, whose steps all run in the page."""

from dataclasses import asdict, replace

import streamlit as st

from anomaly.preprocessing.pipeline import CanvasSettings
from anomaly.text import join_text, t
from anomaly.training.plan import TrainingPlan
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.lesson import (
    LessonMessage,
    StepMessage,
    StrokesMessage,
    show_lesson,
)
from anomaly.ui.components.terms import with_terms
from anomaly.ui.digit_input.drawing import take_drawing
from anomaly.ui.lesson.context import LessonContext
from anomaly.ui.lesson.files import file_address
from anomaly.ui.lesson.notes import show_notes
from anomaly.ui.lesson.progress import take_progress, take_try
from anomaly.ui.lesson.steps import STEPS, LessonStep, shown_numbers
from anomaly.ui.obtain import tested_on
from anomaly.ui.session import server
from anomaly.ui.session.links import link_parameters, view_of, write_address
from anomaly.ui.session.page_context import PageContext
from anomaly.ui.session.session import current_context, current_presentation, session
from anomaly.ui.session.threshold import current_threshold

WORDS = (
    "label", "steps", "count", "dot", "dot_done", "back", "next", "try", "yours", "is_right",
    "right", "other", "answer", "sketch", "sketch_hint", "sketch_clear", "sketch_one",
    "sketch_nine", "lost", "again", "print", "print_title", "print_choice", "print_other",
    "print_none",
)  # fmt: skip

TERMS = (  # those of the glossary that no step uses as an everyday word
    "autoencoder", "latent", "reconstruction", "difference", "score", "threshold", "false_alarm",
    "miss", "epoch", "loss", "contamination", "auroc", "detector", "anomaly", "manifold", "encoder",
    "bottleneck", "decoder", "gan",
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
        if playground := session().navigation.pages.get("playground"):
            st.switch_page(playground, query_params=link_parameters(view) | step.tries)
    show_lesson(message, take_progress, take_drawing, take_try)
    if current_presentation().with_notes:
        show_notes(STEPS[learn.step - 1].name)
    write_address(replace(view, step=learn.step, done=learn.finished))


def _autoencoder(context: PageContext) -> TrainedDetector:
    """Return the default autoencoder for 1s, which most sessions have in view."""
    digits = server.library().digits
    found, _ = server.models().find(TrainingPlan(), digits)
    return context.trained if found is None else tested_on(found, digits)


def _message(lesson: LessonContext) -> LessonMessage:
    learn = session().learn
    numbers = shown_numbers(current_presentation().steps)
    learn.step = next((number for number in numbers if number >= learn.step), numbers[-1])
    steps = [STEPS[number - 1] for number in numbers]
    can_try = "playground" in session().navigation.pages
    return {
        "steps": [_step_message(step, lesson) for step in steps],
        "words": {word: t(f"lesson.{word}") for word in WORDS} | ({} if can_try else {"try": ""}),
        "files": {name: file_address(name) for step in steps for name in step.files},
        "visit": learn.visit,
        "step": numbers.index(learn.step) + 1,
        "finished": [place for place, n in enumerate(numbers, 1) if n in learn.finished],
        "answers": dict(learn.answers),
        "drawing": _drawing_message(),
        "settings": asdict(CanvasSettings()),
    }


def _step_message(step: LessonStep, lesson: LessonContext) -> StepMessage:
    def sentence(word: str) -> str:
        return t(f"lesson.{step.name}_{word}")

    def with_instruction(word: str, instruction: str, is_given: bool) -> str:
        words = (word, instruction) if is_given else (word,)
        return join_text("sentences", map(sentence, words))

    choices = {name: f"choice_{name}" for name in step.choices}
    question = with_instruction("question", "act", bool(step.figure_choices))
    return {
        "name": step.name,
        "title": sentence("title"),
        "text": with_terms(sentence("text"), *TERMS),
        "question": question,
        "answer": with_terms(with_instruction("answer", "next", step.has_next), *TERMS),
        "choices": [{"name": name, "text": sentence(word)} for name, word in choices.items()],
        "printed": {
            "question": sentence("question"),
            "answer": sentence("answer"),
            "choices": [
                {"name": name, "text": sentence(word)}
                for name, word in (choices or step.figure_choices).items()
            ],
        },
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
