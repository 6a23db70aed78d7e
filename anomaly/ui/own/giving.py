"""Giving pictures of a sign by drawing them, one after the other."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
import torch

from anomaly.errors import UserError
from anomaly.preprocessing.drawing import Drawing
from anomaly.preprocessing.pipeline import DEFAULTS, WHOLE_SPECK_SHARE
from anomaly.preprocessing.strokes import judge_strokes
from anomaly.storage.drafts import Example
from anomaly.text import Message
from anomaly.ui.components.collect import Kept, show_collect
from anomaly.ui.digit_input.drawing import draw_canvas, exchange, hand_over_drawing
from anomaly.ui.session.session import session
from anomaly.ui.session.signs import keep_draft
from anomaly.ui.session.tray import example_of

# All marks count: those of a sign may be smaller than what is dirt beside a digit.
STEPS = replace(DEFAULTS, speck_share=WHOLE_SPECK_SHARE)


def draw_signs() -> None:
    """Draw the canvas, and the buttons that keep what is on it."""
    hand_over_drawing()
    draw_canvas(of_signs=True)
    show_collect(session().own.taken, session().digit.handed_over, take)
    st.fragment(exchange)()


def take(kept: Sequence[Kept]) -> None:
    """Put drawings into the tray; of each that is no sign, keep why."""
    own = session().own
    problems: list[UserError] = []
    for one in kept:
        own.taken = one.number
        try:
            own.tray.add(_example(one.drawing, is_anomaly=one.is_anomaly))
        except UserError as problem:
            problems.append(problem.with_traceback(None))
    own.problems, own.told = problems, ()
    keep_draft()


def _example(drawing: Drawing, *, is_anomaly: bool) -> Example:
    """Return a drawing as an example.

    Raises
    ------
    UserError
        If it is no sign.
    """
    digit, problem = judge_strokes(drawing.paths(), drawing.widths, STEPS)
    if digit is None:
        raise UserError("own.one_wrong", problem=Message(problem or "canvas.blank"))
    return example_of(torch.from_numpy(digit), is_anomaly, drawing)
