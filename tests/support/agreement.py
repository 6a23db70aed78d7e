"""Distance of the page's answer to drawings from Python's."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from anomaly.preprocessing.strokes import digit_from_strokes
from anomaly.training.trained import TrainedDetector
from tests.support.page_pen import judge_in_node
from tests.support.strokes import Drawing

NEAR = 0.01  # of the threshold; where a score is so near, either verdict is right


@dataclass(frozen=True)
class Agreement:
    """The page's answers beside Python's.

    Attributes
    ----------
    drawings : int
    score_largest, score_mean : float
        \\|live - exact\\| in units of the threshold.
    missing_largest : float
        Difference of the share of ink that was not rebuilt.
    digit_largest, digit_mean : float
        Difference of the digit's pixels.
    verdicts_differ : int
        Verdicts that differ where the exact score is more than `NEAR` from the threshold.
    one_sided : int
        Drawings of which only one of the two makes a digit.
    """

    drawings: int
    score_largest: float
    score_mean: float
    missing_largest: float
    digit_largest: float
    digit_mean: float
    verdicts_differ: int
    one_sided: int


def compare(trained: TrainedDetector, drawings: Sequence[Drawing], weights: bytes) -> Agreement:
    """Have the page's scripts and Python judge drawings as the page sends them.

    Parameters
    ----------
    trained : TrainedDetector
    drawings : sequence of Drawing
    weights : bytes
        Its chain, as the app serves it.
    """
    answers = judge_in_node(drawings, weights=weights)
    rows, pixels, missing, one_sided = [], [], list[float](), 0
    for drawing, answer in zip(drawings, answers, strict=True):
        digit = digit_from_strokes(answer.strokes, drawing.width)
        if digit is None or answer.digit is None or answer.score is None:
            one_sided += (digit is None) != (answer.digit is None)
            continue
        exact = trained.detector.detect(torch.from_numpy(digit))
        rows.append((answer.score, exact.score))
        missing.append(abs((answer.missing or 0.0) - exact.share_missing))
        pixels.append(np.abs(digit - answer.digit))
    live, exact_scores = np.array(rows).T
    line = trained.threshold
    apart = np.abs(live - exact_scores) / line
    clear = np.abs(exact_scores - line) > NEAR * line
    return Agreement(
        drawings=len(drawings),
        score_largest=float(apart.max()),
        score_mean=float(apart.mean()),
        missing_largest=max(missing),
        digit_largest=float(np.max(pixels)),
        digit_mean=float(np.mean(pixels)),
        verdicts_differ=int((((live >= line) != (exact_scores >= line)) & clear).sum()),
        one_sided=one_sided,
    )
