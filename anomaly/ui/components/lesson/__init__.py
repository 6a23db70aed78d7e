"""The lesson: one component that runs all its steps in the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

from anomaly.ui.components import latent_map
from anomaly.ui.components.loader import last_told, load_component

FOLDER = Path(__file__).parent
KEY = "lesson"

_component = load_component(
    FOLDER / "lesson.js",
    '<div class="lesson"></div>',
    # The frame's first, which those of the figures may override.
    [
        *latent_map.STYLES,
        *sorted(FOLDER.glob("*.css"), key=lambda path: (path.stem != "lesson", path.name)),
    ],
    isolate_styles=False,
)


class ChoiceMessage(TypedDict):
    """One answer to choose from: its name and its text."""

    name: str
    text: str


class PrintedMessage(TypedDict):
    """The printed text of a step, without instructions.

    Attributes
    ----------
    question, answer : str
    choices : list of ChoiceMessage
        Those of the figure where it is the question, with blanks for what `StepMessage.data` has.
    """

    question: str
    answer: str
    choices: list[ChoiceMessage]


class StepMessage(TypedDict):
    """One step.

    Attributes
    ----------
    name : str
        Of its figure.
    title, question : str
    text, answer : str
        HTML, whose terms explain themselves.
    choices : list of ChoiceMessage
        Empty where the figure itself is the question.
    printed : PrintedMessage
    right : str
        The right choice.
    words : dict of str to str
        Sentences of the figure, with {blanks}.
    data : dict
        What the figure shows of Python's.
    """

    name: str
    title: str
    text: str
    question: str
    answer: str
    choices: list[ChoiceMessage]
    printed: PrintedMessage
    right: str
    words: dict[str, str]
    data: dict[str, Any]


class StrokesMessage(TypedDict):
    """A drawing, as `anomaly.preprocessing.drawing.parse` reads it.

    Attributes
    ----------
    strokes : list of list of int
        x, y, x, y, ... in places of the grid, a list a stroke.
    widths : list of int
        Of each stroke, in pixels of the canvas.
    sequence : int
        Number of the drawing, by which a new one is told from an old one.
    """

    strokes: list[list[int]]
    widths: list[int]
    sequence: int


class LessonMessage(TypedDict):
    """Message to the lesson, declared in ``messages.js``.

    It stays the same while the lesson goes on, since the page keeps how far it has come.

    Attributes
    ----------
    steps : list of StepMessage
    words : dict of str to str
        Sentences of the frame, with {blanks}; `try` is empty where nothing can be tried elsewhere.
    files : dict of str to str
        Addresses of bundled files, by name.
    visit : int
        The page goes to `step` where it knows no such visit yet.
    step : int
        Number of a step, from 1.
    finished : list of int
        Numbers of the finished steps.
    answers : dict of str to str
        Choices, by the names of their steps.
    drawing : StrokesMessage
        The learner's drawing as another page has it; the page keeps its own where that is newer.
    settings : dict
        The steps from strokes to a digit, of `CanvasSettings`.
    """

    steps: list[StepMessage]
    words: dict[str, str]
    files: dict[str, str]
    visit: int
    step: int
    finished: list[int]
    answers: dict[str, str]
    drawing: StrokesMessage
    settings: dict[str, Any]


def show_lesson(
    message: LessonMessage,
    on_progress: Callable[[object], None],
    on_drawing: Callable[[object], object],
    on_try: Callable[[object], None],
) -> None:
    """Show the lesson.

    Parameters
    ----------
    message : LessonMessage
    on_progress : callable
        Called with what should be ``{"step": 1, "finished": [1], "answers": {"name": "choice"}}``.
    on_drawing : callable
        Called with what should be a `StrokesMessage`.
    on_try : callable
        Called with what should be the name of the step that is to be tried in the playground.

    Notes
    -----
    Nothing of what they are called with is checked.
    """

    def moved() -> None:
        on_progress(last_told(KEY, "progress"))

    def drawn() -> None:
        on_drawing(last_told(KEY, "drawing"))

    def tried() -> None:
        on_try(last_told(KEY, "tried"))

    _component(
        key=KEY,
        data=message,
        on_progress_change=moved,
        on_drawing_change=drawn,
        on_tried_change=tried,
    )
