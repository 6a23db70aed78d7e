"""The steps from pen paths to a digit, as pictures to look at."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from anomaly.preprocessing.drawing import CANVAS_SIDE
from anomaly.preprocessing.pen import Frame, Paths, draw
from anomaly.preprocessing.pipeline import DEFAULTS, CanvasSettings, Step, Trace
from anomaly.preprocessing.strokes import (
    PEN_WIDTH,
    checked_paths,
    fit,
    frame_of,
    judge_paths,
    without_specks,
)

STEP_SIDE = 112  # pixels


def trace_strokes(
    strokes: Sequence[npt.ArrayLike],
    pen_width: float | Sequence[float] = PEN_WIDTH,
    settings: CanvasSettings = DEFAULTS,
    side: float = CANVAS_SIDE,
) -> Trace:
    """Return the digit as `digit_from_strokes` does, with the steps to it as pictures to look at.

    Returns
    -------
    Trace
        Its steps "ink", "crop" and "stroke" are 112 pixels along the longer side.
    """
    drawn = checked_paths(strokes, pen_width, side)
    paths = without_specks(drawn, settings.speck_share)
    digit, problem = judge_paths(paths, settings, side)
    if not drawn.points:
        return Trace((), None, problem)
    canvas = Frame(STEP_SIDE / side, 0.0, 0.0, STEP_SIDE, STEP_SIDE)
    steps = [_step("ink", drawn, canvas, [width * canvas.scale for width in drawn.widths])]
    if digit is None:
        return Trace(tuple(steps), None, problem)
    if settings.crop:
        frame, pens = frame_of(paths, settings, side, stroke=False)
        steps.append(_zoomed_step("crop", paths, frame, pens))
    if settings.stroke:
        frame, pens = frame_of(paths, settings, side, stroke=True)
        steps.append(_zoomed_step("stroke", paths, frame, pens))
    small = fit(paths, settings, side).astype(np.float32)
    steps += [Step("fit", small), Step("centre", digit)]
    return Trace(tuple(steps), digit, None)


def _step(name: str, paths: Paths, frame: Frame, pens: Sequence[float]) -> Step:
    return Step(name, draw(paths, frame, pens).astype(np.float32))


def _zoomed_step(name: str, paths: Paths, frame: Frame, pens: Sequence[float]) -> Step:
    """Return a step's picture with its longer side `STEP_SIDE` pixels."""
    factor = STEP_SIDE / max(frame.width, frame.height)
    return _step(name, paths, frame.zoomed(factor), [pen * factor for pen in pens])
