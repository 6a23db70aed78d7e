"""The view that an address carries, parsed as untrusted input."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from anomaly.data.digits import all_others, check_labels, check_normal
from anomaly.detectors import DETECTORS
from anomaly.errors import UserError
from anomaly.evaluation import parse_rule
from anomaly.preprocessing.drawing import Drawing, decode, encode
from anomaly.storage.drafts import KEY as DRAFT
from anomaly.storage.drafts import short_name
from anomaly.storage.store import KEY
from anomaly.text.language import find_language
from anomaly.ui.session.language import PARAMETER as LANGUAGE

MAX_THRESHOLD = 99_999.0
# Parameters whose change is no step for Back.
REPLACED = ("threshold", "rule", "drawing", "limits", "more", "signs", "sign", "tray", "done")
OF_TRAINING = ("normal", "detector", "model")  # likewise where these follow a training


@dataclass(frozen=True)
class View:
    """The view that a link opens.

    Attributes
    ----------
    normal, anomalous : tuple of int
        Digits that count as each, ascending and disjoint.
    detector : str
    threshold : float or None
        Threshold set by hand; None to follow a rule.
    rule : str or None
        The threshold rule with its values, as written; None for the default one.
    sample : tuple or None
        A test digit: the source of the digits and its row; None for the first anomalous one.
    model : str or None
        The key of a stored detector; None for the default recipe's.
    drawing : Drawing or None
        At least one stroke, judged in place of a sample; None for no drawing, or one too long.
    limits : bool
        Whether the second test, of ink and shape, counts.
    more : bool
        Whether more than the first screen is in view.
    signs : str or None
        The key of a draft: pictures of a sign that is not trained yet.
    tray : str or None
        The key of a draft with examples that a detector has still to be taught.
    sign : str
        What a person calls their own sign; empty for nothing.
    language : str or None
        The language that the link asks for; None to leave it to the browser.
    step : int or None
        Number of a step of the lesson, from 1.
    done : frozenset of int
        Numbers of the steps that are finished.
    """

    normal: tuple[int, ...] = (1,)
    anomalous: tuple[int, ...] = (9,)
    detector: str = "autoencoder"
    threshold: float | None = None
    rule: str | None = None
    sample: tuple[str, int] | None = None
    model: str | None = None
    drawing: Drawing | None = None
    limits: bool = True
    more: bool = False
    signs: str | None = None
    tray: str | None = None
    sign: str = ""
    language: str | None = None
    step: int | None = None
    done: frozenset[int] = frozenset()


def read(parameters: Mapping[str, str]) -> tuple[View, UserError | None]:
    """Return the view an address asks for.

    Parameters
    ----------
    parameters : mapping of str to str
        From the query string; unknown names are ignored.

    Returns
    -------
    view : View
        The default one where anything asked for makes no sense, except that a drawing that makes
        none is left out alone.
    problem : UserError or None
        The sentence to show in that case.
    """
    drawing, problem = _drawing(parameters.get("drawing"))
    try:
        normal = check_normal(_digits(parameters.get("normal", "1")))
        others = all_others(normal)
        asked = parameters.get("anomalous", "rest" if 9 in normal else "9")
        anomalous = others if asked == "rest" else check_labels(_digits(asked))
        if set(anomalous) & set(normal):
            raise ValueError(asked)
        detector = parameters.get("detector", View.detector)
        if detector not in DETECTORS:
            raise ValueError(detector)
        view = View(
            normal=normal,
            anomalous=anomalous,
            detector=detector,
            threshold=_number(parameters.get("threshold")),
            rule=_rule(parameters.get("rule")),
            sample=_sample(parameters.get("sample")),
            model=_model(parameters.get("model")),
            drawing=drawing,
            tray=_draft(parameters.get("tray")),
            limits=_flag(parameters.get("limits", "1")),
            more=_flag(parameters.get("more")),
            signs=_draft(parameters.get("signs")),
            sign=short_name(parameters.get("sign", "")),
            language=find_language(parameters.get(LANGUAGE)),
            step=_step(parameters.get("step")),
            done=_steps(parameters.get("done", "")),
        )
    except (UserError, ValueError):
        return View(), UserError("address.nonsense")
    if view.language is None and LANGUAGE in parameters:
        problem = UserError("address.language", name=parameters[LANGUAGE][:20])
    return view, problem


def write(view: View) -> dict[str, str]:
    """Return the query parameters that `read` turns back into `view`.

    A drawing that is too long for a link is left out.
    """
    rest = view.anomalous == all_others(view.normal)
    parameters = {
        "normal": _join(view.normal),
        "anomalous": "rest" if rest else _join(view.anomalous),
        "detector": view.detector,
    }
    if view.threshold is not None:
        parameters["threshold"] = np.format_float_positional(view.threshold, trim="-")
    if view.rule is not None:
        parameters["rule"] = view.rule
    if view.sample is not None:
        parameters["sample"] = "{}-{}".format(*view.sample)
    if view.model is not None:
        parameters["model"] = view.model
    if view.tray is not None:
        parameters["tray"] = view.tray
    if not view.limits:
        parameters["limits"] = "0"
    if view.more:
        parameters["more"] = "1"
    if view.signs is not None:
        parameters["signs"] = view.signs
    if view.sign:
        parameters["sign"] = view.sign
    if view.language is not None:
        parameters[LANGUAGE] = view.language
    if view.step is not None:
        parameters["step"] = str(view.step)
    if view.done:
        parameters["done"] = _join(tuple(sorted(view.done)))
    code = None if view.drawing is None else encode(view.drawing)
    if code is not None:
        parameters["drawing"] = code
    return parameters


def _digits(text: str) -> list[int]:
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise ValueError(text)
    return [int(character) for character in text]


def _join(labels: tuple[int, ...]) -> str:
    return "".join(map(str, labels))


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,5}(\.[0-9]{1,30})?", text):
        raise ValueError(text)
    number = float(text)
    if abs(number) > MAX_THRESHOLD:
        raise ValueError(text)
    return number


def _rule(text: str | None) -> str | None:
    if text is None:
        return None
    rule, values = parse_rule(text)
    return rule.written(*values)


def _flag(text: str | None) -> bool:
    if text not in (None, "0", "1"):
        raise ValueError(text)
    return text == "1"


def _model(text: str | None) -> str | None:
    if text is not None and not KEY.fullmatch(text):
        raise ValueError(text)
    return text


def _draft(text: str | None) -> str | None:
    if text is not None and not DRAFT.fullmatch(text):
        raise ValueError(text)
    return text


def _step(text: str | None) -> int | None:
    if text is not None and not re.fullmatch("[1-9]", text):
        raise ValueError(text)
    return None if text is None else int(text)


def _steps(text: str) -> frozenset[int]:
    if not re.fullmatch("[1-9]{0,9}", text):
        raise ValueError(text)
    return frozenset(map(int, text))


def _sample(text: str | None) -> tuple[str, int] | None:
    if text is None:
        return None
    found = re.fullmatch(r"(mnist|generated|pictures)-([0-9]{1,4})", text)
    if found is None:
        raise ValueError(text)
    return found[1], int(found[2])


def _drawing(text: str | None) -> tuple[Drawing | None, UserError | None]:
    """Return the drawing, if there is one, or the sentence for a text that is none."""
    if text is None:
        return None, None
    try:
        drawing = decode(text)
    except UserError as problem:
        return None, problem
    return drawing if drawing.strokes else None, None
