"""Replies to the page's questions about a drawing: its exact answer, or its scores as it grew."""

import base64
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from anomaly.data.image_format import IMAGE_SIDE, NUM_PIXELS
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.drawing import MAX_POINTS, Drawing, parse
from anomaly.preprocessing.pipeline import CanvasSettings
from anomaly.preprocessing.strokes import judge_strokes
from anomaly.text import t
from anomaly.training.trained import TrainedDetector
from anomaly.ui.components.pen.messages import Reply
from anomaly.ui.digit_input.answer import digit_message, limit_sentences, reason_for

AT_ONCE = 20  # moments of a step, which take up to an eighth of a second
MAX_MOMENTS = 500
MAX_MOMENT_POINTS = 100_000  # of the drawings at all moments, which take up to three seconds


def reply_to(question: object, trained: TrainedDetector, settings: CanvasSettings) -> Reply:
    """Return the last of `steps_to_reply`."""
    *_, reply = steps_to_reply(question, trained, settings)
    assert reply is not None
    return reply


def steps_to_reply(
    question: object, trained: TrainedDetector, settings: CanvasSettings
) -> Iterator[Reply | None]:
    """Yield None after each step but the last, then the reply to a question.

    Parameters
    ----------
    question : object
        What should be a `Question`, parsed as untrusted input.
    trained : TrainedDetector
    settings : CanvasSettings

    Yields
    ------
    Reply
        With the scores at the moments asked for, else with the answer to the drawing, else with the
        reason why there is none.
    """
    reply: Reply = {"score": None, "reason": "", "digit": None, "limits": [], "scores": []}
    if isinstance(question, dict) and "picture" in question:
        picture = parse_picture(question["picture"])
        yield reply if picture is None else _answer(picture, trained)
        return
    try:
        drawing = parse(question)
    except UserError as error:
        yield reply | {"reason": reason_for(str(error))}
        return
    moments, scores = _moments(drawing, question), list[float | None]()
    while moments:
        scores += _scores(moments[:AT_ONCE], trained, settings)
        moments = moments[AT_ONCE:]
        yield None if moments else reply | {"scores": scores}
    if not scores:
        yield _reply_to_drawing(drawing, trained, settings, reply)


def _reply_to_drawing(
    drawing: Drawing, trained: TrainedDetector, settings: CanvasSettings, reply: Reply
) -> Reply:
    pixels, problem = judge_strokes(drawing.paths(), drawing.widths, settings)
    if pixels is None:
        return reply | {"reason": reason_for(t(problem or "canvas.blank"))}
    return _answer(pixels, trained)


def _answer(pixels: Floats, trained: TrainedDetector) -> Reply:
    """Return the reply on a digit, float32 (28, 28)."""
    detection = trained.detector.detect(pixels)
    message = digit_message(t("origin.drawing"), detection)
    limits = list(limit_sentences(trained, detection))
    return {
        "score": detection.score,
        "reason": "",
        "digit": message,
        "limits": limits,
        "scores": [],
    }


def parse_picture(text: object) -> Floats | None:
    """Return a picture as the page sends it, float32 (28, 28) in [0, 1]; None for anything else."""
    try:
        content = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except ValueError:
        return None
    if len(content) != 4 * NUM_PIXELS:
        return None
    values = np.frombuffer(content, "<f4").astype(np.float32).reshape(IMAGE_SIDE, IMAGE_SIDE)
    # Also where one is nan.
    return values if bool(((values >= 0) & (values <= 1)).all()) else None


def _moments(drawing: Drawing, question: object) -> list[Drawing]:
    """Return what was drawn by each moment asked for, as far as they make sense."""
    moments = question.get("moments") if isinstance(question, dict) else None
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


def _scores(
    drawings: Sequence[Drawing], trained: TrainedDetector, settings: CanvasSettings
) -> list[float | None]:
    """Return the score of each drawing, in one batch; None where it is no digit."""
    digits = [judge_strokes(each.paths(), each.widths, settings)[0] for each in drawings]
    found = [torch.from_numpy(digit) for digit in digits if digit is not None]
    if not found:
        return [None] * len(digits)
    scores = iter(trained.detector.anomaly_score(torch.stack(found).unsqueeze(1)).tolist())
    return [None if digit is None else next(scores) for digit in digits]
