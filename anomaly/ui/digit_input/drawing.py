"""The canvas and the pen on it, and the drawing, which outlives them."""

from contextlib import suppress
from dataclasses import asdict

import streamlit as st

from anomaly import figures
from anomaly.detectors import SearchingDetector
from anomaly.errors import UserError
from anomaly.preprocessing.drawing import CANVAS_SIDE, MAX_POINTS, MAX_STROKES, Drawing, parse
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.answer import send_answer
from anomaly.ui.components.answer.messages import AnswerMessage
from anomaly.ui.components.pen import mount_pen
from anomaly.ui.components.pen.messages import JudgeMessage
from anomaly.ui.digit_input.answer import reason_for
from anomaly.ui.digit_input.steps import canvas_settings
from anomaly.ui.session import widget_keys
from anomaly.ui.session.endpoint import Endpoint, open_endpoint
from anomaly.ui.session.said import run_again
from anomaly.ui.session.session import session
from anomaly.ui.web.questions import questions_address
from anomaly.ui.web.weights import weights_address
from anomaly.validation import MAX_SAFE_INTEGER, is_number

BRUSHES = {"thin": 8, "medium": 18, "fat": 30}  # pixels on the canvas
WORDS = {
    **{name: f"brush.{name}" for name in BRUSHES},
    **{
        word: f"canvas.{word}"
        for word in ("wait", "coming", "hint", "undo", "redo", "clear", "link")
    },
    **{word: f"canvas.{word}" for word in ("copied", "not_copied", "too_long")},
    **{word: f"pen.{word}" for word in ("curve", "moment", "play", "stop")},
    "brush": "brush.label",
    "canvas": "origin.drawing",
}
PROBLEMS = ("blank", "dot", "full")


def draw_canvas(judge: TrainedDetector | None = None, *, of_signs: bool = False) -> None:
    """Draw the canvas with its tools; `exchange` takes over what is drawn.

    Parameters
    ----------
    judge : TrainedDetector, optional
        The detector whose answer follows the pen.
    of_signs : bool
        Whether what is drawn is a person's own sign, not a digit.
    """
    digit = session().digit
    number, drawing = digit.handed_over
    digit.endpoint = _endpoint(judge)
    judging = judge_message(judge, digit.endpoint)
    with st.container(key="canvas"):
        _draw_surface(BRUSHES[digit.brush])
        mount_pen(
            {
                "words": _words(of_signs),
                "settings": asdict(canvas_settings()),
                **judging,
                "strokes": [[n for point in stroke for n in point] for stroke in drawing.strokes],
                "widths": list(drawing.widths),
                "sequence": number,
                "brush": digit.brush,
                "brushes": BRUSHES,
                "limits": {"strokes": MAX_STROKES, "points": MAX_POINTS},
            },
            _choose_brush,
        )


def exchange(answer: AnswerMessage | None = None) -> None:
    """Send the answer to the page, and hear of the next drawing.

    Parameters
    ----------
    answer : AnswerMessage, optional
        Left out on a page that only takes the drawing.
    """
    if take_drawing(send_answer(answer, take_drawing)):
        run_again()  # a page that outlived its server has a drawing that this one does not know


def _draw_surface(brush: int) -> None:
    # Importing it registers a component, which takes a running app.
    from streamlit_drawable_canvas import st_canvas

    # It reads what a browser says in its name unchecked, once it is on the page. Ours says nothing.
    with suppress(AttributeError, KeyError, TypeError):
        st_canvas(
            stroke_width=brush,
            stroke_color="#ffffff",
            background_color="#000000",
            width=CANVAS_SIDE,
            height=CANVAS_SIDE,
            update_streamlit=False,
            key=widget_keys.CANVAS,
        )


def _endpoint(judge: TrainedDetector | None) -> Endpoint | None:
    """Return where the page asks a detector: where it did, unless that or the steps are others.

    None where there is nothing to ask, or where a search would take too long.
    """
    if judge is None or isinstance(judge.detector, SearchingDetector):
        return None
    endpoint, settings = session().digit.endpoint, canvas_settings()
    if endpoint and endpoint.trained is judge and endpoint.settings == settings:
        return endpoint
    return open_endpoint(judge, settings)


def judge_message(judge: TrainedDetector | None, endpoint: Endpoint | None) -> JudgeMessage:
    """Return the part of a message on the detector whose answer follows the pen, or a slider."""
    if judge is None:
        return {"judge": "", "weights": "", "questions": "", "decimals": 0}
    return {
        "judge": judge.key,
        "weights": weights_address(judge) or "",
        "questions": "" if endpoint is None else questions_address(endpoint),
        "decimals": figures.axis_of(judge.test_scores).decimals,
    }


def _words(of_signs: bool) -> dict[str, str]:
    words = {word: t(key, score="{score}") for word, key in WORDS.items()}
    if of_signs:
        words["hint"] = t("canvas.hint_sign")
    words["too_much"] = t("drawing.too_much", strokes=MAX_STROKES, points=MAX_POINTS)
    return words | {problem: reason_for(t(f"canvas.{problem}")) for problem in PROBLEMS}


def hand_over_drawing() -> None:
    """Give the drawing to the page, which builds the canvas anew."""
    digit = session().digit
    digit.handed_over = (digit.sequence, digit.drawing)


def _choose_brush(brush: object) -> None:
    if isinstance(brush, str) and brush in BRUSHES:
        session().digit.brush = brush


def take_drawing(message: object) -> bool:
    """Take over the page's drawing if it is newer; where it makes no sense, keep why.

    Returns
    -------
    bool
        Whether it is newer.
    """
    digit = session().digit
    sequence = message.get("sequence") if isinstance(message, dict) else None
    if not is_number(sequence, digit.sequence + 1, MAX_SAFE_INTEGER):
        return False
    digit.sequence = int(sequence)
    # A page that outlived its server sends its drawing with the view that it shows.
    if session().navigation.view is not None or digit.sample is None:
        digit.source = "drawing"
    try:
        digit.drawing, digit.problem = parse(message), None
    except UserError as problem:
        digit.drawing, digit.problem = Drawing(), problem.with_traceback(None)
    return True
