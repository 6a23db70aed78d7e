"""The steps of the lesson, in their order."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from anomaly.ui.lesson import beyond, epochs, failures, layers, line, odd_one_out, one_number
from anomaly.ui.lesson.context import LessonContext


@dataclass(frozen=True)
class LessonStep:
    """One step of the lesson; its figure is the script of the same name.

    Attributes
    ----------
    name : str
        Of the step in the code: its sentences are ``lesson.NAME_title``, ``_text``, ``_question``,
        ``_answer``, ``_choice_X`` for each choice, ``_WORD`` for each word, and what is to be done:
        ``_act`` to answer where the figure is the question, ``_next`` after the answer.
    choices : tuple of str
        Names of the question's choices in their order; empty where the figure itself is the
        question.
    figure_choices : dict of str to str
        Where the figure is the question: the words that name its choices, on paper.
    right : str
        The right choice.
    has_next : bool
        Whether something is to be done after the answer.
    words : tuple of str
        Names of the figure's sentences, whose blanks the page fills.
    files : tuple of str
        Bundled files that the figure loads, as `anomaly.ui.lesson.files.file_address` names them.
    data : callable or None
        Makes what the figure shows of Python's: plain JSON of at most 20 KB.
    tries : dict of str to str
        Query parameters that *Try it yourself* changes of the playground's view.
    """

    name: str
    choices: tuple[str, ...] = ()
    figure_choices: dict[str, str] = field(default_factory=dict)
    right: str = ""
    has_next: bool = True
    words: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    data: Callable[[LessonContext], dict[str, Any]] | None = None
    tries: dict[str, str] = field(default_factory=dict)


SQUEEZE_WORDS = (
    "plane", "train", "bottleneck", "task_out", "task_astray", "task_two", "begin", "training",
    "answer_first", "state_in", "state_out", "state_astray", "state_two",
)  # fmt: skip
STEPS: tuple[LessonStep, ...] = (
    LessonStep(
        "odd_one_out",
        figure_choices={"odd": "is_odd"},
        right="odd",
        has_next=False,
        words=("grid", "picture", "picture_of_several", "is_odd", "is_normal", "again"),
        data=odd_one_out.data,
    ),
    LessonStep(
        "thin_sheet",
        choices=("near", "off"),
        right="off",
        words=("roll", "unroll", "turn", "distances"),
    ),
    LessonStep(
        "squeeze",
        choices=("same", "line", "middle"),
        right="line",
        words=SQUEEZE_WORDS,
    ),
    LessonStep(
        "layers",
        choices=("1", "2", "8", "64"),
        right="8",
        words=layers.WORDS,
        files=layers.FILES,
        data=layers.data,
    ),
    LessonStep(
        "epochs",
        figure_choices={name: f"choice_{name}" for name in ("nine", "smear", "nothing")},
        right="smear",
        words=epochs.WORDS,
        files=epochs.FILES,
    ),
    LessonStep(
        "one_number",
        choices=("zero", "among", "far"),
        right="far",
        words=one_number.WORDS,
        files=("detector:autoencoder-1",),
        data=one_number.data,
    ),
    LessonStep(
        "line",
        choices=("network", "picture", "costs"),
        right="costs",
        words=line.WORDS,
        data=line.data,
        tries={"normal": "7"},
    ),
    LessonStep(
        "failures",
        choices=("anomaly", "eight", "passes"),
        right="passes",
        words=failures.WORDS,
        files=failures.NETWORKS,
        data=failures.data,
        tries={"normal": "8"},
    ),
    LessonStep(
        "beyond",
        choices=("store", "search", "critic"),
        right="search",
        words=beyond.WORDS,
        data=beyond.data,
        tries={"detector": "anogan"},
    ),
)


def shown_numbers(hidden: Collection[str]) -> list[int]:
    """Return the numbers of the steps that a session shows, from 1; at least one.

    Parameters
    ----------
    hidden : collection of str
        Numbers of hidden steps.
    """
    numbers = range(1, len(STEPS) + 1)
    return [number for number in numbers if str(number) not in hidden] or [1]
