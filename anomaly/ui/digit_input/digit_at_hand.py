"""The digit at hand, whichever page asks for it: a drawing, a held-out sample, or a file."""

from dataclasses import dataclass

import torch
from torch import Tensor

from anomaly.data.digits import Digits
from anomaly.data.image_format import IMAGE_SIDE
from anomaly.errors import UserError
from anomaly.preprocessing.arrays import Floats
from anomaly.preprocessing.image_file import read_picture
from anomaly.preprocessing.notices import notices_on_strokes
from anomaly.preprocessing.pipeline import Trace, trace
from anomaly.preprocessing.stroke_steps import trace_strokes
from anomaly.preprocessing.strokes import judge_strokes
from anomaly.text import format_label, t
from anomaly.training.signs import are_signs
from anomaly.ui.digit_input.steps import canvas_settings, is_of_signs, steps_off
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
    notices : tuple of str
        Names of the notices on it, such as ``"several"``.
    steps_off : tuple of str
        Steps to it that are switched off; none for a sample, which takes no steps.
    """

    digit: Tensor | None
    origin: str
    problem: str = ""
    notices: tuple[str, ...] = ()
    steps_off: tuple[str, ...] = ()


def digit_at_hand(digits: Digits, anomalous: tuple[int, ...]) -> SelectedDigit:
    """Return the digit chosen last: drawn, uploaded, or a held-out sample.

    Parameters
    ----------
    digits : Digits
        Digits in use.
    anomalous : tuple of int
        The digits that count as anomalies; the first of them is an example until one is chosen.
    """
    digit = session().digit
    if digit.source == "drawing":
        return _drawn()
    if digit.source == "upload" and digit.upload is not None:
        return _uploaded(digit.upload)
    row, origin = sample_row(digits), "origin.sample"
    if row is None:
        row, origin = (
            int(torch.isin(digits.test.labels, torch.tensor(anomalous)).nonzero()[0]),
            "origin.example",
        )
    sample = digits.test[torch.tensor([row])]
    image = sample.images.view(IMAGE_SIDE, IMAGE_SIDE)
    if are_signs(digits):
        origin = "sign.sample"
    label = format_label(int(sample.labels), are_signs(digits))
    return SelectedDigit(image, t(origin, label=label))


def own_digit() -> Tensor | None:
    """Return the digit on the canvas, or else of the file given last, float32 (28, 28), if any."""
    digit = session().digit
    if digit.drawing.strokes or digit.source == "drawing" or digit.upload is None:
        return _drawn().digit
    return _uploaded(digit.upload).digit


def steps_at_hand() -> Trace | None:
    """Return the steps to the digit at hand from a drawing or a file; None for a sample."""
    digit = session().digit
    if digit.source == "drawing":
        return trace_strokes(digit.drawing.paths(), digit.drawing.widths, canvas_settings())
    if digit.source == "upload" and digit.upload is not None:
        try:
            return _trace(digit.upload)
        except UserError:
            return None
    return None


def sample_row(digits: Digits) -> int | None:
    """Return the row of the chosen sample where it is one of these digits."""
    source, row = session().digit.sample or ("", 0)
    return row if source == digits.source and row < len(digits.test) else None


def _drawn() -> SelectedDigit:
    digit, origin = session().digit, t("origin.drawing")
    if digit.problem is not None:
        return SelectedDigit(None, origin, str(digit.problem))
    paths, widths = digit.drawing.paths(), digit.drawing.widths
    found, problem = judge_strokes(paths, widths, canvas_settings())
    has_notices = found is not None and not is_of_signs()
    notices = notices_on_strokes(paths, widths) if has_notices else ()
    return _selected(found, problem, origin, notices)


def _uploaded(file: bytes) -> SelectedDigit:
    origin = t("origin.upload")
    try:
        traced = _trace(file)
    except UserError as problem:
        return SelectedDigit(None, origin, str(problem))
    return _selected(traced.digit, traced.problem, origin, traced.notices)


def _selected(
    digit: Floats | None, problem: str | None, origin: str, notices: tuple[str, ...]
) -> SelectedDigit:
    if digit is None:
        return SelectedDigit(None, origin, t(problem or "canvas.blank"), notices)
    pixels = torch.from_numpy(digit.copy())
    return SelectedDigit(pixels, origin, notices=notices, steps_off=steps_off())


def _trace(file: bytes) -> Trace:
    """Return the steps from a file to its digit, computed anew only for another file."""
    digit = session().digit
    wanted = (file, canvas_settings(), digit.mark)
    if digit.trace is None or digit.traced != wanted:
        digit.trace = trace(
            read_picture(file), wanted[1], is_file=True, is_whole=is_of_signs(), mark=digit.mark
        )
        digit.traced = wanted
    return digit.trace
