"""The page's answer to drawings: its own scripts, run in Node."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.drawing import PLACE
from anomaly.preprocessing.pipeline import DEFAULTS, CanvasSettings
from tests.support.node import run_node
from tests.support.strokes import Drawing, Points

SCRIPT = Path(__file__).with_suffix(".mjs")


@dataclass(frozen=True)
class PageAnswer:
    """The page's answer to a drawing.

    Attributes
    ----------
    strokes : list of ndarray
        The strokes that it keeps and sends, in pixels of the canvas, each of shape (N, 2).
    digit : ndarray of float32, shape (28, 28), or None
    problem : str or None
        Why there is no digit.
    score, missing : float or None
        The score, and the share of ink that was not rebuilt; None without weights, or without a
        digit.
    """

    strokes: list[Points]
    digit: Floats | None
    problem: str | None
    score: float | None
    missing: float | None


def judge_in_node(
    drawings: Iterable[Drawing], settings: CanvasSettings = DEFAULTS, weights: bytes | None = None
) -> list[PageAnswer]:
    """Have the page's scripts record drawings as of a pen, and judge them.

    Parameters
    ----------
    drawings : iterable of Drawing
    settings : CanvasSettings
    weights : bytes or None
        A detector's chain, as the app serves it.
    """
    messages = [
        {
            "strokes": [(stroke / PLACE).tolist() for stroke in drawing.strokes],
            "width": drawing.width,
        }
        for drawing in drawings
    ]
    with tempfile.TemporaryDirectory() as folder:
        names = ("drawings.json", "settings.json", "weights.safetensors")
        drawn, steps, chain = (Path(folder, name) for name in names)
        drawn.write_text(json.dumps(messages))
        steps.write_text(json.dumps(asdict(settings)))
        arguments = [drawn, steps]
        if weights is not None:
            chain.write_bytes(weights)
            arguments.append(chain)
        answers = json.loads(run_node(SCRIPT, *arguments))
    return [_read(**answer) for answer in answers]


def _read(
    strokes: list[list[int]],
    digit: list[float] | None,
    problem: str | None,
    score: float | None,
    missing: float | None,
) -> PageAnswer:
    paths = [np.array(stroke, np.float64).reshape(-1, 2) * PLACE for stroke in strokes]
    picture = None if digit is None else np.array(digit, np.float32).reshape(28, 28)
    return PageAnswer(paths, picture, problem, score, missing)
