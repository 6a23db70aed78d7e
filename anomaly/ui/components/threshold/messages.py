"""The messages between Python and the browser, as ``messages.js`` declares them."""

from typing import TypedDict

from anomaly.ui.components.terms import TermMessage


class LabelGroup(TypedDict):
    """The digits of one label among the scores; `name` is what a person calls it."""

    label: int
    name: str
    count: int
    is_anomaly: bool


class OwnMark(TypedDict):
    """The score of an example that a person gave."""

    score: float
    is_anomaly: bool


class CurveMessage(TypedDict):
    """A curve in the unit square; `kind` is ``"roc"`` or ``"pr"``, `term` is in its title."""

    kind: str
    title: str
    term: TermMessage
    x_title: str
    y_title: str
    x: list[float]
    y: list[float]


class HistogramMessage(TypedDict):
    """Message to the histogram: what stays while a digit or the line changes.

    Attributes
    ----------
    content_key : str
        Names the scores, as in `AnswerMessage`.
    low, top, step : float
        The axis, and what the line moves by.
    decimals : int
        Decimals of a score.
    bins : int
    scores : str
        float32, little-endian, in base64; sorted within each label.
    labels : list of LabelGroup
        In the order of the scores.
    own : list of OwnMark
    curves : list of CurveMessage
    line : TermMessage
    folds : bool
        Whether More opens what is beside the histogram and its two counts.
    names : dict of str to str
        What a person calls the ``"normal"`` and the ``"anomalous"`` digits.
    words : dict of str to str
        Sentences, with blanks in braces that the browser fills in.
    """

    content_key: str
    low: float
    top: float
    step: float
    decimals: int
    bins: int
    scores: str
    labels: list[LabelGroup]
    own: list[OwnMark]
    curves: list[CurveMessage]
    line: TermMessage
    folds: bool
    names: dict[str, str]
    words: dict[str, str]


class MarginMessage(TypedDict):
    """`anomaly.evaluation.Margin`: how near to the threshold a score is a close call."""

    below: float
    above: float


class LimitsMessage(TypedDict):
    """`anomaly.evaluation.Limits`, and how it is said that one is broken.

    Attributes
    ----------
    properties : list of str
    kinds : list of str
        What one of each normal kind is called.
    low, high : list of list of float
        For each kind, of each property.
    words : dict of str to str
        Reasons by their keys, with the blank ``{kind}``.
    """

    properties: list[str]
    kinds: list[str]
    low: list[list[float]]
    high: list[list[float]]
    words: dict[str, str]


class VerdictMessage(TypedDict):
    """Message to the verdict: what stays while a digit or the line changes.

    Attributes
    ----------
    content_key : str
        Names the scores, as in `AnswerMessage`.
    decimals : int
        Decimals of a score.
    margin : MarginMessage
    limits : LimitsMessage or None
        Of the second test; None without.
    max_missing : float or None
        The share of its ink that the reconstruction of a digit that passes may lack unsaid; None
        where that says nothing of the score.
    calibration : str
        Scores of held-out normal digits: float32, little-endian, in base64; sorted.
    words : dict of str to str
        Sentences, with blanks in braces that the browser fills in.
    """

    content_key: str
    decimals: int
    margin: MarginMessage
    limits: LimitsMessage | None
    max_missing: float | None
    calibration: str
    words: dict[str, str]


class ThresholdMoved(TypedDict):
    """Message from the browser: where the line was released; untrusted until it is checked.

    Attributes
    ----------
    threshold : float
    rule : str or None
        The rule whose button was pressed.
    sequence : int
        Comes back in the answer.
    settings : dict of str to float
    """

    threshold: float
    rule: str | None
    sequence: int
    settings: dict[str, float]
