"""The messages between Python and the browser, as ``messages.js`` declares them."""

from typing import TypedDict

from anomaly.training.trained import TrainedDetector


class LabelGroup(TypedDict):
    """The digits of one label among the scores."""

    label: int
    count: int
    is_anomaly: bool


class CurveMessage(TypedDict):
    """A curve in the unit square; `kind` is ``"roc"`` or ``"pr"``."""

    kind: str
    title: str
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
    curves : list of CurveMessage
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
    curves: list[CurveMessage]
    names: dict[str, str]
    words: dict[str, str]


class RuleMessage(TypedDict):
    """A rule to choose; `assumes` says why where it has no threshold."""

    name: str
    title: str
    assumes: str
    uses_labels: bool
    threshold: float | None


class DigitMessage(TypedDict):
    """The digit at hand as the detector sees it.

    Attributes
    ----------
    origin : str
        A description.
    values : str
        int16, little-endian, in base64: input, reconstruction and difference, (3, 28, 28), in
        thousandths.
    """

    origin: str
    values: str


class AnswerMessage(TypedDict):
    """Message to all parts of a page: what Python makes of the digit at hand and of the last move.

    Attributes
    ----------
    content_key : str
        Names the scores it holds for.
    drawing : int
        Number of the last drawing that the page sent.
    score : float or None
        Score of the digit at hand, if there is one.
    reason : str
        The sentence in its place; or empty.
    digit : DigitMessage or None
    threshold : float
    rule : str or None
        The rule that the threshold follows.
    sequence : int
        Number of the last move that this takes into account.
    settings : dict of str to float
        Settings of the rules, by name.
    rules : list of RuleMessage
    problem : str
        Why the rule asked for could not be followed; or empty.
    """

    content_key: str
    drawing: int
    score: float | None
    reason: str
    digit: DigitMessage | None
    threshold: float
    rule: str | None
    sequence: int
    settings: dict[str, float]
    rules: list[RuleMessage]
    problem: str


class VerdictMessage(TypedDict):
    """Message to the verdict: what stays while a digit or the line changes.

    Attributes
    ----------
    content_key : str
        Names the scores, as in `AnswerMessage`.
    decimals : int
        Decimals of a score.
    calibration : str
        Scores of held-out normal digits: float32, little-endian, in base64; sorted.
    words : dict of str to str
        Sentences, with blanks in braces that the browser fills in.
    """

    content_key: str
    decimals: int
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


def content_key(trained: TrainedDetector, anomalous: tuple[int, ...]) -> str:
    """Return a name for the scores that a message is about."""
    return f"{trained.key}-{''.join(map(str, anomalous))}"
