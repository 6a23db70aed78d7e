"""Replies to the page about a drawing under way, for detectors that only run here."""

from collections.abc import Sequence

import streamlit as st
import torch

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import MAX_POINTS, Drawing, parse
from anomaly.preprocessing.strokes import judge_strokes
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.questions import mount_questions
from anomaly.ui.components.questions.messages import Reply
from anomaly.ui.digit_input.answer import digit_message, reason_for
from anomaly.ui.digit_input.steps import canvas_settings
from anomaly.ui.session.session import session
from anomaly.validation import MAX_SAFE_INTEGER, is_number

MAX_MOMENTS = 500
MAX_MOMENT_POINTS = 100_000  # of the drawings at all moments, which take a second


@st.fragment
def reply_to_questions(trained: TrainedDetector) -> None:
    """Reply to the page's questions while the pen is down; nothing else re-runs with them."""
    digit = session().digit

    def reply(question: object) -> None:
        # Kept, since a run that comes at once would else overtake it with none.
        digit.reply = _reply(trained, question)

    mount_questions(digit.reply, reply)


def _reply(trained: TrainedDetector, question: object) -> Reply | None:
    """Return the reply to a question, parsed as untrusted input; None to one without numbers."""
    if not isinstance(question, dict):
        return None
    numbers = question.get("id"), question.get("sequence")
    if not all(is_number(number, 0, MAX_SAFE_INTEGER) for number in numbers):
        return None
    reply: Reply = {
        "id": question["id"],
        "sequence": question["sequence"],
        "score": None,
        "reason": "",
        "digit": None,
        "scores": [],
    }
    try:
        drawing = parse(question)
    except UserError as error:
        return reply | {"reason": reason_for(str(error))}
    moments = _moments(drawing, question.get("moments"))
    if moments:
        return reply | {"scores": _scores(trained, moments)}
    pixels, problem = judge_strokes(drawing.paths(), drawing.widths, canvas_settings())
    if pixels is None:
        return reply | {"reason": reason_for(t(problem or "canvas.blank"))}
    detection = trained.detector.detect(pixels)
    message = digit_message(t("origin.drawing"), detection)
    return reply | {"score": detection.score, "digit": message}


def _moments(drawing: Drawing, moments: object) -> list[Drawing]:
    """Return what was drawn by each moment, as far as they make sense."""
    if not isinstance(moments, list) or len(moments) > MAX_MOMENTS:
        return []
    prefixes: list[Drawing] = []
    points = 0
    for moment in moments:
        if not isinstance(moment, list) or [type(number) for number in moment] != [int] * 4:
            return []
        stroke, count, x, y = moment
        if not 0 <= stroke < len(drawing.strokes) or not 0 <= count <= MAX_POINTS:
            return []
        under_way = (*drawing.strokes[stroke][:count], (x, y))
        points += sum(map(len, drawing.strokes[:stroke])) + len(under_way)
        if points > MAX_MOMENT_POINTS:
            return []
        try:
            prefixes.append(
                Drawing((*drawing.strokes[:stroke], under_way), drawing.widths[: stroke + 1])
            )
        except UserError:
            return []
    return prefixes


def _scores(trained: TrainedDetector, drawings: Sequence[Drawing]) -> list[float | None]:
    """Return the score of each drawing, in one batch; None where it is no digit."""
    settings = canvas_settings()
    digits = [judge_strokes(each.paths(), each.widths, settings)[0] for each in drawings]
    found = [torch.from_numpy(digit) for digit in digits if digit is not None]
    if not found:
        return [None] * len(digits)
    scores = iter(trained.detector.anomaly_score(torch.stack(found).unsqueeze(1)).tolist())
    return [None if digit is None else next(scores) for digit in digits]
