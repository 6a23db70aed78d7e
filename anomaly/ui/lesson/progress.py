"""A session's progress in the lesson, parsed from its page's messages as untrusted input."""

import re
from collections.abc import Mapping
from typing import TypeGuard

from anomaly.ui.lesson.steps import STEPS, shown_numbers
from anomaly.ui.session.session import current_presentation, session
from anomaly.validation import is_number


def take_progress(told: object) -> None:
    """Take over what the page tells, parsed as untrusted input; what makes no sense is left out.

    Parameters
    ----------
    told : object
        Any JSON; the page's is ``{"step": 1, "finished": [1], "answers": {"name": "choice"}}``,
        whose numbers count the steps that are shown.
    """
    if not isinstance(told, Mapping):
        return
    learn = session().learn
    step, finished, answers = (told.get(name) for name in ("step", "finished", "answers"))
    shown = shown_numbers(current_presentation().steps)
    if _is_position(step, shown):
        learn.step = shown[step - 1]
    if isinstance(finished, list):
        learn.finished |= {shown[one - 1] for one in finished if _is_position(one, shown)}
    if isinstance(answers, Mapping):
        learn.answers |= {
            step.name: answers[step.name]
            for step in STEPS
            if _is_answer(answers.get(step.name), step.choices)
        }


def take_try(told: object) -> None:
    """Request the playground for the step that the page names."""
    if any(step.name == told for step in STEPS):
        session().learn.tries = str(told)


def _is_position(number: object, shown: list[int]) -> TypeGuard[int]:
    return is_number(number, 1, len(shown)) and isinstance(number, int)


def _is_answer(answer: object, choices: tuple[str, ...]) -> TypeGuard[str]:
    """Return whether it can be one; where the figure is the question, it names the answers."""
    if choices:
        return answer in choices
    return isinstance(answer, str) and re.fullmatch(r"\w{1,20}", answer, re.ASCII) is not None
