"""The digit at hand, whichever page asks for it: a drawing, a held-out sample, or a file."""

from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.pipeline import Trace, trace
from anomaly.text import t
from anomaly.ui.digit_input.drawing import drawing
from anomaly.ui.digit_input.steps import canvas_settings
from anomaly.ui.session.session import session


@dataclass(frozen=True)
class SelectedDigit:
    """The digit at hand.

    Attributes
    ----------
    digit : Tensor or None
        float32 (28, 28) in [0, 1]; None where there is nothing to judge.
    origin : str
        Description of it.
    problem : str
        The sentence that says why there is none.
    sample : tuple or None
        The digits' source and its row among the test digits, where a person or a link chose one.
    trace : Trace or None
        Steps to it from a drawing or a file.
    """

    digit: Tensor | None
    origin: str
    problem: str = ""
    sample: tuple[str, int] | None = None
    trace: Trace | None = None


def digit_at_hand(digits: Digits, anomalous: tuple[int, ...]) -> SelectedDigit:
    """Return the digit chosen last: drawn, uploaded, or a held-out sample.

    Parameters
    ----------
    digits : Digits
        Digits in use.
    anomalous : tuple of int
        The digits that count as anomalies; the first of them is the sample until one is chosen.
    """
    digit = session().digit
    if digit.source == "drawing":
        return _from_picture(drawing(), t("origin.drawing"))
    if digit.source == "upload" and digit.upload is not None:
        return _from_picture(digit.upload, t("origin.upload"))
    row = sample_row(digits)
    if row is None:
        row = int(torch.isin(digits.test.labels, torch.tensor(anomalous)).nonzero()[0])
    sample = digits.test[torch.tensor([row])]
    origin = t("origin.sample", label=int(sample.labels))
    return SelectedDigit(sample.images.view(IMAGE_SIDE, IMAGE_SIDE), origin, sample=digit.sample)


def own_digit() -> Tensor | None:
    """Return the digit on the canvas, or else of the file given last, float32 (28, 28), if any."""
    digit = session().digit
    picture = drawing()
    if picture is None and digit.source != "drawing":
        picture = digit.upload
    return _from_picture(picture, "").digit


def sample_row(digits: Digits) -> int | None:
    """Return the row of the chosen sample where it is one of these digits."""
    source, row = session().digit.sample or ("", 0)
    return row if source == digits.source and row < len(digits.test) else None


def _from_picture(picture: bytes | None, origin: str) -> SelectedDigit:
    if picture is None:
        return SelectedDigit(None, origin, t("canvas.blank"))
    try:
        traced = _trace(picture)
    except UserError as problem:
        return SelectedDigit(None, origin, str(problem))
    if traced.digit is None:
        return SelectedDigit(None, origin, t(traced.problem or "canvas.blank"), trace=traced)
    return SelectedDigit(torch.from_numpy(traced.digit.copy()), origin, trace=traced)


def _trace(picture: bytes) -> Trace:
    """Return the steps from a picture to its digit, computed anew only for another picture."""
    digit, wanted = session().digit, (picture, canvas_settings())
    if digit.trace is None or digit.traced != wanted:
        pixels = read_picture(picture)
        digit.trace = trace(pixels, wanted[1], is_file=picture is digit.upload)
        digit.traced = wanted
    return digit.trace
